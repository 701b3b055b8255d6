//! What is finished, and where that goes which will be.

use std::sync::atomic::{AtomicU64, Ordering};

use super::{Fingerprint, Keeper, Kept, RunKey, StoreError, encoding};
use crate::experiment::{Effort, Life, Months, RunRecord};

/// So many runs are kept with their months, however little they cost.
const WITH_MONTHS: u64 = 4_000;

/// Remembers runs from one process to the next.
#[derive(Debug, Default)]
pub struct Memory {
    kept: Kept,
    keeper: Option<Keeper>,
    /// How many runs more are kept with their months whatever they cost; none where all are.
    most: Option<AtomicU64>,
}

impl Memory {
    /// Remembers what is kept, and what a keeper is told: every run with its months.
    #[must_use]
    pub fn new(kept: Kept, keeper: Option<Keeper>) -> Self {
        let most = None;
        Self { kept, keeper, most }
    }

    /// Keeps room: of many runs, those that took no time are only kept as finished, and their months are lived again when they are
    /// asked for.
    #[must_use]
    pub fn sparing(self) -> Self {
        let left = WITH_MONTHS.saturating_sub(self.kept.n_runs() as u64);
        let most = Some(AtomicU64::new(left));
        Self { most, ..self }
    }

    /// What was kept before.
    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// A run that was finished before, with its months; with none where only its end is wanted, and nothing where its months are to be
    /// lived again.
    pub(crate) fn recall(&self, key: RunKey) -> Option<(RunRecord, Months)> {
        self.kept.run(key)
    }

    /// How many of the first runs of something were finished before.
    pub(crate) fn n_runs_of(&self, of: Fingerprint, first: u32) -> u64 {
        self.kept.n_runs_of(of, first)
    }

    /// Keeps how a run ended, of which nothing else is wanted. False where nothing can be kept any more, which [`Memory::finish`]
    /// tells of.
    pub(crate) fn keep_end(&self, key: RunKey, run: &RunRecord) -> bool {
        self.put(key, |to| encoding::encode(run, Life::default(), to))
    }

    /// Keeps a run that cost so much, with its months or as finished. False as for [`Memory::keep_end`].
    pub(crate) fn keep(&self, key: RunKey, run: &RunRecord, life: Life<'_>, effort: Effort) -> bool {
        if effort == Effort::Large || run.result.is_err() || self.has_room() {
            return self.put(key, |to| encoding::encode(run, life, to));
        }
        // Without a body: the key alone says that the run is finished.
        self.kept.has(key) || self.put(key, |_| {})
    }

    fn put(&self, key: RunKey, body: impl FnOnce(&mut Vec<u8>)) -> bool {
        self.keeper.as_ref().is_none_or(|keeper| keeper.keep(key, body))
    }

    /// Whether the months of one run more are kept whatever it cost; takes its room.
    fn has_room(&self) -> bool {
        let take = |left: &AtomicU64| {
            let one_less = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
            one_less.is_ok()
        };
        self.most.as_ref().is_none_or(take)
    }

    /// Waits until everything is on the disk. Nothing is kept after that.
    ///
    /// # Errors
    /// If anything could not be written.
    pub fn finish(&self) -> Result<(), StoreError> {
        self.keeper.as_ref().map_or(Ok(()), Keeper::finish)
    }
}
