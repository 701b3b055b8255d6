//! What an alliance makes of a dial at one level and at another.

use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::Ending;

use super::estimates::{Estimate, by_batches, difference, mean, ratio};
use super::{endings, indicator, lasts};

/// The four dials with two sides, and the keys that set them.
pub const DIALS: [(&str, &str); 4] = [
    ("process", "dials.process"),
    ("agility", "dials.agility"),
    ("challenge", "alliance.challenge"),
    ("control", "dials.control"),
];
/// The levels at which they are tried.
pub const LEVELS: [f64; 6] = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0];

/// Levels at which control is tried by starting trust.
pub const CONTROLS: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
/// Starting trusts for which it is, from distrust to trust.
pub const STARTS: [f64; 4] = [-0.2, 0.1, 0.4, 0.7];

/// Number by number the same worlds, in a list for every level.
pub type Levels = Vec<Vec<f64>>;

/// The same worlds at every level of a dial, with some lines before it.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn at_levels(lines: &str, key: &str, levels: &[f64], runs: u32) -> Result<Vec<Vec<Ending>>, ScenarioError> {
    let at = |level: &f64| endings(&format!("{lines}\n{key} = {level:?}"), runs);
    levels.iter().map(at).collect()
}

/// Value a month of the horizon, 0 after an end, and whether the alliance lasted, at every level of control.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn under_control(start: f64, runs: u32) -> Result<(Levels, Levels), ScenarioError> {
    let lives = at_levels(
        &format!("relations.trust_mean = {start:?}"),
        "dials.control",
        &CONTROLS,
        runs,
    )?;
    let lasting = |lives: &Vec<Ending>| indicator(lives, lasts);
    Ok((
        lives.iter().map(|lives| monthly_value(lives)).collect(),
        lives.iter().map(lasting).collect(),
    ))
}

/// Value a month of a horizon of ten years, 0 after an end.
pub fn monthly_value(lives: &[Ending]) -> Vec<f64> {
    lives.iter().map(|end| end.last[Measure::Delivered] / 120.0).collect()
}

/// The best level of control, over batches of worlds.
pub fn best_control(levels: &Levels, batch: usize) -> Estimate {
    let worlds: Vec<usize> = (0..levels[0].len()).collect();
    by_batches(&worlds, batch, |batch| {
        let of_batch = |level: &Vec<f64>| batch.iter().map(|&k| level[k]).collect();
        CONTROLS[best(&levels.iter().map(of_batch).collect::<Levels>())]
    })
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

/// The share of the best level's mean that the worse of its two neighbours keeps; none where it has only one.
pub fn kept_beside(levels: &[Vec<f64>], place: usize) -> Option<Estimate> {
    let kept = |beside: usize| -> Option<Estimate> {
        let pairs = levels.get(beside)?.iter().copied().zip(levels[place].iter().copied());
        Some(ratio(&pairs.collect::<Vec<_>>()))
    };
    let (below, above) = (kept(place.checked_sub(1)?)?, kept(place + 1)?);
    Some(if below.value < above.value { below } else { above })
}
