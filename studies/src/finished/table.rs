//! A table of a finished result, read back row by row in either format.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::gate::open_file;
use csv::StringRecord;

use super::manifest::{check_digest, manifest, unreadable};
use super::row::RowReader;
use super::{FinishedError, Place, parquet};
use crate::experiment::Digest;

/// A table of a folder whose run has ended. Its first two columns are the arm and the design point.
pub(super) struct FinishedTable {
    path: PathBuf,
    unit: &'static str,
    columns: BTreeMap<String, usize>,
    rows: Rows,
}

enum Rows {
    Csv(csv::Reader<BufReader<File>>),
    Parquet(Box<dyn Iterator<Item = Result<StringRecord, FinishedError>>>),
}

impl FinishedTable {
    /// Opens the table of this name, without the ending of a file: the CSV file where there is one, else the Parquet file. It has to
    /// be the one that the manifest knows.
    pub(super) fn open(folder: &Path, table: &'static str) -> Result<Self, FinishedError> {
        let manifest = manifest(folder)?.unwrap_or_default();
        let known = |name: String, digests: &BTreeMap<String, String>| {
            let path = folder.join(&name);
            match Digest::of_file(&path) {
                Ok(found) => check_digest(&path, found, digests.get(&name)).map(|_| Some(path)),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
                Err(source) => Err(unreadable(&path, source)),
            }
        };
        if let Some(path) = known(format!("{table}.csv"), &manifest.tables)? {
            return Self::open_csv(path);
        }
        match known(format!("{table}.parquet"), &manifest.parquet)? {
            Some(path) => Self::open_parquet(path),
            None => Err(FinishedError::NoTable {
                folder: folder.to_owned(),
                table,
            }),
        }
    }

    fn open_csv(path: PathBuf) -> Result<Self, FinishedError> {
        let file = open_file(&path).map_err(|source| unreadable(&path, source))?;
        let mut reader = csv::Reader::from_reader(BufReader::with_capacity(1 << 18, file));
        let header = reader.headers().map_err(|error| RowReader::damaged(&path, error))?;
        Ok(Self {
            columns: places(header),
            unit: "line",
            rows: Rows::Csv(reader),
            path,
        })
    }

    fn open_parquet(path: PathBuf) -> Result<Self, FinishedError> {
        let (header, rows) = parquet::open(&path, true)?;
        Ok(Self {
            columns: places(&header),
            unit: "row",
            rows: Rows::Parquet(Box::new(rows)),
            path,
        })
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Result<usize, FinishedError> {
        self.columns.get(name).copied().ok_or_else(|| FinishedError::NoColumn {
            path: self.path.clone(),
            column: name.to_owned(),
            of: "table",
        })
    }

    /// Reads the next row into `row`; tells whether there was one.
    pub(super) fn read(&mut self, row: &mut StringRecord) -> Result<bool, FinishedError> {
        match &mut self.rows {
            Rows::Csv(reader) => reader
                .read_record(row)
                .map_err(|error| RowReader::damaged(&self.path, error)),
            Rows::Parquet(rows) => match rows.next() {
                Some(next) => {
                    *row = next?;
                    Ok(true)
                }
                None => Ok(false),
            },
        }
    }

    /// The number in a column of a row; nothing where it is empty.
    pub(super) fn number(&self, row: &StringRecord, column: usize) -> Result<Option<f64>, FinishedError> {
        let text = &row[column];
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.wrong(row, column, "a number"))
    }

    /// The whole number in a column of a row.
    pub(super) fn count(&self, row: &StringRecord, column: usize) -> Result<u64, FinishedError> {
        row[column]
            .parse()
            .map_err(|_| self.wrong(row, column, "a whole number"))
    }

    /// Checks that a row is of this arm at this design point.
    pub(super) fn check_cell(&self, row: &StringRecord, arm: &str, point: usize) -> Result<(), FinishedError> {
        for (name, expected) in [("arm", arm.to_owned()), ("point", point.to_string())] {
            let column = self.column(name)?;
            if row[column] != *expected {
                return Err(self.wrong(row, column, &format!("`{expected}`, as in the scenario")));
            }
        }
        Ok(())
    }

    /// What is wrong with a table that has fewer rows than it needs.
    pub(super) fn ends_early(&self, expected: usize) -> FinishedError {
        FinishedError::Short {
            path: self.path.clone(),
            expected,
        }
    }

    fn wrong(&self, row: &StringRecord, column: usize, allowed: &str) -> FinishedError {
        let name = self.columns.iter().find(|(_, place)| **place == column);
        FinishedError::Field {
            path: self.path.clone(),
            place: Place {
                unit: self.unit,
                number: row.position().map_or(0, csv::Position::line),
            },
            column: name.map(|(name, _)| name.clone()).unwrap_or_default(),
            found: row[column].to_owned(),
            allowed: allowed.to_owned(),
        }
    }
}

/// Columns by name; of two that are called alike, the right one is ours, for the left one is a swept key.
fn places(header: &StringRecord) -> BTreeMap<String, usize> {
    header.iter().map(str::to_owned).zip(0..).collect()
}
