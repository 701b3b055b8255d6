//! Patterns 5 and 11: what differences of goals and cultures cost, and when they pay.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use crate::finding::{Claim, Finding};
use crate::worlds::estimates::{difference, mean, share};
use crate::worlds::tables::Table;
use crate::worlds::{NOBODY_LEAVES, endings, fragments, lasts, months, more, thrives};

/// What [`fates`] tells.
pub const FATES: [&str; 4] = ["lasts ten years", "thriving", "fragmented", "dissolved or collapsed"];

/// How many alliances end in which way.
pub fn fates(lives: &[Ending]) -> [String; 4] {
    let faded = |end: &Ending| matches!(end.outcome, Outcome::Dissolved | Outcome::Collapsed);
    [lasts, thrives, fragments, faded].map(|holds| share(lives, holds).to_string())
}

/// Survival by how far goals and cultures are spread.
pub fn strain() -> Result<Finding, ScenarioError> {
    let (mut tables, mut claims) = (Vec::new(), Vec::new());
    for (key, title, spreads) in [
        ("goal_spread", "goal spread", [0.0, 0.2, 0.4, 0.6, 0.8]),
        ("culture_spread", "culture spread", [0.0, 0.15, 0.3, 0.45, 0.6]),
    ] {
        let mut table = Table::with(&[&[title], &FATES[..]].concat());
        let mut by_spread = Vec::new();
        for spread in spreads {
            let lives = endings(&format!("population.{key} = {spread:?}"), 2000)?;
            table.row(spread, fates(&lives));
            by_spread.push(lives);
        }
        for (less, further) in [(0, 2), (2, 4)] {
            let says = format!("lasting, {title} {} against {}", spreads[further], spreads[less]);
            claims.push(Claim::below(
                says,
                more(&by_spread[further], &by_spread[less], lasts),
                0.0,
            ));
        }
        tables.push(table);
    }
    let mut table = Table::with(&[
        "goal spread",
        "members that lasting alliances keep",
        "nobody may leave: lasts",
    ]);
    for spread in [0.4, 0.6, 0.8] {
        let scenario = format!("population.goal_spread = {spread}\n");
        let lives = endings(&scenario, 2000)?;
        let kept = lives
            .iter()
            .filter(|end| lasts(end))
            .map(|end| end.last[Measure::Members]);
        let stuck = endings(&format!("{scenario}membership.enabled = false"), 2000)?;
        table.row(spread, [format!("{:.1}", mean(kept)), share(&stuck, lasts).to_string()]);
    }
    tables.push(table);
    Ok(Finding { claims, tables })
}

const SPREADS: [f64; 4] = [0.0, 0.15, 0.3, 0.45];

/// Value with and without differences of culture, at fixed levels of shared language.
pub fn pay_once_understood() -> Result<Finding, ScenarioError> {
    let mut tables = Vec::new();
    let mut claims = Vec::new();
    for (title, lines) in [
        ("shared language", NOBODY_LEAVES),
        ("shared language, alliances may end", ""),
    ] {
        let mut table = Table::with(&[title, "value, one culture", "spread 0.15", "spread 0.3", "spread 0.45"]);
        for language in [0.05, 0.3, 0.5, 0.7, 0.9] {
            let value = |spread: f64| -> Result<Vec<f64>, ScenarioError> {
                let scenario = format!(
                    "months = 24\n{lines}learning.enabled = false\nalliance.shared_language = {language}\n\
                     population.culture_spread = {spread:?}"
                );
                let lives = months(&scenario, 1000, |month| month.record[Measure::Value])?;
                Ok(lives.iter().map(|life| life.iter().sum::<f64>() / 24.0).collect())
            };
            let by_spread = SPREADS.into_iter().map(value).collect::<Result<Vec<_>, _>>()?;
            let gained = |place: usize| difference(&by_spread[place], &by_spread[0]);
            let alike = format!("{:.4}", mean(by_spread[0].iter().copied()));
            table.row(
                language,
                [alike]
                    .into_iter()
                    .chain((1..4).map(|place| format!("{:.4}", gained(place)))),
            );
            if lines.is_empty() {
                continue;
            }
            let says = format!("value at shared language {language}, culture spread 0.3 against none");
            match language {
                0.05 => claims.push(Claim::below(says, gained(2), 0.0).decimals(4)),
                0.9 => claims.push(Claim::above(says, gained(2), 0.0).decimals(4)),
                _ => {}
            }
        }
        tables.push(table);
    }
    Ok(Finding { claims, tables })
}
