//! A run as bytes: exact, and without the columns that say nothing new.

use crate::experiment::{Life, Months, RunRecord};
use alliance_dynamics::alliance::{Losses, Outcome};
use alliance_dynamics::measures::{Numbers, OwnRecord};
use alliance_dynamics::simulation::Ending;

/// How the numbers of a measure are written: one for all, as whole numbers below 256, or in full.
const SAME: u8 = 0;
const SMALL: u8 = 1;
const FULL: u8 = 2;

/// Bits of a double that no whole number below 256 has.
const BELOW_SMALL: u64 = (1 << 45) - 1;

/// The mark of a run that failed, where others have their outcome.
const FAILED: u8 = u8::MAX;
/// Added to the outcome of a run that has measures of its scenario's own.
const WITH_OWN: u8 = 1 << 6;

/// Appends a run with the months it lived; without months, where only its end is wanted.
pub(in crate::experiment) fn encode(run: &RunRecord, life: Life<'_>, to: &mut Vec<u8>) {
    to.extend(run.replication.to_le_bytes());
    to.extend(run.seed.to_le_bytes());
    let ending = match &run.result {
        Ok(ending) => ending,
        Err(message) => {
            to.push(FAILED);
            return to.extend(message.as_bytes());
        }
    };
    let has_own = !life.own.is_empty() || ending.own != OwnRecord::default();
    to.push(ending.outcome as u8 | if has_own { WITH_OWN } else { 0 });
    to.extend(ending.months.to_le_bytes());
    let lost = ending.lost.by_channel.iter().chain([&ending.lost.blamed_on_culture]);
    to.extend(lost.flat_map(|lost| lost.to_le_bytes()));
    to.extend((life.records.len() as u32).to_le_bytes());
    encode_records(or_end(life.records, &ending.last), to);
    if has_own {
        encode_records(or_end(life.own, &ending.own), to);
    }
}

/// The months of a life, or its end where only that is wanted.
fn or_end<'a, T>(months: &'a [T], end: &'a T) -> &'a [T] {
    match months {
        [] => std::slice::from_ref(end),
        months => months,
    }
}

/// The run that these bytes are, with its months; none where they are not those of one.
pub(in crate::experiment) fn decode(bytes: &[u8]) -> Option<(RunRecord, Months)> {
    let mut from = Bytes(bytes);
    let replication = u32::from_le_bytes(from.array()?);
    let seed = u64::from_le_bytes(from.array()?);
    let run = |result| RunRecord {
        replication,
        seed,
        result,
    };
    let (outcome, has_own) = match from.byte()? {
        FAILED => return Some((run(Err(String::from_utf8(from.0.to_vec()).ok()?)), Months::default())),
        outcome => (
            *Outcome::ALL.get(usize::from(outcome & !WITH_OWN))?,
            outcome & WITH_OWN != 0,
        ),
    };
    let months = u32::from_le_bytes(from.array()?);
    let lost = losses(&mut from)?;
    let n_records = u32::from_le_bytes(from.array()?) as usize;
    let mut records = decode_records(&mut from, n_records.max(1))?;
    let mut own = match has_own {
        true => decode_records(&mut from, n_records.max(1))?,
        false => Vec::new(),
    };
    let last = *records.last()?;
    let last_own = own.last().copied().unwrap_or_default();
    records.truncate(n_records);
    own.truncate(n_records);
    from.0.is_empty().then_some(())?;
    let ending = Ending {
        outcome,
        months,
        last,
        own: last_own,
        lost,
    };
    Some((run(Ok(ending)), Months { records, own }))
}

/// Writes how each measure is written, and then the numbers record by record, for that is how they lie in memory.
fn encode_records<const N: usize>(records: &[Numbers<N>], to: &mut Vec<u8>) {
    let first = records.first().copied().unwrap_or_default();
    let forms = forms(records, &first);
    to.extend(forms);
    to.extend(of_form(forms, SAME).flat_map(|measure| first.0[measure].to_le_bytes()));
    let [small, full] = [SMALL, FULL].map(|form| of_form(forms, form).collect::<Vec<_>>());
    for record in records {
        to.extend(small.iter().map(|&measure| record.0[measure] as u8));
    }
    let mut row = [[0; 8]; N];
    for record in records {
        for (number, &measure) in row.iter_mut().zip(&full) {
            *number = record.0[measure].to_le_bytes();
        }
        to.extend(row[..full.len()].as_flattened());
    }
}

/// How each measure is written.
fn forms<const N: usize>(records: &[Numbers<N>], first: &Numbers<N>) -> [u8; N] {
    let (mut changes, mut bits) = ([0; N], [0; N]);
    for record in records {
        for measure in 0..N {
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

fn decode_records<const N: usize>(from: &mut Bytes<'_>, n_records: usize) -> Option<Vec<Numbers<N>>> {
    let forms: [u8; N] = from.array()?;
    let mut first = Numbers([0.0; N]);
    for measure in of_form(forms, SAME) {
        first.0[measure] = f64::from_le_bytes(from.array()?);
    }
    let [small, full] = [SMALL, FULL].map(|form| of_form(forms, form).collect::<Vec<_>>());
    let is_known = forms.iter().all(|&form| form <= FULL);
    let n_bytes = n_records.checked_mul(small.len() + 8 * full.len())?;
    if !is_known || n_bytes > from.0.len() {
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
fn of_form<const N: usize>(forms: [u8; N], form: u8) -> impl Iterator<Item = usize> {
    (0..N).filter(move |&measure| forms[measure] == form)
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
            for life in [life, Months::default()] {
                let mut bytes = Vec::new();
                encode(&run, life.as_life(), &mut bytes);
                assert_eq!(decode(&bytes), Some((run.clone(), life)));
            }
        }
    }

    #[test]
    fn a_run_that_failed_comes_back_with_what_it_said() {
        let (mut run, _) = runs().remove(0);
        run.result = Err("struck by lightning".to_owned());
        let mut bytes = Vec::new();
        encode(&run, Life::default(), &mut bytes);
        assert_eq!(decode(&bytes), Some((run, Months::default())));
    }

    #[test]
    fn cut_or_prolonged_it_is_no_run_and_no_panic() {
        let (run, life) = runs().remove(0);
        let mut bytes = Vec::new();
        encode(&run, life.as_life(), &mut bytes);
        for length in (0..bytes.len()).step_by(3) {
            assert_eq!(decode(&bytes[..length]), None);
        }
        bytes.push(0);
        assert_eq!(decode(&bytes), None);
    }

    /// Runs of a scenario with measures of its own, and of one without.
    fn runs() -> Vec<(RunRecord, Months)> {
        let own = "[[measures]]\nname = \"lowest\"\nof = \"trust\"\nby = \"min\"";
        let mut runs = Vec::new();
        for own in [own, ""] {
            let study = Study::from_toml(&format!("months = 9\n[experiment]\nruns = 19\n{own}")).unwrap();
            Experiment::new(study).run(&Control::default(), |block| {
                let lives = block.runs_with_lives();
                runs.extend(lives.map(|(run, life)| (run.clone(), life.to_months())));
            });
        }
        runs
    }
}
