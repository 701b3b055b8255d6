//! The tables of a study: rows of runs, and of their months where these are wanted, as they come in, then what is statistics over all of them.

use std::io;

use alliance_dynamics::scenario::Study;

use super::choice::TableChoice;
use super::{Results, write_summary, write_survival, write_timeline};
use crate::experiment::{
    Block, Destination, Digest, EndedTable, Facts, FolderError, KeptStudy, RUNS_KEPT, RunsTable, SERIES, SeriesTable,
    Table, TableDigests, TableFile,
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
    series: Option<SeriesTable<'a, TableFile>>,
    kept: Option<KeptStudy>,
}

/// A table that has all its rows, with its name.
type Ended = (&'static str, EndedTable<TableFile>);

impl<'a> StudyTables<'a> {
    /// Begins the tables of runs and of series, where they are wanted, and where runs are kept the file that they are kept in.
    pub(super) fn begin(
        study: &'a Study,
        to: Destination<'a>,
        (choice, keeps_runs): (&'a TableChoice, bool),
    ) -> Result<Self, FolderError> {
        let runs = || {
            let runs = RunsTable::begin(study, to.format(), to.begin(RUNS)?);
            runs.map_err(|error| to.unwritable(RUNS, error))
        };
        let series = || {
            let series = SeriesTable::begin(study, to.format(), to.begin(SERIES)?);
            series.map_err(|error| to.unwritable(SERIES, error))
        };
        Ok(Self {
            runs: choice.has("runs").then(runs).transpose()?,
            series: choice.has_series(study).then(series).transpose()?,
            kept: if keeps_runs { KeptStudy::begin(to, study)? } else { None },
            study,
            to,
            choice,
        })
    }

    /// Writes the runs of some blocks.
    pub(super) fn add(&mut self, blocks: &[Block]) -> Result<(), FolderError> {
        let written = self.runs.as_mut().map_or(Ok(()), |runs| runs.add(blocks));
        written.map_err(|error| self.to.unwritable(RUNS, error))?;
        let written = self.series.as_mut().map_or(Ok(()), |series| series.add(blocks));
        written.map_err(|error| self.to.unwritable(SERIES, error))?;
        let kept = self.kept.as_mut().map_or(Ok(()), |kept| kept.add(blocks));
        kept.map_err(|error| self.to.unwritable(RUNS_KEPT, error))
    }

    /// Ends the table of runs, and writes the others that are wanted; what is here of those that are not goes. Runs stay kept where
    /// these are all.
    pub(super) fn finish(self, results: &Results, is_complete: bool) -> Result<TableDigests, FolderError> {
        let Self {
            study,
            to,
            choice,
            runs,
            series,
            kept,
        } = self;
        if let Some(kept) = kept.filter(|_| is_complete) {
            kept.end().map_err(|source| to.unwritable(RUNS_KEPT, source))?;
        }
        for (is_written, table) in [
            (choice.has("runs"), RUNS),
            (choice.has("timeline"), TIMELINE),
            (choice.has("survival"), SURVIVAL),
            (choice.has("summary"), SUMMARY),
            (series.is_some(), SERIES),
        ] {
            if !is_written {
                to.leave_out(table)?;
            }
        }
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
            let table = write_timeline(
                format,
                file(TIMELINE)?,
                study,
                results,
                &choice.measures(study.base.resolved()),
            );
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
        if let Some(series) = series {
            let ended = series.end().map_err(|source| to.unwritable(SERIES, source))?;
            tables.push((SERIES, ended));
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
