//! What is finished, and where that goes which will be.

use super::{Fingerprint, Keeper, Kept, RunKey, StoreError, encoding};
use crate::experiment::RunRecord;
use alliance_dynamics::measures::Record;

/// Remembers runs from one process to the next.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Kept,
    keeper: Option<Keeper>,
}

impl Memory {
    /// Remembers what is kept, and what a keeper is told.
    #[must_use]
    pub fn new(kept: Kept, keeper: Option<Keeper>) -> Self {
        Self { kept, keeper }
    }

    /// What was kept before.
    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// A run that was finished before, with its months where these were kept.
    pub(crate) fn recall(&self, key: RunKey) -> Option<(RunRecord, Vec<Record>)> {
        self.kept.run(key)
    }

    /// How many of the first runs of something were finished before.
    pub(crate) fn n_runs_of(&self, of: Fingerprint, first: u32) -> u64 {
        self.kept.n_runs_of(of, first)
    }

    /// Keeps a run with its months. False where nothing can be kept any more, which [`Memory::finish`] tells of.
    pub(crate) fn keep(&self, key: RunKey, run: &RunRecord, life: &[Record]) -> bool {
        let keep = |keeper: &Keeper| keeper.keep(key, |to| encoding::encode(run, life, to));
        self.keeper.as_ref().is_none_or(keep)
    }

    /// Waits until everything is on the disk. Nothing is kept after that.
    ///
    /// # Errors
    /// If anything could not be written.
    pub fn finish(&self) -> Result<(), StoreError> {
        self.keeper.as_ref().map_or(Ok(()), Keeper::finish)
    }
}
