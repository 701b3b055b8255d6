//! One shard, held by this process alone.

use std::path::PathBuf;
use std::time::Instant;

use super::receipt::{Receipt, digest};
use super::{ShardError, ShardPlan};
use crate::experiment::lock::FolderLock;
use crate::experiment::{Block, Control, Experiment, Kept, Memory, Store};

/// A shard that is not finished.
#[derive(Debug)]
pub struct Shard<'a> {
    pub(super) number: u32,
    pub(super) folder: PathBuf,
    pub(super) plan: &'a ShardPlan,
    pub(super) n_kept: u64,
    pub(super) lock: FolderLock,
}

impl Shard<'_> {
    /// Runs that an earlier process has finished.
    #[must_use]
    pub fn n_kept(&self) -> u64 {
        self.n_kept
    }

    /// What an earlier process has finished, and somewhere to keep what is finished from now on.
    ///
    /// # Errors
    /// If it cannot be read, or there is no room for more.
    pub fn memory(&self) -> Result<Memory, ShardError> {
        let (store, kept) = Store::with(self.folder.clone())?;
        Ok(Memory::new(kept, Some(store.keeper()?)))
    }

    /// Computes what is missing, and puts down the receipt when all of it is on the disk; none where `control`, which has the
    /// [`Shard::memory`], said stop.
    ///
    /// # Errors
    /// If runs or the receipt cannot be written; what was kept before stays.
    pub fn work(self, experiment: &Experiment, control: &Control) -> Result<Option<Receipt>, ShardError> {
        let (started, units) = (Instant::now(), self.plan.units_of(self.number));
        let (mut runs, mut failed) = (0, 0);
        experiment.run_within(units.clone(), control, |wave: Vec<Block>| {
            let all = || wave.iter().flat_map(|block| &block.runs);
            runs += all().count() as u64;
            failed += all().filter(|run| run.result.is_err()).count() as u64;
        });
        control.settle()?;
        let Some(digest) = digest(&Kept::in_folder(&self.folder)?, &self.plan.study.run_keys(units)) else {
            return Ok(None);
        };
        let receipt = Receipt {
            shard: self.number,
            runs,
            failed,
            digest: digest.0,
            seconds: (started.elapsed().as_secs_f64() * 1e3).round() / 1e3,
        };
        receipt.write(&self.folder)?;
        drop(self.lock);
        Ok(Some(receipt))
    }
}
