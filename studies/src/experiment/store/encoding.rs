//! A block as bytes: exact, and without the columns that say nothing new.

use crate::experiment::{Block, RunRecord};
use alliance_dynamics::alliance::{Losses, Outcome};
use alliance_dynamics::measures::{Measure, Record};
use alliance_dynamics::simulation::Ending;

/// How the numbers of a measure are written: one for all, as whole numbers below 256, or in full.
const SAME: u8 = 0;
const SMALL: u8 = 1;
const FULL: u8 = 2;

/// Bits of a double that no whole number below 256 has.
const BELOW_SMALL: u64 = (1 << 45) - 1;

/// The mark of a run that failed, where others have their outcome.
const FAILED: u8 = u8::MAX;

/// Appends a block.
pub(in crate::experiment) fn encode(unit: u64, block: &Block, to: &mut Vec<u8>) {
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
                let lost = ending.lost.by_channel.iter().chain([&ending.lost.blamed_on_culture]);
                to.extend(lost.flat_map(|lost| lost.to_le_bytes()));
            }
            Err(message) => {
                to.push(FAILED);
                to.extend((message.len() as u32).to_le_bytes());
                to.extend(message.as_bytes());
            }
        }
    }
    encode_records(&block.records, to);
}

/// Writes how each measure is written, and then the numbers record by record, for that is how they lie in memory.
fn encode_records(records: &[Record], to: &mut Vec<u8>) {
    let first = records.first().copied().unwrap_or(Record([0.0; Measure::COUNT]));
    let forms = forms(records, &first);
    to.extend(forms);
    to.extend(of_form(forms, SAME).flat_map(|measure| first.0[measure].to_le_bytes()));
    let [small, full] = [SMALL, FULL].map(|form| of_form(forms, form).collect::<Vec<_>>());
    for record in records {
        to.extend(small.iter().map(|&measure| record.0[measure] as u8));
    }
    let mut row = [[0; 8]; Measure::COUNT];
    for record in records {
        for (number, &measure) in row.iter_mut().zip(&full) {
            *number = record.0[measure].to_le_bytes();
        }
        to.extend(row[..full.len()].as_flattened());
    }
}

/// How each measure is written.
fn forms(records: &[Record], first: &Record) -> [u8; Measure::COUNT] {
    let (mut changes, mut bits) = ([0; Measure::COUNT], [0; Measure::COUNT]);
    for record in records {
        for measure in 0..Measure::COUNT {
            let number = record.0[measure].to_bits();
            changes[measure] |= number ^ first.0[measure].to_bits();
            bits[measure] |= number;
        }
    }
    let is_small = |number: f64| f64::from(number as u8).to_bits() == number.to_bits();
    std::array::from_fn(|measure| match (changes[measure], bits[measure] & BELOW_SMALL) {
        (0, _) => SAME,
        (_, 0) if records.iter().all(|record| is_small(record.0[measure])) => SMALL,
        _ => FULL,
    })
}

fn decode_records(from: &mut Bytes<'_>, n_records: usize) -> Option<Vec<Record>> {
    let forms: [u8; Measure::COUNT] = from.array()?;
    let mut first = Record([0.0; Measure::COUNT]);
    for measure in of_form(forms, SAME) {
        first.0[measure] = f64::from_le_bytes(from.array()?);
    }
    let [small, full] = [SMALL, FULL].map(|form| of_form(forms, form).collect::<Vec<_>>());
    if forms.iter().any(|&form| form > FULL) {
        return None;
    }
    let mut records = vec![first; n_records];
    for record in &mut records {
        for &measure in &small {
            record.0[measure] = f64::from(from.byte()?);
        }
    }
    for record in &mut records {
        for &measure in &full {
            record.0[measure] = f64::from_le_bytes(from.array()?);
        }
    }
    Some(records)
}

/// The measures that are written in a form.
fn of_form(forms: [u8; Measure::COUNT], form: u8) -> impl Iterator<Item = usize> {
    (0..Measure::COUNT).filter(move |&measure| forms[measure] == form)
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
                Ok((outcome, months, losses(from)?))
            }
        };
        runs.push((replication, seed, result));
    }
    let records = decode_records(from, n_records)?;
    let mut end = 0;
    let runs = runs.into_iter().map(|(replication, seed, result)| {
        let result = match result {
            Ok((outcome, months, lost)) => {
                end += months as usize;
                let last = *records.get(end.checked_sub(1)?)?;
                Ok(Ending {
                    outcome,
                    months,
                    last,
                    lost,
                })
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

fn losses(from: &mut Bytes<'_>) -> Option<Losses> {
    let mut losses = Losses::default();
    for lost in losses.by_channel.iter_mut().chain([&mut losses.blamed_on_culture]) {
        *lost = f64::from_le_bytes(from.array()?);
    }
    Some(losses)
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
    use alliance_dynamics::scenario::Study;

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
