//! What `manifest.json` says of measured loops.

use alliance_studies::loops::LoopEnsemble;
use serde::Serialize;

use super::Job;

/// What was asked, and how much of it was done.
#[derive(Debug, Serialize)]
pub struct Question<'a> {
    seed: u64,
    arm: Option<&'a str>,
    first_replication: u32,
    runs: usize,
    runs_failed: usize,
    /// Months of a turn, and months that a loss settles before.
    turn: u32,
    settle: u32,
}

impl<'a> Question<'a> {
    /// The question of a job, with what came of it.
    pub fn of(job: &Job, arm: Option<&'a str>, ensemble: &LoopEnsemble) -> Self {
        Self {
            seed: job.seed,
            arm,
            first_replication: job.replications.start,
            runs: job.replications.len(),
            runs_failed: ensemble.failed.len(),
            turn: job.turn.months,
            settle: job.turn.settling,
        }
    }
}
