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

    /// Adds a run that was put away.
    pub(super) fn add(&mut self, run: RunRecord, life: &[Record]) {
        self.records.extend_from_slice(life);
        self.closed = self.records.len();
        self.runs.push(run);
    }

    /// Ends a run, and shows it with the months it lived; what a failed one left is dropped.
    pub(super) fn close(&mut self, run: RunRecord) -> (&RunRecord, &[Record]) {
        if run.result.is_err() {
            self.records.truncate(self.closed);
        }
        let life = &self.records[self.closed..];
        self.closed = self.records.len();
        self.runs.push(run);
        (&self.runs[self.runs.len() - 1], life)
    }

    /// The runs, each with the months it lived; with none where it failed.
    pub(super) fn runs_with_lives(&self) -> impl Iterator<Item = (&RunRecord, &[Record])> {
        let mut lives = self.lives();
        self.runs.iter().map(move |run| match run.result {
            Ok(_) => (run, lives.next().map_or(&[][..], |(_, life)| life)),
            Err(_) => (run, &[][..]),
        })
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
