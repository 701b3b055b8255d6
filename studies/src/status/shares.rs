//! How far the shards of a plan are.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use crate::experiment::{ShardError, ShardState, Shards, spans};

/// The numbers of the shards in each state, and their runs.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct ShardShares {
    n_shards: u32,
    runs: u64,
    runs_done: u64,
    runs_failed: u64,
    seconds: f64,
    done: Vec<u32>,
    under_way: Vec<u32>,
    missing: Vec<u32>,
    damaged: Vec<u32>,
}

impl ShardShares {
    /// Holds every shard of a folder against its receipt.
    ///
    /// # Errors
    /// If the folder was not planned, or a shard cannot be read.
    pub fn of(folder: &Path) -> Result<Self, ShardError> {
        let shards = Shards::open(folder)?;
        let plan = shards.planned();
        let mut shares = Self {
            n_shards: plan.n_shards,
            runs: (0..plan.n_shards).map(|shard| plan.runs_of(shard)).sum(),
            ..Self::default()
        };
        for (shard, state) in (0..).zip(shards.states()?) {
            let numbers = match state {
                ShardState::Done(receipt) => {
                    shares.runs_done += receipt.runs;
                    shares.runs_failed += receipt.failed;
                    shares.seconds += receipt.seconds;
                    &mut shares.done
                }
                ShardState::UnderWay => &mut shares.under_way,
                ShardState::Missing => &mut shares.missing,
                ShardState::Damaged => &mut shares.damaged,
            };
            numbers.push(shard);
        }
        Ok(shares)
    }

    /// Whether all of them are done.
    #[must_use]
    pub fn are_done(&self) -> bool {
        self.done.len() == self.n_shards as usize
    }

    /// In words, with the command that comes next.
    #[must_use]
    pub fn words(&self, folder: &Path) -> String {
        let folder = folder.display();
        let mut text = format!(
            "{folder}: {} of {} shards are done, with {} of {} runs, {} of which failed\n",
            self.done.len(),
            self.n_shards,
            self.runs_done,
            self.runs,
            self.runs_failed
        );
        for (state, shards) in [
            ("under way", &self.under_way),
            ("missing", &self.missing),
            ("damaged", &self.damaged),
        ] {
            if !shards.is_empty() {
                let _ = writeln!(text, "  {state}: {}", spans(shards).join(", "));
            }
        }
        text += &match self.missing.first().or(self.damaged.first()) {
            Some(next) => format!("One of them: alliance work {folder} --shard {next}\n"),
            None if self.are_done() => format!("The result: alliance merge {folder}\n"),
            None => String::new(),
        };
        text
    }
}
