//! Patterns 10 and 15: control by trust, and paradoxes.

use alliance_dynamics::scenario::ScenarioError;

use crate::finding::{Claim, Finding};
use crate::worlds::dials::{
    CONTROLS, DIALS, LEVELS, Levels, STARTS, above_both_ends, at_levels, best, best_control, kept_beside, under_control,
};
use crate::worlds::estimates::mean;
use crate::worlds::tables::Table;
use crate::worlds::{indicator, thrives};

/// Worlds that make one measurement of the best level of control.
const BATCH: usize = 400;
/// The place of control 0.6 among the levels.
const INSIDE: usize = 6;

/// Value and survival by control and starting trust.
pub fn control_for_the_distrustful() -> Result<Finding, ScenarioError> {
    let (mut by_value, mut by_survival) = (
        by_level("value by start", &CONTROLS, "best"),
        by_level("lasting by start", &CONTROLS, "best"),
    );
    let mut best_by_value = Vec::new();
    let mut inside = Vec::new();
    for start in STARTS {
        let (value, lasting) = under_control(start, 8000)?;
        best_by_value.push(best_control(&value, BATCH));
        by_value.row(start, by_control(&value, 4));
        by_survival.row(start, by_control(&lasting, 3));
        let says = format!("lasting from a start of {start}, control 0.6 less 0 or 1, whichever is better");
        inside.push(Claim::above(says, above_both_ends(&lasting, INSIDE), 0.0));
    }
    let falls = best_by_value[3] - best_by_value[0];
    let mut claims = vec![Claim::below(
        "best control by value, start 0.7 against −0.2",
        falls,
        0.0,
    )];
    claims.extend(inside);
    Ok(Finding {
        claims,
        tables: vec![by_value, by_survival],
    })
}

fn by_control(levels: &Levels, decimals: usize) -> Vec<String> {
    let cells = levels
        .iter()
        .map(|level| format!("{:.decimals$}", mean(level.iter().copied()).value));
    cells.chain([best_control(levels, BATCH).to_string()]).collect()
}

/// Thriving by each of the four dials.
pub fn paradoxes_have_two_sides() -> Result<Finding, ScenarioError> {
    let mut table = by_level("thriving by", &LEVELS, "best less the better end");
    let (mut claims, mut gentle) = (Vec::new(), Vec::new());
    for (name, key) in DIALS {
        let lives = at_levels("", key, &LEVELS, 2000)?;
        let levels: Levels = lives.iter().map(|lives| indicator(lives, thrives)).collect();
        let place = best(&levels);
        let above = above_both_ends(&levels, place);
        let cells = levels.iter().map(|level| mean(level.iter().copied())).chain([above]);
        table.row(name, cells.map(|figure| format!("{figure:.3}")));
        let says = format!(
            "{name}: thriving at its best level, {}, less the better end",
            LEVELS[place]
        );
        claims.push(Claim::above(says, above, 0.0));
        if let Some(kept) = kept_beside(&levels, place) {
            let says = format!("{name}: share of its best that the worse neighbour keeps");
            gentle.push(Claim::above(says, kept, 0.5));
        }
    }
    claims.extend(gentle);
    Ok(Finding {
        claims,
        tables: vec![table],
    })
}

/// A table with a column for every level, and one more.
fn by_level(first: &str, levels: &[f64], last: &str) -> Table {
    let titles: Vec<String> = levels.iter().map(ToString::to_string).collect();
    let titles = titles.iter().map(String::as_str);
    Table::with(&[first].into_iter().chain(titles).chain([last]).collect::<Vec<_>>())
}
