//! A block as bytes: exact, and without the columns that say nothing new.

use crate::alliance::Outcome;
use crate::experiment::{Block, RunRecord};
use crate::measures::{Measure, Record};
use crate::simulation::Ending;

/// How the numbers of a measure are written: one for all, as whole numbers below 256, or in full.
const SAME: u8 = 0;
const SMALL: u8 = 1;
const FULL: u8 = 2;

/// The mark of a run that failed, where others have their outcome.
const FAILED: u8 = u8::MAX;

/// Appends a block.
pub(super) fn encode(unit: u64, block: &Block, to: &mut Vec<u8>) {
    to.extend(unit.to_le_bytes());
    to.extend((block.cell as u32).to_le_bytes());
    to.push(block.runs.len() as u8);
    for run in &block.runs {
        to.extend(run.replication.to_le_bytes());
        to.extend(run.seed.to_le_bytes());
        match &run.result {
            Ok(ending) => {
                to.push(ending.outcome as u8);
                to.extend(ending.months.to_le_bytes());
            }
            Err(message) => {
                to.push(FAILED);
                to.extend((message.len() as u32).to_le_bytes());
                to.extend(message.as_bytes());
            }
        }
    }
    for measure in Measure::ALL {
        encode_column(block.records.iter().map(|record| record[measure]), to);
    }
}

fn encode_column(column: impl Iterator<Item = f64> + Clone, to: &mut Vec<u8>) {
    let first = column.clone().next().unwrap_or(0.0).to_bits();
    if column.clone().all(|number| number.to_bits() == first) {
        to.push(SAME);
        to.extend(first.to_le_bytes());
    } else if column
        .clone()
        .all(|number| f64::from(number as u8).to_bits() == number.to_bits())
    {
        to.push(SMALL);
        to.extend(column.map(|number| number as u8));
    } else {
        to.push(FULL);
        to.extend(column.flat_map(f64::to_le_bytes));
    }
}

/// Takes the next block from some bytes; none where they are not those of a block.
pub(super) fn decode(from: &mut Bytes<'_>) -> Option<(u64, Block)> {
    let unit = u64::from_le_bytes(from.array()?);
    let cell = u32::from_le_bytes(from.array()?) as usize;
    let n_runs = from.byte()?;
    let (mut runs, mut n_records) = (Vec::with_capacity(n_runs.into()), 0);
    for _ in 0..n_runs {
        let replication = u32::from_le_bytes(from.array()?);
        let seed = u64::from_le_bytes(from.array()?);
        let result = match from.byte()? {
            FAILED => Err(from.text()?),
            outcome => {
                let outcome = *Outcome::ALL.get(usize::from(outcome))?;
                let months = u32::from_le_bytes(from.array()?);
                n_records += months as usize;
                Ok((outcome, months))
            }
        };
        runs.push((replication, seed, result));
    }
    let mut records = vec![Record([0.0; Measure::COUNT]); n_records];
    for measure in 0..Measure::COUNT {
        decode_column(from, &mut records, measure)?;
    }
    let mut end = 0;
    let runs = runs.into_iter().map(|(replication, seed, result)| {
        let result = match result {
            Ok((outcome, months)) => {
                end += months as usize;
                let last = *records.get(end.checked_sub(1)?)?;
                Ok(Ending { outcome, months, last })
            }
            Err(message) => Err(message),
        };
        Some(RunRecord {
            replication,
            seed,
            result,
        })
    });
    let runs = runs.collect::<Option<_>>()?;
    Some((unit, Block::restored(cell, runs, records)))
}

fn decode_column(from: &mut Bytes<'_>, records: &mut [Record], measure: usize) -> Option<()> {
    match from.byte()? {
        SAME => {
            let number = f64::from_le_bytes(from.array()?);
            records.iter_mut().for_each(|record| record.0[measure] = number);
        }
        SMALL => {
            let numbers = from.take(records.len())?;
            for (record, &number) in records.iter_mut().zip(numbers) {
                record.0[measure] = f64::from(number);
            }
        }
        FULL => {
            let (numbers, _) = from.take(records.len().checked_mul(8)?)?.as_chunks();
            for (record, &number) in records.iter_mut().zip(numbers) {
                record.0[measure] = f64::from_le_bytes(number);
            }
        }
        _ => return None,
    }
    Some(())
}

/// Bytes that are read from the front.
pub(super) struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }

    fn text(&mut self) -> Option<String> {
        let length = u32::from_le_bytes(self.array()?) as usize;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Control, Experiment};
    use crate::scenario::Study;

    #[test]
    fn a_block_comes_back_as_it_was() {
        let mut bytes = Vec::new();
        let mut blocks = blocks();
        let last = blocks.last_mut().unwrap();
        last.close(10, 7, Err("struck by lightning".to_owned()));
        for (unit, block) in (0..).zip(&blocks) {
            encode(unit, block, &mut bytes);
        }
        let mut from = Bytes(&bytes);
        for (unit, block) in (0..).zip(blocks) {
            assert_eq!(decode(&mut from), Some((unit, block)));
        }
        assert!(from.0.is_empty());
    }

    #[test]
    fn cut_anywhere_it_is_no_block_and_no_panic() {
        let mut bytes = Vec::new();
        encode(3, &blocks()[0], &mut bytes);
        for length in (0..bytes.len()).step_by(7) {
            assert_eq!(decode(&mut Bytes(&bytes[..length])), None);
        }
    }

    fn blocks() -> Vec<Block> {
        let study = Study::from_toml("months = 9\n[experiment]\nruns = 19").unwrap();
        let mut blocks = Vec::new();
        Experiment::new(study).run(&Control::default(), |block| blocks.push(block));
        blocks
    }
}
