//! One shard, held by this process alone.

use std::path::PathBuf;
use std::time::Instant;

use super::receipt::{Receipt, digest};
use super::{ShardError, ShardPlan};
use crate::experiment::{Control, Delivery, Experiment, Identity, Kept, Store};

/// A shard that is not finished.
#[derive(Debug)]
pub struct Shard<'a> {
    pub(super) number: u32,
    pub(super) folder: PathBuf,
    pub(super) plan: &'a ShardPlan,
    pub(super) identity: Identity,
    pub(super) store: Store,
    pub(super) kept: Kept,
}

impl Shard<'_> {
    /// Runs that an earlier process has finished.
    #[must_use]
    pub fn n_kept(&self) -> u64 {
        let runs = self.kept.units().map(|unit| self.plan.study.runs_of(unit));
        runs.map(u64::from).sum()
    }

    /// Computes what is missing, and puts down the receipt when all of it is on the disk; none where `control` said stop.
    ///
    /// # Errors
    /// If blocks or the receipt cannot be written; what was kept before stays.
    pub fn work(mut self, experiment: &Experiment, control: &Control) -> Result<Option<Receipt>, ShardError> {
        let (started, units) = (Instant::now(), self.plan.units_of(self.number));
        let mut keeper = self.store.keeper();
        let (mut runs, mut failed, mut written) = (0, 0, Ok(()));
        let take = |Delivery { unit, block, is_news }| {
            runs += block.runs.len() as u64;
            failed += block.runs.iter().filter(|run| run.result.is_err()).count() as u64;
            if is_news && written.is_ok() {
                written = keeper.keep(unit, &block);
            }
            if written.is_err() {
                control.stop();
            }
        };
        experiment.resume_within(units.clone(), &mut self.kept, control, take);
        written?;
        keeper.finish()?;
        let (Some(digest), _) = digest(&self.folder, self.identity, units)? else {
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
        Ok(Some(receipt))
    }
}
