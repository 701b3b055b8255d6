//! A block of replications: the unit of work, of delivery and of every sum.

use super::store::encoding::{decode, encode};
use alliance_dynamics::measures::{OwnRecord, Record, Recorded};
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
    /// Beside each record the measures of the scenario's own; nothing where it has none.
    pub own: Vec<OwnRecord>,
    /// Records of the runs that are closed.
    closed: usize,
}

/// Every month that a run lived, or some of many.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Life<'a> {
    /// A record a month.
    pub records: &'a [Record],
    /// Beside each the measures of the scenario's own; nothing where it has none.
    pub own: &'a [OwnRecord],
}

/// The months of a run that was put away.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Months {
    /// A record a month.
    pub records: Vec<Record>,
    /// Beside each the measures of the scenario's own; nothing where it has none.
    pub own: Vec<OwnRecord>,
}

impl Months {
    /// As they were lived.
    #[must_use]
    pub fn as_life(&self) -> Life<'_> {
        Life {
            records: &self.records,
            own: &self.own,
        }
    }
}

impl<'a> Life<'a> {
    /// What a measure was, month by month.
    pub fn course_of(self, measure: Recorded) -> impl Iterator<Item = f64> + 'a {
        let months = self.records.iter().enumerate();
        months.map(move |(month, record)| measure.in_month(record, self.own.get(month)))
    }

    /// These months alone.
    fn within(self, months: std::ops::Range<usize>) -> Self {
        Self {
            records: &self.records[months.clone()],
            own: self.own.get(months).unwrap_or_default(),
        }
    }

    #[cfg(test)]
    pub(super) fn to_months(self) -> Months {
        Months {
            records: self.records.to_vec(),
            own: self.own.to_vec(),
        }
    }
}

impl Block {
    pub(super) fn new(cell: usize, months: u32) -> Self {
        let room = BLOCK * (months as usize).min(1000);
        Self {
            cell,
            runs: Vec::with_capacity(BLOCK),
            records: Vec::with_capacity(room),
            own: Vec::new(),
            closed: 0,
        }
    }

    /// The block as bytes: exact, and short. Whoever has them makes the same block of them ([`Block::from_bytes`]).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend((self.cell as u32).to_le_bytes());
        bytes.extend((self.runs.len() as u32).to_le_bytes());
        let mut encoded = Vec::new();
        for (run, life) in self.runs_with_lives() {
            encoded.clear();
            encode(run, life, &mut encoded);
            bytes.extend((encoded.len() as u32).to_le_bytes());
            bytes.append(&mut encoded);
        }
        bytes
    }

    /// The block that these bytes begin with, and the bytes behind it; nothing where they begin with none.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (cell, rest) = number(bytes)?;
        let (n_runs, mut rest) = number(rest)?;
        let mut block = Self::new(cell, 0);
        for _ in 0..n_runs {
            let (length, behind) = number(rest)?;
            let (encoded, behind) = behind.split_at_checked(length)?;
            let (run, life) = decode(encoded)?;
            block.add(run, life.as_life());
            rest = behind;
        }
        Some((block, rest))
    }

    /// Adds a run that was put away.
    pub(super) fn add(&mut self, run: RunRecord, life: Life<'_>) {
        self.records.extend_from_slice(life.records);
        self.own.extend_from_slice(life.own);
        self.closed = self.records.len();
        self.runs.push(run);
    }

    /// Ends a run, and shows it with the months it lived; what a failed one left is dropped.
    pub(super) fn close(&mut self, run: RunRecord) -> (&RunRecord, Life<'_>) {
        if run.result.is_err() {
            self.records.truncate(self.closed);
            self.own.truncate(self.closed);
        }
        let months = self.closed..self.records.len();
        self.closed = self.records.len();
        self.runs.push(run);
        (&self.runs[self.runs.len() - 1], self.all_months().within(months))
    }

    fn all_months(&self) -> Life<'_> {
        Life {
            records: &self.records,
            own: &self.own,
        }
    }

    /// The runs, each with the months it lived; with none where it failed.
    pub(super) fn runs_with_lives(&self) -> impl Iterator<Item = (&RunRecord, Life<'_>)> {
        let mut end = 0;
        self.runs.iter().map(move |run| match &run.result {
            Ok(ending) => {
                let start = end;
                end += ending.months as usize;
                (run, self.all_months().within(start..end))
            }
            Err(_) => (run, Life::default()),
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

/// A whole number that bytes begin with, and the bytes behind it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number) as usize, rest))
}

impl Observer for Block {
    fn month(&mut self, month: &MonthView<'_>) {
        self.records.push(*month.record);
        self.own.extend(month.own.copied());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Control, Experiment};
    use alliance_dynamics::scenario::Study;

    #[test]
    fn blocks_come_back_from_their_bytes_one_after_the_other() {
        let mut blocks = blocks();
        blocks[0].runs[3].result = Err("struck by lightning".to_owned());
        let first: usize = blocks[0].lives().take(3).map(|(_, life)| life.len()).sum();
        blocks[0].records.drain(first..first + 9);
        blocks[0].closed = blocks[0].records.len();
        let bytes: Vec<u8> = blocks.iter().flat_map(Block::to_bytes).collect();
        let (one, rest) = Block::from_bytes(&bytes).unwrap();
        let (other, rest) = Block::from_bytes(rest).unwrap();
        assert_eq!((vec![one, other], rest), (blocks, &[][..]));
    }

    #[test]
    fn bytes_that_are_cut_are_no_block() {
        let bytes = blocks()[1].to_bytes();
        assert!((0..bytes.len()).all(|length| Block::from_bytes(&bytes[..length]).is_none()));
    }

    fn blocks() -> Vec<Block> {
        let study = Study::from_toml(
            "months = 9\n[cohesion]\nenabled = false\n[membership]\nenabled = false\n[experiment]\nruns = 13",
        )
        .unwrap();
        let mut blocks = Vec::new();
        Experiment::new(study).run(&Control::default(), |block| blocks.push(block));
        blocks
    }
}
