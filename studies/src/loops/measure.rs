//! Worlds whose feedback loops are measured month by month.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::experiment::{Control, caught};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::loops::{LoopMeter, Window, WorldLoops};

/// Runs replications of a scenario on the threads of the current rayon pool and measures their loops: world by world, in
/// order, or what one said when it failed. `None` when `control` said stop before all were done.
///
/// Replication k is the world that it is in an [`Experiment`](crate::experiment::Experiment) of the same `seed`.
///
/// # Example
/// ```
/// use alliance_studies::experiment::Control;
/// use alliance_studies::loops::measure_loops;
/// use alliance_dynamics::scenario::Scenario;
/// use alliance_dynamics::simulation::loops::Window;
///
/// let scenario = Scenario::from_toml("months = 6")?;
/// let worlds = measure_loops(&scenario.into(), Window::default(), (1, 0..4), &Control::default()).unwrap_or_default();
/// assert_eq!(worlds.len(), 4);
/// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
/// ```
#[must_use]
pub fn measure_loops(
    scenario: &Arc<Scenario>,
    turn: Window,
    (seed, replications): (u64, Range<u32>),
    control: &Control,
) -> Option<Vec<Result<WorldLoops, String>>> {
    let worlds = replications
        .into_par_iter()
        .with_max_len(1)
        .map_init(
            || LoopMeter::new(Arc::clone(scenario), turn),
            |meter, replication| {
                if control.is_stopped() {
                    return Err(String::new());
                }
                let seed = replication_seed(seed, u64::from(replication));
                let world = caught(|| meter.run_while(seed, || !control.is_stopped()));
                control.count(1);
                world
            },
        )
        .collect();
    if control.is_stopped() { None } else { Some(worlds) }
}

/// Runs one and the same replication of several scenarios and measures in each, month by month, how much of a loss comes back: world by
/// world, in order, or what one said when it failed. `None` when `control` said stop before all were done.
#[must_use]
pub fn measure_wholes(
    scenarios: &[Arc<Scenario>],
    turn: Window,
    (seed, replication): (u64, u32),
    control: &Control,
) -> Option<Vec<Result<Vec<f64>, String>>> {
    let seed = replication_seed(seed, u64::from(replication));
    let worlds = scenarios
        .par_iter()
        .with_max_len(1)
        .map(|scenario| {
            let world = caught(|| {
                let mut meter = LoopMeter::of_the_whole(Arc::clone(scenario), turn);
                meter.run_while(seed, || !control.is_stopped())
            })?;
            Ok(world.months.iter().map(|gains| gains.whole).collect())
        })
        .collect();
    if control.is_stopped() { None } else { Some(worlds) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Trial, try_all};

    #[test]
    fn the_whole_by_itself_is_the_whole_beside_the_loops() {
        let scenario = Arc::new(Scenario::from_toml("months = 5").unwrap());
        let wholes = measure_wholes(&[Arc::clone(&scenario)], Window::default(), (7, 3), &Control::default()).unwrap();
        let worlds = measure_loops(&scenario, Window::default(), (7, 3..4), &Control::default()).unwrap();
        let beside = worlds[0].as_ref().unwrap().months.iter();
        assert_eq!(wholes, [Ok(beside.map(|gains| gains.whole).collect())]);
    }

    fn worlds(threads: usize) -> Vec<Result<WorldLoops, String>> {
        let scenario = Arc::new(Scenario::from_toml("months = 5").unwrap());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let measure = || measure_loops(&scenario, Window::default(), (7, 2..9), &Control::default());
        pool.install(measure).unwrap()
    }

    #[test]
    fn the_worlds_are_those_of_an_experiment_on_any_number_of_threads() {
        let scenario = Arc::new(Scenario::from_toml("months = 5").unwrap());
        let replications = 2..9;
        let ends = try_all(&[Trial { scenario, replications }], 7, &Control::default()).unwrap();
        let alone = worlds(1);
        assert_eq!(alone, worlds(5));
        let endings: Vec<_> = alone.into_iter().map(|world| world.map(|world| world.ending)).collect();
        assert_eq!(endings, ends[0]);
    }

    #[test]
    fn a_stop_leaves_nothing() {
        let control = Control::default();
        control.stop();
        assert!(measure_loops(&Arc::default(), Window::default(), (1, 0..3), &control).is_none());
    }
}
