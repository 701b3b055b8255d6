//! The rows of the table of runs, read one by one.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::str::FromStr;

use csv::StringRecord;

use super::checks::RowChecks;
use super::error::Place;
use super::manifest::Known;
use super::{End, FinishedError, FinishedRun, FinishedRuns};
use crate::experiment::Response;
use alliance_dynamics::alliance::Outcome;

/// Where the columns are that matter here.
pub(super) struct Columns {
    /// Swept keys: they stand between `point` and `replication`.
    pub(super) keys: Vec<String>,
    /// Where the first of them stands: behind the label of the point, where it has one.
    first_key: usize,
    replication: usize,
    /// The measure that is asked for, where one is.
    measure: Option<usize>,
}

pub(super) const ARM: usize = 0;
const POINT: usize = 1;
const LABEL: usize = 2;
/// What follows the swept keys.
const FIXED: [&str; 5] = ["replication", "seed", "outcome", "survived", "months"];

impl Columns {
    pub(super) fn of(path: &Path, header: &StringRecord, about: Response) -> Result<Self, FinishedError> {
        let missing = |column| FinishedError::NoColumn {
            path: path.to_owned(),
            column: String::from(column),
            of: "table of runs",
        };
        for (place, column) in [(ARM, "arm"), (POINT, "point")] {
            if header.get(place) != Some(column) {
                return Err(missing(column));
            }
        }
        // From the right, for a swept key may be called `seed` too.
        let names: Vec<&str> = header.iter().collect();
        let replication = names.windows(2).rposition(|pair| pair == ["replication", "seed"]);
        let replication = replication.ok_or_else(|| missing(FIXED[0]))?;
        for (place, column) in (replication..).zip(FIXED) {
            if header.get(place) != Some(column) {
                return Err(missing(column));
            }
        }
        let first_key = LABEL + usize::from(names.get(LABEL) == Some(&"label"));
        let after_keys = || names.iter().skip(replication);
        let measure = about.column().map(|column| {
            let place = after_keys().position(|name| *name == column);
            place.map(|place| replication + place).ok_or_else(|| missing(column))
        });
        Ok(Self {
            measure: measure.transpose()?,
            keys: names[first_key..replication].iter().map(ToString::to_string).collect(),
            first_key,
            replication,
        })
    }

    /// The place of one of the [`FIXED`] columns.
    pub(super) fn fixed(&self, column: &str) -> usize {
        self.replication + FIXED.iter().position(|name| *name == column).unwrap_or(0)
    }
}

/// Reads rows; those of a table that nothing vouches for are held against each other.
pub(super) struct RowReader<'a> {
    path: &'a Path,
    /// What rows are counted in.
    unit: &'static str,
    columns: Columns,
    arms: BTreeMap<String, usize>,
    checks: Option<RowChecks>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(path: &'a Path, unit: &'static str, columns: Columns, known: Known) -> Self {
        Self {
            path,
            unit,
            columns,
            arms: BTreeMap::new(),
            checks: match known {
                Known::AsWritten => None,
                Known::No => Some(RowChecks::default()),
            },
        }
    }

    /// The file that is read.
    pub(super) fn path(&self) -> &Path {
        self.path
    }

    /// Swept keys.
    pub(super) fn keys(&self) -> &[String] {
        &self.columns.keys
    }

    /// An error of the csv reader, with its line where it tells one.
    pub(super) fn damaged(path: &Path, error: csv::Error) -> FinishedError {
        let path = path.to_owned();
        match error.kind() {
            csv::ErrorKind::UnequalLengths {
                pos: Some(place),
                expected_len,
                len,
            } => FinishedError::Fields {
                path,
                line: place.line(),
                found: *len,
                expected: *expected_len,
            },
            _ => FinishedError::Table { path, source: error },
        }
    }

    /// Adds what a row says to `runs`.
    pub(super) fn read(&mut self, record: &StringRecord, runs: &mut FinishedRuns) -> Result<(), FinishedError> {
        let row = Row {
            path: self.path,
            place: Place {
                unit: self.unit,
                number: record.position().map_or(0, csv::Position::line),
            },
            record,
        };
        let point: usize = row.number(POINT, "point")?;
        let replication: u64 = row.number(self.columns.fixed("replication"), "replication")?;
        let arm = self.arm(&record[ARM], runs);
        let values = self.columns.first_key..self.columns.replication;
        let known = runs
            .points
            .entry(point)
            .or_insert_with(|| values.clone().map(|place| record[place].to_owned()).collect());
        let cell = (arm, point);
        if let Some(checks) = &mut self.checks {
            checks.check_place(&row, cell, replication)?;
            checks.check_point(&row, point, values, (&runs.keys, known))?;
            checks.check_seed(&row, self.columns.fixed("seed"), replication)?;
        }
        let end = self.end(&row)?;
        if let (Some(checks), Some(end)) = (&mut self.checks, end) {
            checks.check_end(&row, &self.columns, cell, end)?;
        }
        let measure = self.columns.measure.filter(|_| end.is_some());
        runs.runs.push(FinishedRun {
            arm,
            point,
            replication,
            end,
            life: row.life(self.columns.fixed("outcome")),
            value: measure.map_or(Ok(0.0), |column| row.measure(column))?,
        });
        Ok(())
    }

    fn arm(&mut self, name: &str, runs: &mut FinishedRuns) -> usize {
        if let Some(&arm) = self.arms.get(name) {
            return arm;
        }
        let arm = runs.arms.len();
        self.arms.insert(name.to_owned(), arm);
        runs.arms.push(name.to_owned());
        arm
    }

    /// How the run of a row ended; nothing where it failed.
    fn end(&self, row: &Row<'_>) -> Result<Option<End>, FinishedError> {
        let place = self.columns.fixed("outcome");
        let word = &row.record[place];
        if word == "failed" {
            return Ok(None);
        }
        let Some(outcome) = Outcome::ALL.into_iter().find(|outcome| outcome.name() == word) else {
            let names: Vec<String> = Outcome::ALL
                .iter()
                .map(|outcome| format!("`{}`", outcome.name()))
                .collect();
            return Err(row.wrong(place, "outcome", format!("{} or `failed`", names.join(", "))));
        };
        let months = row.number(self.columns.fixed("months"), "months")?;
        Ok(Some(End { outcome, months }))
    }
}

/// A row with its place in the file.
pub(super) struct Row<'a> {
    pub(super) path: &'a Path,
    pub(super) place: Place,
    pub(super) record: &'a StringRecord,
}

impl Row<'_> {
    pub(super) fn number<N: FromStr>(&self, place: usize, column: &str) -> Result<N, FinishedError> {
        let wrong = |_| self.wrong(place, column, "a whole number".to_owned());
        self.record[place].parse().map_err(wrong)
    }

    fn measure(&self, place: usize) -> Result<f64, FinishedError> {
        let wrong = |_| self.wrong(place, "measure", "a number".to_owned());
        self.record[place].parse().map_err(wrong)
    }

    /// The same number for the same fields from this place on.
    fn life(&self, from: usize) -> u64 {
        let mut life = DefaultHasher::new();
        self.record.iter().skip(from).for_each(|field| field.hash(&mut life));
        life.finish()
    }

    pub(super) fn wrong(&self, place: usize, column: &str, allowed: String) -> FinishedError {
        FinishedError::Field {
            path: self.path.to_owned(),
            place: self.place,
            column: column.to_owned(),
            found: self.record[place].to_owned(),
            allowed,
        }
    }
}
