//! Patterns 10 and 15: paradoxes, and control by trust.

use alliance_dynamics::scenario::ScenarioError;

use crate::finding::{Claim, Finding};
use crate::worlds::dials::{DIALS, LEVELS, above_both_ends, at_levels, best, monthly_value};
use crate::worlds::estimates::{Estimate, by_batches, mean, ratio};
use crate::worlds::tables::Table;
use crate::worlds::{indicator, lasts, thrives};

/// Levels at which control is tried.
const CONTROLS: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
/// Starting trusts, from distrust to trust.
const STARTS: [f64; 4] = [-0.2, 0.1, 0.4, 0.7];
/// Worlds a cell.
const RUNS: u32 = 4000;
/// Worlds that make one measurement of the best level of control.
const BATCH: usize = 200;

/// Value and survival by control and starting trust.
pub fn control_for_the_distrustful() -> Result<Finding, ScenarioError> {
    let titles = CONTROLS.map(|control| format!("{control}"));
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let header = [&["start"], &titles[..], &["best control"]].concat();
    let (mut value, mut survival) = (Table::with(&header), Table::with(&header));
    let mut best_by_value = Vec::new();
    let mut inside = Vec::new();
    for start in STARTS {
        let lives = at_levels(
            &format!("relations.trust_mean = {start:?}"),
            "dials.control",
            &CONTROLS,
            RUNS,
        )?;
        let values: Vec<_> = lives.iter().map(|lives| monthly_value(lives)).collect();
        let lasting: Vec<_> = lives.iter().map(|lives| indicator(lives, lasts)).collect();
        best_by_value.push(best_control(&values));
        value.row(start, by_control(&values, 4));
        survival.row(start, by_control(&lasting, 3));
        let says = format!("lasting from a start of {start}, control 0.6 against 0 or 1, whichever is nearer");
        inside.push(Claim::above(says, above_both_ends(&lasting, 6), 0.0));
    }
    let falls = best_by_value[3] - best_by_value[0];
    let mut claims = vec![Claim::below("best control by value, start 0.7 against −0.2", falls, 0.0).decimals(2)];
    claims.extend(inside);
    Ok(Finding {
        claims,
        tables: vec![value, survival],
    })
}

fn by_control(levels: &[Vec<f64>], decimals: usize) -> Vec<String> {
    let cells = levels
        .iter()
        .map(|level| format!("{:.decimals$}", mean(level.iter().copied()).value));
    cells.chain([best_control(levels).to_string()]).collect()
}

/// The best level of control, over batches of worlds.
fn best_control(levels: &[Vec<f64>]) -> Estimate {
    let worlds: Vec<usize> = (0..RUNS as usize).collect();
    by_batches(&worlds, BATCH, |batch| {
        let of_batch: Vec<Vec<f64>> = levels
            .iter()
            .map(|level| batch.iter().map(|&k| level[k]).collect())
            .collect();
        CONTROLS[best(&of_batch)]
    })
}

/// Thriving by each of the four dials.
pub fn paradoxes_have_two_sides() -> Result<Finding, ScenarioError> {
    let titles = LEVELS.map(|level| format!("{level}"));
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let header = [&["thriving by"], &titles[..], &["best less the better end"]].concat();
    let mut table = Table::with(&header);
    let (mut inside, mut gentle) = (Vec::new(), Vec::new());
    for (name, key) in DIALS {
        let lives = at_levels("", key, &LEVELS, 2000)?;
        let levels: Vec<_> = lives.iter().map(|lives| indicator(lives, thrives)).collect();
        let place = best(&levels);
        let above = above_both_ends(&levels, place);
        let cells = levels.iter().map(|level| mean(level.iter().copied())).chain([above]);
        table.row(name, cells.map(|figure| format!("{figure:.3}")));
        let level = LEVELS[place];
        inside.push(Claim::above(
            format!("{name}: thriving at its best level, {level}, less the better end"),
            above,
            0.0,
        ));
        if let Some(kept) = kept_beside(&levels, place) {
            gentle.push(Claim::above(
                format!("{name}: share of its best that the worse neighbour keeps"),
                kept,
                0.5,
            ));
        }
    }
    inside.extend(gentle);
    Ok(Finding {
        claims: inside,
        tables: vec![table],
    })
}

/// The share of the best level's thriving that the worse of its two neighbours keeps; none where it has only one.
fn kept_beside(levels: &[Vec<f64>], place: usize) -> Option<Estimate> {
    let kept = |beside: usize| -> Option<Estimate> {
        let pairs = levels.get(beside)?.iter().copied().zip(levels[place].iter().copied());
        Some(ratio(&pairs.collect::<Vec<_>>()))
    };
    let (below, above) = (kept(place.checked_sub(1)?)?, kept(place + 1)?);
    Some(if below.value < above.value { below } else { above })
}
