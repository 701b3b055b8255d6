//! Why the runs of a result folder cannot be read back.

use std::io;
use std::path::PathBuf;

/// Why the runs of a result folder cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum FinishedError {
    /// There is no such folder.
    #[error("{} is no folder; name one that `alliance run` made", .folder.display())]
    NoFolder {
        /// What was named.
        folder: PathBuf,
    },
    /// The folder holds no runs.
    #[error("{} holds neither runs.csv nor runs.parquet{}; name a folder that `alliance run` made", .folder.display(), if *.is_trace { ", only the trace of one run" } else { "" })]
    NoRuns {
        /// Which folder.
        folder: PathBuf,
        /// Whether it holds a trace instead.
        is_trace: bool,
    },
    /// There are no tables yet.
    #[error("{} has no tables yet: its run is under way, or was killed; `alliance status {}` says how far it is", .folder.display(), .folder.display())]
    UnderWay {
        /// Which folder.
        folder: PathBuf,
    },
    /// The folder lacks a table.
    #[error("{} holds neither {table}.csv nor {table}.parquet; name a folder that `alliance run` made", .folder.display())]
    NoTable {
        /// Which folder.
        folder: PathBuf,
        /// The table, without the ending of a file.
        table: &'static str,
    },
    /// A table lacks a column.
    #[error("{} has no column `{column}`, so it is not the {of} that `alliance run` writes", .path.display())]
    NoColumn {
        /// Which file.
        path: PathBuf,
        /// The column that is needed.
        column: String,
        /// What the file should be.
        of: &'static str,
    },
    /// The system refused.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The manifest is not JSON.
    #[error("{} is damaged", .path.display())]
    Manifest {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
    /// The manifest belongs to something else.
    #[error("{} is not the manifest of `alliance run`: its `program` is {found}", .path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// What it says it is of, as JSON.
        found: String,
    },
    /// The table is not the one that the run left.
    #[error(
        "{} was changed after the run: its SHA-256 is {found}, and manifest.json says {expected}",
        .path.display()
    )]
    Changed {
        /// Which file.
        path: PathBuf,
        /// Its digest.
        found: String,
        /// Its digest when the run ended.
        expected: String,
    },
    /// A row has too few or too many fields.
    #[error("{}, line {line}: {found} fields where {expected} are needed", .path.display())]
    Fields {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: u64,
        /// How many fields it has.
        found: u64,
        /// How many the header has.
        expected: u64,
    },
    /// The table is not one.
    #[error("{} is damaged", .path.display())]
    Table {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and where.
        source: csv::Error,
    },
    /// The table is no Parquet file.
    #[error("{} is damaged", .path.display())]
    Parquet {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        source: io::Error,
    },
    /// A Parquet file that was not written to its end cannot be read.
    #[error(
        "{} has no end: its run goes on, or was killed; `alliance run` with the same scenario, --out and --format goes on from there",
        .path.display()
    )]
    Unended {
        /// Which file.
        path: PathBuf,
    },
    /// This build reads no Parquet files.
    #[error("{} cannot be read: this `alliance` was built without its feature `parquet`", .path.display())]
    NoParquet {
        /// Which file.
        path: PathBuf,
    },
    /// A field holds something else than it should.
    #[error("{}, {place}: `{column}` is `{found}`; allowed: {allowed}", .path.display())]
    Field {
        /// Which file.
        path: PathBuf,
        /// Which row.
        place: Place,
        /// Which column.
        column: String,
        /// What it holds.
        found: String,
        /// What it may hold.
        allowed: String,
    },
    /// Rows are missing.
    #[error("{} ends too early: one row for every arm and design point is needed, which is {expected}", .path.display())]
    Short {
        /// Which file.
        path: PathBuf,
        /// How many rows there should be.
        expected: usize,
    },
    /// A run is there twice.
    #[error("{}, {place}: replication {replication} of arm `{arm}` at point {point} is there already, in {first}", .path.display())]
    Twice {
        /// Which file.
        path: PathBuf,
        /// Which row.
        place: Place,
        /// The row it was in before.
        first: Place,
        /// Which arm.
        arm: String,
        /// Which design point.
        point: usize,
        /// Which replication.
        replication: u64,
    },
    /// There is a header and nothing else.
    #[error("{} holds no run", .path.display())]
    Empty {
        /// Which file.
        path: PathBuf,
    },
}

/// A row of a table, as one would look for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What is counted: `line` in a text, where the header is line 1; else `row`.
    pub unit: &'static str,
    /// Its number, from 1.
    pub number: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.unit, self.number)
    }
}
