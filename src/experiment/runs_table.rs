//! `runs.csv`: a row a run, written as blocks come in.

use std::io::Write;

use super::{Block, RunRecord};
use crate::measures::{Measure, Record};
use crate::scenario::Study;

/// Measures of the last month that have a column of their own, besides members and blocs.
fn last_month() -> impl Iterator<Item = Measure> {
    Measure::ALL
        .into_iter()
        .filter(|measure| !measure.is_phase() && !matches!(measure, Measure::Members | Measure::Blocs))
}

/// The columns named in a list with blanks between them.
pub(crate) fn column_names(list: &str) -> Vec<String> {
    list.split(' ').map(str::to_owned).collect()
}

/// Writes `runs.csv`.
///
/// Columns: `arm, point, <keys that vary…>, replication, seed, outcome, survived, months, members, blocs`, then the last month's
/// measures, `phase`, and `failure`: what a run said that failed, whose outcome is `failed`.
#[derive(Debug)]
pub struct RunsTable<'a, W: Write> {
    study: &'a Study,
    writer: csv::Writer<W>,
}

impl<'a, W: Write> RunsTable<'a, W> {
    /// Begins the table.
    ///
    /// # Errors
    /// If the header cannot be written.
    pub fn begin(study: &'a Study, to: W) -> csv::Result<Self> {
        let mut writer = csv::Writer::from_writer(to);
        let mut header: Vec<&str> = vec!["arm", "point"];
        header.extend(study.keys.iter().map(String::as_str));
        header.extend([
            "replication",
            "seed",
            "outcome",
            "survived",
            "months",
            "members",
            "blocs",
        ]);
        header.extend(last_month().map(|measure| measure.name()));
        header.extend(["phase", "failure"]);
        writer.write_record(header)?;
        Ok(Self { study, writer })
    }

    /// Writes the runs of a block.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, block: &Block) -> csv::Result<()> {
        let cell = &self.study.cells[block.cell];
        let arm = &self.study.arms[cell.arm].name;
        let settings = self.study.values_at(cell.point);
        for RunRecord {
            replication,
            seed,
            result,
        } in &block.runs
        {
            let about = (arm, cell.point, &settings, replication, seed);
            match result {
                Ok(ending) => {
                    let last = &ending.last;
                    let end = (ending.outcome.name(), ending.outcome.survived(), ending.months);
                    let (members, blocs) = (last[Measure::Members] as u64, last[Measure::Blocs] as u64);
                    self.writer
                        .serialize((about, end, members, blocs, numbers(last), last.phase().name(), ""))?;
                }
                Err(message) => {
                    let blank = vec![""; last_month().count() + 5];
                    self.writer.serialize((about, "failed", blank, message))?;
                }
            }
        }
        Ok(())
    }

    /// Makes what was written so far visible to others.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.writer.flush()
    }

    /// Ends the table.
    ///
    /// # Errors
    /// If the last of it cannot be written.
    pub fn finish(self) -> std::io::Result<W> {
        self.writer.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

fn numbers(last: &Record) -> Vec<f64> {
    last_month().map(|measure| last[measure]).collect()
}
