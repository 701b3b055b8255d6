//! What a folder of shards is for, with all that is needed to do it on another host.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ShardError;
use crate::experiment::{RemakeError, StudyPlan, StudySource, remake};
use alliance_dynamics::scenario::{GivenScenario, Study};

/// A study cut into shards: the scenario in full, the files it names, and how many shards there are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShardPlan {
    /// Shards, at least one.
    pub n_shards: u32,
    /// What is asked for, with every key of the scenario.
    pub study: StudyPlan,
    /// The scenario file as it was named and written, and every file that it names.
    #[serde(flatten)]
    pub source: StudySource,
}

impl ShardPlan {
    /// Cuts a study into shards.
    ///
    /// # Errors
    /// If there were shards without work.
    pub fn of(study: &Study, source: StudySource, n_shards: u32) -> Result<Self, ShardError> {
        let study = StudyPlan::of(study);
        let n_units = study.n_blocks();
        if n_shards == 0 || n_shards as usize > n_units {
            return Err(ShardError::TooMany { n_shards, n_units });
        }
        Ok(Self {
            n_shards,
            study,
            source,
        })
    }

    /// Cuts a study that was made of this scenario into shards, as all who work on them will read it: from the plan alone.
    ///
    /// # Errors
    /// If it has a precision, a file that it names cannot be read, or there were shards without work.
    pub fn by_itself(study: &Study, given: &GivenScenario, n_shards: u32) -> Result<Self, ShardError> {
        if study.precision.is_some() {
            return Err(ShardError::Precision);
        }
        let plan = Self::of(study, StudySource::of_given(study, given)?, n_shards)?;
        let study = plan.read_study().map_err(ShardError::NotEnough)?;
        Self::of(&study, plan.source, n_shards)
    }

    /// The study as the plan says it.
    pub(super) fn read_study(&self) -> Result<Study, RemakeError> {
        remake::study(self.study.scenario(), &self.source.files)
    }

    /// The units of work of a shard: one run of neighbours, as many as any other shard has or one more.
    ///
    /// Neighbours are different cells, so that shards are alike as soon as they have as many units as there are cells; dealing
    /// units out in turn would give every shard the same cell whenever the number of cells divides that of the shards.
    #[must_use]
    pub fn units_of(&self, shard: u32) -> Range<usize> {
        let (n_units, n_shards) = (self.study.n_blocks() as u128, u128::from(self.n_shards));
        let start = |shard: u32| (u128::from(shard) * n_units / n_shards) as usize;
        start(shard)..start(shard + 1)
    }

    /// Runs of a shard.
    #[must_use]
    pub fn runs_of(&self, shard: u32) -> u64 {
        let units = self.units_of(shard);
        units.map(|unit| u64::from(self.study.runs_of(unit))).sum()
    }

    /// The first thing in which another plan differs, in words. The name of the file is no difference.
    pub(super) fn difference(&self, other: &Self) -> Option<String> {
        let told = self.study.difference(&other.study);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_in_one_shard_and_no_shard_has_two_more_than_another() {
        let study = Study::from_toml("[experiment]\nruns = 365\n[sweep]\n\"gossip.rate\" = [0.1, 0.2]").unwrap();
        for n_shards in [1, 2, 7, 64, 73, 74] {
            let plan = ShardPlan::of(&study, StudySource::default(), n_shards).unwrap();
            let shards: Vec<_> = (0..n_shards).map(|shard| plan.units_of(shard)).collect();
            assert!(shards.iter().flat_map(Clone::clone).eq(0..74));
            let sizes = || shards.iter().map(ExactSizeIterator::len);
            assert!(sizes().max().unwrap() - sizes().min().unwrap() <= 1);
            assert_eq!((0..n_shards).map(|shard| plan.runs_of(shard)).sum::<u64>(), 730);
        }
    }

    #[test]
    fn no_shard_is_without_work() {
        let study = Study::from_toml("[experiment]\nruns = 11").unwrap();
        for n_shards in [0, 3] {
            let refused = ShardPlan::of(&study, StudySource::default(), n_shards);
            assert!(matches!(refused, Err(ShardError::TooMany { n_units: 2, .. })));
        }
    }
}
