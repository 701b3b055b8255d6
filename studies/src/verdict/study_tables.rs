//! The four tables of a study: rows of runs as they come in, then what is statistics over all of them.

use std::io;

use alliance_dynamics::scenario::Study;

use super::{Results, write_summary, write_survival, write_timeline};
use crate::experiment::{
    Block, Destination, Digest, EndedTable, Facts, FolderError, KeptStudy, RUNS_KEPT, RunsTable, Table, TableDigests,
    TableFile,
};

const RUNS: &str = "runs.csv";

/// The tables of a study that is running.
pub(super) struct StudyTables<'a> {
    study: &'a Study,
    to: Destination<'a>,
    runs: RunsTable<'a, TableFile>,
    kept: Option<KeptStudy>,
}

/// A table that has all its rows, with its name.
type Ended = (&'static str, EndedTable<TableFile>);

impl<'a> StudyTables<'a> {
    /// Begins the table of runs, and where runs are kept the file that they are kept in.
    pub(super) fn begin(study: &'a Study, to: Destination<'a>, keeps_runs: bool) -> Result<Self, FolderError> {
        let runs = RunsTable::begin(study, to.format(), to.begin(RUNS)?);
        let runs = runs.map_err(|error| to.unwritable(RUNS, error))?;
        let kept = if keeps_runs { KeptStudy::begin(to, study)? } else { None };
        Ok(Self { study, to, runs, kept })
    }

    /// Writes the runs of a block.
    pub(super) fn add(&mut self, block: &Block) -> Result<(), FolderError> {
        self.runs.add(block).map_err(|error| self.to.unwritable(RUNS, error))?;
        let kept = self.kept.as_mut().map_or(Ok(()), |kept| kept.add(block));
        kept.map_err(|error| self.to.unwritable(RUNS_KEPT, error))
    }

    /// Ends the table of runs, and writes the others. Runs stay kept where these are all.
    pub(super) fn finish(self, results: &Results, is_complete: bool) -> Result<TableDigests, FolderError> {
        let Self { study, to, runs, kept } = self;
        if let Some(kept) = kept.filter(|_| is_complete) {
            kept.end().map_err(|source| to.unwritable(RUNS_KEPT, source))?;
        }
        let ended = |name, table: io::Result<Table<TableFile>>| {
            let ended = table.and_then(Table::end);
            Ok((name, ended.map_err(|source| to.unwritable(name, source))?))
        };
        let (format, file) = (to.format(), |name| to.begin(name));
        let tables = vec![
            ended(RUNS, Ok(runs.into_table()))?,
            ended(
                "timeline.csv",
                write_timeline(format, file("timeline.csv")?, study, results),
            )?,
            ended(
                "survival.csv",
                write_survival(format, file("survival.csv")?, study, results),
            )?,
            ended(
                "summary.csv",
                write_summary(format, file("summary.csv")?, study, results),
            )?,
        ];
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
    let digest = Digest::of_tables(digests.iter().map(|(name, digest)| (*name, digest.0.as_str())));
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
