//! A block of replications: the unit of work, of delivery and of every sum.

use alliance_dynamics::measures::Record;
use alliance_dynamics::simulation::{Ending, MonthView, Observer};

/// Replications of a block. Sums are taken within blocks and then block by block, so this number is part of the bytes of
/// the tables.
pub const BLOCK: usize = 10;

/// One run of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// Which replication.
    pub replication: u32,
    /// Its seed.
    pub seed: u64,
    /// How it ended, or what it said when it failed.
    pub result: Result<Ending, String>,
}

/// Some replications of one cell, with every month they lived.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Which arm at which design point.
    pub cell: usize,
    /// The runs, in order.
    pub runs: Vec<RunRecord>,
    /// Records of all runs that did not fail, run after run, month after month.
    pub records: Vec<Record>,
    /// Records of the runs that are closed.
    closed: usize,
}

impl Block {
    pub(super) fn new(cell: usize, months: u32) -> Self {
        let room = BLOCK * (months as usize).min(1000);
        Self {
            cell,
            runs: Vec::with_capacity(BLOCK),
            records: Vec::with_capacity(room),
            closed: 0,
        }
    }

    /// A block that was put away.
    pub(super) fn restored(cell: usize, runs: Vec<RunRecord>, records: Vec<Record>) -> Self {
        Self {
            cell,
            runs,
            closed: records.len(),
            records,
        }
    }

    /// Ends a run; what a failed one left is dropped.
    pub(super) fn close(&mut self, replication: u32, seed: u64, result: Result<Ending, String>) {
        if result.is_err() {
            self.records.truncate(self.closed);
        }
        self.closed = self.records.len();
        self.runs.push(RunRecord {
            replication,
            seed,
            result,
        });
    }

    /// The months of every run that did not fail, in order.
    pub fn lives(&self) -> impl Iterator<Item = (&Ending, &[Record])> {
        let mut rest = &self.records[..];
        self.runs
            .iter()
            .filter_map(|run| run.result.as_ref().ok())
            .map(move |ending| {
                let (life, others) = rest.split_at(ending.months as usize);
                rest = others;
                (ending, life)
            })
    }
}

impl Observer for Block {
    fn month(&mut self, month: &MonthView<'_>) {
        self.records.push(*month.record);
    }
}
