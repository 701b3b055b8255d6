//! Many worlds of one scenario, compared pair by pair: what the patterns, the scorecard and their tests have in common.

pub mod circle;
pub mod dials;
pub mod estimates;
pub mod headlines;
pub mod help;
pub mod models;
pub mod opinions;
pub mod subgroups;
pub mod tables;

use std::ops::Range;
use std::sync::Arc;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::simulation::{Ending, MonthView, Simulation};
use rayon::prelude::*;

use estimates::{Estimate, difference};

/// The seed that all figures are derived from; replication k has the seed that `alliance run` gives it.
pub const SEED: u64 = 1;

/// Lines that let every world live to its horizon, so that all can be compared at the same age.
pub const NOBODY_LEAVES: &str = "membership.enabled = false\ncohesion.enabled = false\n";

/// Replications 0, 1, 2… of a scenario, each through `live`. The same number in two scenarios is the same luck.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn worlds<T: Send>(
    scenario: &str,
    runs: u32,
    live: impl Fn(&mut Simulation, u64) -> T + Sync,
) -> Result<Vec<T>, ScenarioError> {
    replications(scenario, 0..runs, live)
}

/// Some replications of a scenario, each through `live`.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn replications<T: Send>(
    scenario: &str,
    which: Range<u32>,
    live: impl Fn(&mut Simulation, u64) -> T + Sync,
) -> Result<Vec<T>, ScenarioError> {
    let (scenario, first) = (Arc::new(models::read(scenario)?), models::first_world());
    let lives = which.into_par_iter().map_init(
        || Simulation::new(scenario.clone()),
        |simulation, replication| live(simulation, replication_seed(SEED, u64::from(first + replication))),
    );
    Ok(lives.collect())
}

/// How every world ended.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn endings(scenario: &str, runs: u32) -> Result<Vec<Ending>, ScenarioError> {
    worlds(scenario, runs, |world, seed| world.run(seed, &mut ()))
}

/// One number a month of every world, as long as it lived.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn months(
    scenario: &str,
    runs: u32,
    read: impl Fn(&MonthView<'_>) -> f64 + Sync,
) -> Result<Vec<Vec<f64>>, ScenarioError> {
    worlds(scenario, runs, |world, seed| {
        let mut life = Vec::new();
        world.run(seed, &mut |month: &MonthView<'_>| life.push(read(month)));
        life
    })
}

/// A measure in the last month of every world.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn last(measure: Measure, scenario: &str, runs: u32) -> Result<Vec<f64>, ScenarioError> {
    Ok(endings(scenario, runs)?.iter().map(|end| end.last[measure]).collect())
}

/// Whether an alliance lasted.
pub fn lasts(end: &Ending) -> bool {
    end.outcome.survived()
}

/// Whether an alliance thrived at its horizon.
pub fn thrives(end: &Ending) -> bool {
    end.outcome == Outcome::Thriving
}

/// Whether an alliance fell into camps.
pub fn fragments(end: &Ending) -> bool {
    end.outcome == Outcome::Fragmented
}

/// 1 for every world for which something holds, 0 for the others.
pub fn indicator(lives: &[Ending], holds: impl Fn(&Ending) -> bool) -> Vec<f64> {
    lives.iter().map(|end| f64::from(holds(end))).collect()
}

/// The share of worlds for which something holds, less that of their twins.
pub fn more(one: &[Ending], other: &[Ending], holds: impl Fn(&Ending) -> bool) -> Estimate {
    difference(&indicator(one, &holds), &indicator(other, &holds))
}
