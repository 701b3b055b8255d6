//! A run as bytes: exact, and without the columns that say nothing new.

use crate::experiment::RunRecord;
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

/// Appends a run with the months it lived; without months, where only its end is wanted.
pub(in crate::experiment) fn encode(run: &RunRecord, life: &[Record], to: &mut Vec<u8>) {
    to.extend(run.replication.to_le_bytes());
    to.extend(run.seed.to_le_bytes());
    let ending = match &run.result {
        Ok(ending) => ending,
        Err(message) => {
            to.push(FAILED);
            return to.extend(message.as_bytes());
        }
    };
    to.push(ending.outcome as u8);
    to.extend(ending.months.to_le_bytes());
    let lost = ending.lost.by_channel.iter().chain([&ending.lost.blamed_on_culture]);
    to.extend(lost.flat_map(|lost| lost.to_le_bytes()));
    to.extend((life.len() as u32).to_le_bytes());
    encode_records(
        if life.is_empty() {
            std::slice::from_ref(&ending.last)
        } else {
            life
        },
        to,
    );
}

/// The run that these bytes are, with its months; none where they are not those of one.
pub(in crate::experiment) fn decode(bytes: &[u8]) -> Option<(RunRecord, Vec<Record>)> {
    let mut from = Bytes(bytes);
    let replication = u32::from_le_bytes(from.array()?);
    let seed = u64::from_le_bytes(from.array()?);
    let run = |result| RunRecord {
        replication,
        seed,
        result,
    };
    let outcome = match from.byte()? {
        FAILED => return Some((run(Err(String::from_utf8(from.0.to_vec()).ok()?)), Vec::new())),
        outcome => *Outcome::ALL.get(usize::from(outcome))?,
    };
    let months = u32::from_le_bytes(from.array()?);
    let lost = losses(&mut from)?;
    let n_records = u32::from_le_bytes(from.array()?) as usize;
    let mut life = decode_records(&mut from, n_records.max(1))?;
    let last = *life.last()?;
    life.truncate(n_records);
    from.0.is_empty().then_some(())?;
    let ending = Ending {
        outcome,
        months,
        last,
        lost,
    };
    Some((run(Ok(ending)), life))
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
    let is_known = forms.iter().all(|&form| form <= FULL);
    let n_bytes = n_records.checked_mul(small.len() + 8 * full.len())?;
    if !is_known || n_bytes != from.0.len() {
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

fn losses(from: &mut Bytes<'_>) -> Option<Losses> {
    let mut losses = Losses::default();
    for lost in losses.by_channel.iter_mut().chain([&mut losses.blamed_on_culture]) {
        *lost = f64::from_le_bytes(from.array()?);
    }
    Some(losses)
}

/// Bytes that are read from the front.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]| byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::{Control, Experiment};
    use alliance_dynamics::scenario::Study;

    #[test]
    fn a_run_comes_back_as_it_was_with_its_months_and_without() {
        for (run, life) in runs() {
            for life in [life, Vec::new()] {
                let mut bytes = Vec::new();
                encode(&run, &life, &mut bytes);
                assert_eq!(decode(&bytes), Some((run.clone(), life)));
            }
        }
    }

    #[test]
    fn a_run_that_failed_comes_back_with_what_it_said() {
        let (mut run, _) = runs().remove(0);
        run.result = Err("struck by lightning".to_owned());
        let mut bytes = Vec::new();
        encode(&run, &[], &mut bytes);
        assert_eq!(decode(&bytes), Some((run, Vec::new())));
    }

    #[test]
    fn cut_or_prolonged_it_is_no_run_and_no_panic() {
        let (run, life) = runs().remove(0);
        let mut bytes = Vec::new();
        encode(&run, &life, &mut bytes);
        for length in (0..bytes.len()).step_by(3) {
            assert_eq!(decode(&bytes[..length]), None);
        }
        bytes.push(0);
        assert_eq!(decode(&bytes), None);
    }

    fn runs() -> Vec<(RunRecord, Vec<Record>)> {
        let study = Study::from_toml("months = 9\n[experiment]\nruns = 19").unwrap();
        let mut runs = Vec::new();
        Experiment::new(study).run(&Control::default(), |block| {
            let lives = block.lives().map(|(_, life)| life.to_vec());
            runs.extend(block.runs.iter().cloned().zip(lives));
        });
        runs
    }
}
