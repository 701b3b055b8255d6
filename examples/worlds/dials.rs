//! What an alliance makes of a dial at one level and at another.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use super::endings;
use super::estimates::{Estimate, difference, mean};

/// The four dials with two sides, and the keys that set them.
pub const DIALS: [(&str, &str); 4] = [
    ("process", "dials.process"),
    ("agility", "dials.agility"),
    ("challenge", "alliance.challenge"),
    ("control", "dials.control"),
];
/// The levels at which they are tried.
pub const LEVELS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// The same worlds at every level of a dial, with some lines before it.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn at_levels(lines: &str, key: &str, levels: &[f64], runs: u32) -> Result<Vec<Vec<Ending>>, ScenarioError> {
    let at = |level: &f64| endings(&format!("{lines}\n{key} = {level:?}"), runs);
    levels.iter().map(at).collect()
}

/// Value a month of the horizon, 0 after an end, of worlds of ten years.
pub fn monthly_value(lives: &[Ending]) -> Vec<f64> {
    lives.iter().map(|end| end.last[Measure::Delivered] / 120.0).collect()
}

/// The place of the level whose worlds have the highest mean.
pub fn best(levels: &[Vec<f64>]) -> usize {
    let at = |place: usize| mean(levels[place].iter().copied()).value;
    let by_mean = |&one: &usize, &other: &usize| at(one).total_cmp(&at(other));
    (0..levels.len()).max_by(by_mean).unwrap_or_default()
}

/// How far a level lies above the lowest and above the highest of the levels, whichever is nearer.
pub fn above_both_ends(levels: &[Vec<f64>], place: usize) -> Estimate {
    let above = |end: usize| difference(&levels[place], &levels[end]);
    let (low, high) = (above(0), above(levels.len() - 1));
    if low.value < high.value { low } else { high }
}
