//! The four tables of a study: rows of runs as they come in, then what is statistics over all of them.

use std::io;

use alliance_dynamics::scenario::Study;

use super::choice::TableChoice;
use super::{Results, write_summary, write_survival, write_timeline};
use crate::experiment::{
    Block, Destination, Digest, EndedTable, Facts, FolderError, RunsTable, Table, TableDigests, TableFile,
};

const RUNS: &str = "runs.csv";
const TIMELINE: &str = "timeline.csv";
const SURVIVAL: &str = "survival.csv";
const SUMMARY: &str = "summary.csv";

/// The tables of a study that is running.
pub(super) struct StudyTables<'a> {
    study: &'a Study,
    to: Destination<'a>,
    choice: &'a TableChoice,
    runs: Option<RunsTable<'a, TableFile>>,
}

/// A table that has all its rows, with its name.
type Ended = (&'static str, EndedTable<TableFile>);

impl<'a> StudyTables<'a> {
    /// Begins the table of runs, where it is wanted; what is here of tables that are not wanted goes.
    pub(super) fn begin(study: &'a Study, to: Destination<'a>, choice: &'a TableChoice) -> Result<Self, FolderError> {
        for (name, table) in [
            ("runs", RUNS),
            ("timeline", TIMELINE),
            ("survival", SURVIVAL),
            ("summary", SUMMARY),
        ] {
            if !choice.has(name) {
                to.leave_out(table)?;
            }
        }
        let begin = || {
            let runs = RunsTable::begin(study, to.format(), to.begin(RUNS)?);
            runs.map_err(|error| to.unwritable(RUNS, error))
        };
        Ok(Self {
            runs: choice.has("runs").then(begin).transpose()?,
            study,
            to,
            choice,
        })
    }

    /// Writes the runs of a block, so that others can see them.
    pub(super) fn add(&mut self, block: &Block) -> Result<(), FolderError> {
        let Some(runs) = &mut self.runs else {
            return Ok(());
        };
        let written = runs.add(block).and_then(|()| runs.flush());
        written.map_err(|error| self.to.unwritable(RUNS, error))
    }

    /// Ends the table of runs, and writes the others that are wanted.
    pub(super) fn finish(self, results: &Results) -> Result<TableDigests, FolderError> {
        let Self {
            study,
            to,
            choice,
            runs,
        } = self;
        let ended = |name, table: io::Result<Table<TableFile>>| {
            let ended = table.and_then(Table::end);
            Ok((name, ended.map_err(|source| to.unwritable(name, source))?))
        };
        let (format, file) = (to.format(), |name| to.begin(name));
        let mut tables = Vec::new();
        if let Some(runs) = runs {
            tables.push(ended(RUNS, Ok(runs.into_table()))?);
        }
        if choice.has("timeline") {
            let table = write_timeline(format, file(TIMELINE)?, study, results, choice.measures());
            tables.push(ended(TIMELINE, table)?);
        }
        if choice.has("survival") {
            let table = write_survival(format, file(SURVIVAL)?, study, results);
            tables.push(ended(SURVIVAL, table)?);
        }
        if choice.has("summary") {
            let table = write_summary(format, file(SUMMARY)?, study, results);
            tables.push(ended(SUMMARY, table)?);
        }
        close(study, to, tables, results)
    }
}

/// Ends the files: each holds what made it, and the digest of them all.
fn close(
    study: &Study,
    to: Destination<'_>,
    tables: Vec<Ended>,
    results: &Results,
) -> Result<TableDigests, FolderError> {
    let digests: TableDigests = tables
        .iter()
        .map(|(name, table)| (*name, table.digest.clone()))
        .collect();
    let digest = Digest::of_all(digests.iter().map(|(name, digest)| (*name, digest)));
    let facts = Facts::of_study(study).map_err(|error| to.unwritable(RUNS, error.into()))?;
    let facts = facts
        .with("runs_done", results.runs().to_string())
        .with("runs_failed", results.failed().to_string())
        .with("digest", digest.0.as_str());
    for (name, table) in tables {
        to.close(name, table, &facts)?;
    }
    Ok(digests)
}
