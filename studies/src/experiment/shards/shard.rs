//! One shard, held by this process alone.

use std::ops::Range;
use std::path::PathBuf;
use std::time::Instant;

use super::receipt::{Receipt, counted, digest};
use super::{ShardError, Shards};
use crate::experiment::lock::FolderLock;
use crate::experiment::{Control, Kept, Memory, Store};

/// A shard that is not finished.
#[derive(Debug)]
pub struct Shard<'a> {
    pub(super) number: u32,
    pub(super) shards: &'a Shards,
    pub(super) n_kept: u64,
    pub(super) lock: FolderLock,
    pub(super) taken: Instant,
}

impl Shard<'_> {
    /// Runs that an earlier process has finished.
    #[must_use]
    pub fn n_kept(&self) -> u64 {
        self.n_kept
    }

    /// The units of work that are to be done.
    #[must_use]
    pub fn units(&self) -> Range<usize> {
        self.shards.plan.units_of(self.number)
    }

    /// What an earlier process has finished, and somewhere to keep what is finished from now on.
    ///
    /// # Errors
    /// If it cannot be read, or there is no room for more.
    pub fn memory(&self) -> Result<Memory, ShardError> {
        let (store, kept) = Store::with(self.folder())?;
        Ok(Memory::new(kept, Some(store.keeper()?)))
    }

    /// Puts down the receipt when all of its runs are on the disk; none where `control`, which has the [`Shard::memory`], said stop.
    ///
    /// # Errors
    /// If runs or the receipt cannot be written, what was kept before stays; or if the runs are not those of the plan.
    pub fn finish(self, control: &Control) -> Result<Option<Receipt>, ShardError> {
        control.settle()?;
        let (kept, runs) = (Kept::in_folder(&self.folder())?, self.shards.run_keys(self.number));
        let Some(digest) = digest(&kept, &runs) else {
            return match control.is_stopped() {
                true => Ok(None),
                false => Err(self.shards.other_program("it has other runs".to_owned())),
            };
        };
        let (n_runs, failed) = counted(&kept, &runs);
        let receipt = Receipt {
            shard: self.number,
            runs: n_runs,
            failed,
            digest: digest.0,
            seconds: (self.taken.elapsed().as_secs_f64() * 1e3).round() / 1e3,
        };
        receipt.write(&self.folder())?;
        drop(self.lock);
        Ok(Some(receipt))
    }

    fn folder(&self) -> PathBuf {
        self.shards.folder(self.number)
    }
}
