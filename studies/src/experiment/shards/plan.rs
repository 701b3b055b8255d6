//! What a folder of shards is for, with all that is needed to do it on another host.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{ShardError, TrialsPlan};
use crate::experiment::{RemakeError, RunKey, StudyPlan, StudySource, remake};
use alliance_dynamics::scenario::{GivenScenario, Study};

/// Work cut into shards: what it is, the files it is made from, and how many shards there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "PlanFile", into = "PlanFile")]
pub struct ShardPlan {
    /// Shards, at least one.
    pub n_shards: u32,
    /// What is asked for.
    pub work: PlannedWork,
    /// The scenario file as it was named and written, and every file that it names.
    pub source: StudySource,
}

/// What is cut into shards.
#[derive(Debug, Clone, PartialEq)]
pub enum PlannedWork {
    /// A study, with every key of the scenario.
    Study(StudyPlan),
    /// Another question, with the list of its trials.
    Trials(TrialsPlan),
}

/// A plan as it lies in its folder: with a study or with trials.
#[derive(Clone, Serialize, Deserialize)]
struct PlanFile {
    n_shards: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    study: Option<StudyPlan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trials: Option<TrialsPlan>,
    #[serde(flatten)]
    source: StudySource,
}

impl TryFrom<PlanFile> for ShardPlan {
    type Error = &'static str;

    fn try_from(file: PlanFile) -> Result<Self, Self::Error> {
        let work = match (file.study, file.trials) {
            (Some(study), None) => PlannedWork::Study(study),
            (None, Some(trials)) => PlannedWork::Trials(trials),
            _ => return Err("either `study` or `trials` is needed"),
        };
        Ok(Self {
            n_shards: file.n_shards,
            work,
            source: file.source,
        })
    }
}

impl From<ShardPlan> for PlanFile {
    fn from(plan: ShardPlan) -> Self {
        let (study, trials) = match plan.work {
            PlannedWork::Study(study) => (Some(study), None),
            PlannedWork::Trials(trials) => (None, Some(trials)),
        };
        Self {
            n_shards: plan.n_shards,
            study,
            trials,
            source: plan.source,
        }
    }
}

impl ShardPlan {
    /// Cuts work into shards.
    ///
    /// # Errors
    /// If there were shards without work.
    pub fn of(work: PlannedWork, source: StudySource, n_shards: u32) -> Result<Self, ShardError> {
        let n_units = work.n_blocks();
        if n_shards == 0 || n_shards as usize > n_units {
            return Err(ShardError::TooMany { n_shards, n_units });
        }
        Ok(Self { n_shards, work, source })
    }

    /// Cuts a study that was made of this scenario into shards, as all who work on them will read it: from the plan alone.
    ///
    /// # Errors
    /// If it has a precision, a file that it names cannot be read, or there were shards without work.
    pub fn by_itself(study: &Study, given: &GivenScenario, n_shards: u32) -> Result<Self, ShardError> {
        if study.precision.is_some() {
            return Err(ShardError::Precision);
        }
        let source = StudySource::of_given(study, given)?;
        let study = again(&StudyPlan::of(study), &source).map_err(ShardError::NotEnough)?;
        Self::of(PlannedWork::Study(StudyPlan::of(&study)), source, n_shards)
    }

    /// The units of work of a shard: one run of neighbours, as many as any other shard has or one more.
    ///
    /// Neighbours in a study are different cells, so that shards are alike as soon as they have as many units as there are cells; dealing
    /// units out in turn would give every shard the same cell whenever the number of cells divides that of the shards.
    #[must_use]
    pub fn units_of(&self, shard: u32) -> Range<usize> {
        let (n_units, n_shards) = (self.work.n_blocks() as u128, u128::from(self.n_shards));
        let start = |shard: u32| (u128::from(shard) * n_units / n_shards) as usize;
        start(shard)..start(shard + 1)
    }

    /// Runs of a shard.
    #[must_use]
    pub fn runs_of(&self, shard: u32) -> u64 {
        let units = self.units_of(shard);
        units.map(|unit| u64::from(self.work.runs_of(unit))).sum()
    }

    /// The first thing in which another plan differs, in words. The name of a study's file is no difference.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        let told = match (&self.work, &other.work) {
            (PlannedWork::Study(was), PlannedWork::Study(is)) => was.difference(is),
            (PlannedWork::Trials(was), PlannedWork::Trials(is)) => was.difference(is).or_else(|| {
                (self.source != other.source)
                    .then(|| format!("{} or a file that it names has changed", other.source.file))
            }),
            (was, is) => Some(format!(
                "it was for `alliance {}` and is now for `alliance {}`",
                was.command(),
                is.command()
            )),
        };
        told.or_else(|| {
            (self.n_shards != other.n_shards).then(|| {
                format!(
                    "it was cut into {} shards and is now cut into {}",
                    self.n_shards, other.n_shards
                )
            })
        })
    }
}

impl PlannedWork {
    /// Runs that are asked for.
    #[must_use]
    pub fn n_runs(&self) -> u64 {
        match self {
            Self::Study(study) => study.n_runs(),
            Self::Trials(trials) => trials.n_runs(),
        }
    }

    /// The keys of all runs of some units of work, in order.
    pub(super) fn run_keys(&self, units: Range<usize>) -> Vec<RunKey> {
        match self {
            Self::Study(study) => study.run_keys(units),
            Self::Trials(trials) => trials.run_keys(units),
        }
    }

    fn n_blocks(&self) -> usize {
        match self {
            Self::Study(study) => study.n_blocks(),
            Self::Trials(trials) => trials.n_blocks(),
        }
    }

    fn runs_of(&self, unit: usize) -> u32 {
        match self {
            Self::Study(study) => study.runs_of(unit),
            Self::Trials(trials) => trials.runs_of(unit),
        }
    }

    /// The command whose result the shards come to.
    fn command(&self) -> &str {
        match self {
            Self::Study(_) => "run",
            Self::Trials(trials) => trials.command(),
        }
    }
}

/// The study of a plan, from the plan alone.
pub(super) fn again(plan: &StudyPlan, source: &StudySource) -> Result<Study, RemakeError> {
    remake::study(plan.scenario(), &source.files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(study: &Study, n_shards: u32) -> Result<ShardPlan, ShardError> {
        ShardPlan::of(
            PlannedWork::Study(StudyPlan::of(study)),
            StudySource::default(),
            n_shards,
        )
    }

    #[test]
    fn every_unit_is_in_one_shard_and_no_shard_has_two_more_than_another() {
        let study = Study::from_toml("[experiment]\nruns = 365\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]").unwrap();
        for n_shards in [1, 2, 7, 64, 73, 74] {
            let plan = cut(&study, n_shards).unwrap();
            let shards: Vec<_> = (0..n_shards).map(|shard| plan.units_of(shard)).collect();
            assert!(shards.iter().flat_map(Clone::clone).eq(0..74));
            let sizes = || shards.iter().map(ExactSizeIterator::len);
            assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1);
            assert_eq!((0..n_shards).map(|shard| plan.runs_of(shard)).sum::<u64>(), 730);
        }
    }

    #[test]
    fn a_plan_of_a_study_is_written_as_it_always_was_and_one_of_nothing_is_refused() {
        let study = Study::from_toml("[experiment]\nruns = 11").unwrap();
        let plan = cut(&study, 2).unwrap();
        let text = serde_json::to_string(&plan).unwrap();
        let keys: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        let keys: Vec<&str> = keys.keys().map(String::as_str).collect();
        assert_eq!(keys, ["n_shards", "study", "file", "text", "files"]);
        assert_eq!(serde_json::from_str::<ShardPlan>(&text).unwrap(), plan);
        let refused = serde_json::from_str::<ShardPlan>(&text.replace("\"study\"", "\"studies\"")).unwrap_err();
        assert_eq!(refused.to_string(), "either `study` or `trials` is needed");
    }

    #[test]
    fn no_shard_is_without_work() {
        let study = Study::from_toml("[experiment]\nruns = 11").unwrap();
        for n_shards in [0, 3] {
            let refused = cut(&study, n_shards);
            assert!(matches!(refused, Err(ShardError::TooMany { n_units: 2, .. })));
        }
    }
}
