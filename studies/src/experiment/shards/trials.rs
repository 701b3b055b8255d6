//! The trials of a question, all known before any is lived, as a plan lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::experiment::store::{other_version, other_words, this_version};
use crate::experiment::{BLOCK, Fingerprint, RunKey};

/// A question of which every trial is known: how it is asked again, and what its runs are known by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialsPlan {
    /// Version of the program, and the commit it was built from.
    version: String,
    /// The words of the command that asks, without those that change no table.
    pub words: Vec<String>,
    /// The text of every file that they name beside the scenario.
    pub inputs: BTreeMap<String, String>,
    /// Replications of every trial.
    runs_per_trial: u32,
    trials: Vec<PlannedTrial>,
}

/// One trial, as a plan names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct PlannedTrial {
    /// Its number in the question.
    number: usize,
    /// What its runs are known by.
    print: Fingerprint,
    /// Its first replication.
    first: u32,
}

/// Some replications of one trial of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialPart {
    /// The number of the trial in the question.
    pub trial: usize,
    /// Which replications.
    pub replications: Range<u32>,
}

impl TrialsPlan {
    /// The plan of a question that is asked in these words, with the texts of files that they name; its trials are known by these prints
    /// and their first replications, in order. What is the same alliance in the same worlds as an earlier trial is lived once.
    #[must_use]
    pub fn new(
        (words, inputs): (Vec<String>, BTreeMap<String, String>),
        prints: &[(Fingerprint, u32)],
        runs_per_trial: u32,
    ) -> Self {
        let mut seen = BTreeSet::new();
        let trials = prints.iter().enumerate().filter(|(_, known)| seen.insert(**known));
        Self {
            version: this_version(),
            words,
            inputs,
            runs_per_trial,
            trials: trials
                .map(|(number, &(print, first))| PlannedTrial { number, print, first })
                .collect(),
        }
    }

    /// The command that asks.
    #[must_use]
    pub fn command(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Runs that are asked for.
    #[must_use]
    pub fn n_runs(&self) -> u64 {
        self.trials.len() as u64 * u64::from(self.runs_per_trial)
    }

    /// Blocks that are asked for: those of a trial are neighbours, so that a shard has few trials to make ready.
    pub(super) fn n_blocks(&self) -> usize {
        self.trials.len() * self.blocks_per_trial()
    }

    /// What some units of work come to, trial by trial.
    #[must_use]
    pub fn parts(&self, units: Range<usize>) -> Vec<TrialPart> {
        let blocks: Vec<(&PlannedTrial, Range<u32>)> = units.map(|unit| self.block_of(unit)).collect();
        let of_trials = blocks.chunk_by(|(one, _), (next, _)| one.number == next.number);
        let part = |blocks: &[(&PlannedTrial, Range<u32>)]| {
            let ((planned, first), (_, last)) = (blocks.first()?, blocks.last()?);
            Some(TrialPart {
                trial: planned.number,
                replications: first.start..last.end,
            })
        };
        of_trials.filter_map(part).collect()
    }

    /// Replications that the block of a unit of work has.
    pub(super) fn runs_of(&self, unit: usize) -> u32 {
        self.block_of(unit).1.len() as u32
    }

    /// The keys of all runs of some units of work, in order.
    pub(super) fn run_keys(&self, units: Range<usize>) -> Vec<RunKey> {
        let of_unit = |unit| {
            let (planned, replications) = self.block_of(unit);
            replications.map(|replication| planned.print.run(replication))
        };
        units.flat_map(of_unit).collect()
    }

    /// Why this program makes something else of it, in words.
    pub(super) fn other_program(&self) -> Option<String> {
        other_version(&self.version, &this_version())
    }

    /// The first thing in which another plan differs, in words.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        let file = || {
            let mut texts = self.inputs.iter().zip(&other.inputs);
            texts.find_map(|(was, is)| (was != is).then(|| format!("{} has changed", is.0)))
        };
        other_version(&self.version, &other.version)
            .or_else(|| other_words(&self.words, &other.words))
            .or_else(file)
    }

    fn blocks_per_trial(&self) -> usize {
        (self.runs_per_trial as usize).div_ceil(BLOCK)
    }

    fn block_of(&self, unit: usize) -> (&PlannedTrial, Range<u32>) {
        let first = (unit % self.blocks_per_trial() * BLOCK) as u32;
        let end = self.runs_per_trial.min(first.saturating_add(BLOCK as u32));
        let trial = &self.trials[unit / self.blocks_per_trial()];
        (trial, trial.first + first..trial.first + end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alliance_dynamics::scenario::Scenario;

    fn plan() -> TrialsPlan {
        let print = |seed| Fingerprint::of(&Scenario::default(), seed);
        let prints = [(print(1), 0), (print(2), 0), (print(1), 0), (print(3), 50)];
        TrialsPlan::new((vec!["robust".to_owned()], BTreeMap::new()), &prints, 25)
    }

    #[test]
    fn a_trial_that_is_the_same_alliance_as_an_earlier_one_is_lived_once() {
        let plan = plan();
        assert_eq!((plan.n_blocks(), plan.n_runs()), (9, 75));
        let trials: Vec<usize> = plan.parts(0..9).into_iter().map(|part| part.trial).collect();
        assert_eq!(trials, [0, 1, 3]);
    }

    #[test]
    fn the_parts_of_units_are_the_runs_of_their_keys() {
        let plan = plan();
        let part = |trial, replications| TrialPart { trial, replications };
        assert_eq!(plan.parts(1..5), [part(0, 10..25), part(1, 0..20)]);
        let runs: Vec<u32> = (1..5).map(|unit| plan.runs_of(unit)).collect();
        assert_eq!(runs, [10, 5, 10, 10]);
        let keys = plan.run_keys(1..5);
        let print = |trial: usize| plan.trials[trial].print;
        assert_eq!(
            (keys.len(), keys[0], keys[34]),
            (35, print(0).run(10), print(1).run(19))
        );
    }
}
