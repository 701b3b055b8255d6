//! Runs of which only the end is wanted, at points that are chosen while the work goes on.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::{BLOCK, Control, Fingerprint, RunKey, RunRecord, control};
use alliance_dynamics::mechanisms::Rules;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::{Ending, Plan, Simulation};

/// Runs of which only the end is kept are known by this, beside what they are runs of.
const ENDS: &str = "ends";

/// Some replications of one scenario.
#[derive(Debug, Clone)]
pub struct Trial {
    /// What is run.
    pub scenario: Arc<Scenario>,
    /// Which replications; the same ones of other scenarios are the same worlds.
    pub replications: Range<u32>,
}

impl Trial {
    /// What its runs are known by, where all luck is derived from this number.
    #[must_use]
    pub fn print(&self, seed: u64) -> Fingerprint {
        Fingerprint::of(&self.scenario, seed).with(&ENDS)
    }
}

/// Runs all trials on the threads of the current rayon pool: for every trial how its replications ended, in order, or what
/// one said when it failed. `None` when `control` said stop before all were done.
///
/// What `control` remembers is not run again.
///
/// Replication k has the seed that it has in an [`Experiment`](super::Experiment) of the same `seed`.
///
/// # Example
/// ```
/// use alliance_studies::experiment::{Control, Trial, try_all};
/// use alliance_dynamics::scenario::Scenario;
///
/// let trial = Trial { scenario: Scenario::default().into(), replications: 0..20 };
/// let ends = try_all(&[trial], 1, &Control::default()).unwrap_or_default();
/// assert_eq!(ends[0].len(), 20);
/// ```
#[must_use]
pub fn try_all(trials: &[Trial], seed: u64, control: &Control) -> Option<Vec<Vec<Result<Ending, String>>>> {
    let prints: Vec<Option<Fingerprint>> = trials
        .par_iter()
        .map(|trial| control.remembers().then(|| trial.print(seed)))
        .collect();
    let pieces: Vec<(usize, Range<u32>)> = trials.iter().enumerate().flat_map(pieces).collect();
    let month: Plan = Arc::new(Rules::month);
    let ends: Vec<_> = pieces
        .into_par_iter()
        .with_max_len(1)
        .map_init(
            || None,
            |worker: &mut Option<Simulation>, (number, replications)| {
                let scenario = &trials[number].scenario;
                let end = |replication| {
                    let key = prints[number].map(|print| print.run(replication));
                    remembered(key, control).unwrap_or_else(|| {
                        let simulation = worker.get_or_insert_with(|| Simulation::new(Arc::clone(scenario)));
                        simulation.take_on(Arc::clone(scenario), Arc::clone(&month));
                        end(simulation, (replication, seed), (key, control))
                    })
                };
                let ends = replications.take_while(|_| !control.is_stopped()).map(end);
                (number, ends.collect::<Vec<_>>())
            },
        )
        .collect();
    if control.is_stopped() {
        return None;
    }
    let mut all: Vec<_> = trials
        .iter()
        .map(|trial| Vec::with_capacity(trial.replications.len()))
        .collect();
    for (number, ends) in ends {
        all[number].extend(ends);
    }
    Some(all)
}

/// A trial in pieces of at most a block of replications.
fn pieces((number, trial): (usize, &Trial)) -> impl Iterator<Item = (usize, Range<u32>)> {
    let Range { start, end } = trial.replications;
    (start..end)
        .step_by(BLOCK)
        .map(move |first| (number, first..end.min(first.saturating_add(BLOCK as u32))))
}

/// How a run ended that was finished before.
fn remembered(key: Option<RunKey>, control: &Control) -> Option<Result<Ending, String>> {
    Some(control.recall(key?)?.0.result)
}

fn end(
    simulation: &mut Simulation,
    (replication, seed): (u32, u64),
    (key, control): (Option<RunKey>, &Control),
) -> Result<Ending, String> {
    let seed = replication_seed(seed, u64::from(replication));
    let run = RunRecord {
        replication,
        seed,
        result: control::caught(|| simulation.run(seed, &mut ())),
    };
    if let Some(key) = key {
        control.keep_end(key, &run);
    }
    control.count(1);
    run.result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use alliance_dynamics::scenario::{Study, Template};

    const FILE: &str = "seed = 7\nmonths = 30\n[experiment]\nruns = 25\n";

    fn trials() -> Vec<Trial> {
        let scenario = Template::from_toml(FILE).unwrap().base().clone();
        [0..25, 13..14, 4..4]
            .map(|replications| Trial {
                scenario: Arc::clone(&scenario),
                replications,
            })
            .to_vec()
    }

    fn all(threads: usize) -> Vec<Vec<Result<Ending, String>>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| try_all(&trials(), 7, &Control::default())).unwrap()
    }

    #[test]
    fn a_trial_is_the_same_world_as_the_run_of_an_experiment() {
        let mut runs = Vec::new();
        Experiment::new(Study::from_toml(FILE).unwrap()).run(&Control::default(), |block| {
            runs.extend(block.runs.into_iter().map(|run| run.result));
        });
        let ends = all(2);
        assert_eq!(ends[0], runs);
        assert_eq!(ends[1], runs[13..14]);
        assert!(ends[2].is_empty());
    }

    #[test]
    fn the_ends_do_not_depend_on_threads() {
        assert_eq!(all(1), all(7));
    }

    #[test]
    fn a_stop_leaves_nothing() {
        let control = Control::default();
        control.stop();
        assert!(try_all(&trials(), 7, &control).is_none());
    }
}
