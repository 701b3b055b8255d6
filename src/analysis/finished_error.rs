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
    #[error("{} holds no runs.csv{}; name a folder that `alliance run` made", .folder.display(), if *.is_trace { ", only the trace of one run" } else { "" })]
    NoRuns {
        /// Which folder.
        folder: PathBuf,
        /// Whether it holds a trace instead.
        is_trace: bool,
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
    /// The table lacks a column.
    #[error("{}, line 1: there is no column `{column}`; this is not the runs.csv of `alliance run`", .path.display())]
    Column {
        /// Which file.
        path: PathBuf,
        /// The column that is needed.
        column: &'static str,
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
    /// A field holds something else than it should.
    #[error("{}, line {line}: `{column}` is `{found}`; allowed: {allowed}", .path.display())]
    Field {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: u64,
        /// Which column.
        column: String,
        /// What it holds.
        found: String,
        /// What it may hold.
        allowed: String,
    },
    /// A run is there twice.
    #[error("{}, line {line}: replication {replication} of arm `{arm}` at point {point} is there already, in line {first}", .path.display())]
    Twice {
        /// Which file.
        path: PathBuf,
        /// Which line, from 1.
        line: u64,
        /// The line it was in before.
        first: u64,
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
