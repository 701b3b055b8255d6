//! What is asked: of which result a report is wanted, and how.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::data::{ReportData, ScenarioText};
use super::manifest::{ResultManifest, ResultRecord};
use super::page::ReportPageError;
use crate::language::Language;
use alliance_dynamics::scenario::Scenario;
use alliance_studies::experiment::RemakeError;
use alliance_studies::finished::FinishedError;

/// Of which result a report is wanted, and how.
///
/// [`ReportQuestion::answer`] makes what was run again from the manifest; whoever has it at hand asks [`ReportQuestion::of_study`] or
/// [`ReportQuestion::of_trace`].
#[derive(Debug, Clone, Copy)]
pub struct ReportQuestion<'a> {
    /// The folder of the result.
    pub folder: &'a Path,
    /// What made it.
    pub manifest: &'a ResultManifest,
    /// The replication to replay, instead of a telling one.
    pub replication: Option<u64>,
    /// The language that the page opens in, instead of the reader's.
    pub language: Option<Language>,
}

/// Why there can be no report of a result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// Its tables cannot be read.
    #[error(transparent)]
    Tables(#[from] FinishedError),
    /// It cannot be written.
    #[error(transparent)]
    Page(#[from] ReportPageError),
    /// What was run cannot be made again.
    #[error("the scenario cannot be made again from manifest.json")]
    Remake(#[from] RemakeError),
    /// There is one run to replay, and no other.
    #[error("{} holds the trace of one run; --replication is for the result of `alliance run`", .0.display())]
    OneRun(PathBuf),
    /// The scenario cannot be written as a file, which every checked one can be.
    #[error("the scenario cannot be written as a file")]
    Scenario(#[from] toml::ser::Error),
    /// Nobody has run this replication.
    #[error("there is no replication {asked}; the table of runs has those from 0 to {last}")]
    NoReplication {
        /// Which one was asked for.
        asked: u64,
        /// The last one there is.
        last: u64,
    },
}

impl<'a> ReportQuestion<'a> {
    /// Asks for the report of the result in a folder that this manifest is of.
    #[must_use]
    pub fn of(folder: &'a Path, manifest: &'a ResultManifest) -> Self {
        Self {
            folder,
            manifest,
            replication: None,
            language: None,
        }
    }

    /// The report of what the manifest says.
    ///
    /// # Errors
    /// If what was run cannot be made again from the manifest, or a table is not there, was changed after the run, or is not what
    /// `alliance run` writes; or if the replication asked for was not run.
    pub fn answer(&self) -> Result<ReportData, ReportError> {
        match &self.manifest.record {
            ResultRecord::Study(record) => self.of_study(&self.manifest.study(record)?),
            ResultRecord::Trace(_) if self.replication.is_some() => Err(ReportError::OneRun(self.folder.to_owned())),
            ResultRecord::Trace(trace) => self.of_trace(&Arc::new(self.manifest.scenario_alone()?), trace),
        }
    }

    /// The scenario as its author wrote it; where that is not known, every key of it.
    pub(super) fn scenario(&self, scenario: &Scenario) -> Result<ScenarioText, ReportError> {
        let original = self.manifest.made.text.clone();
        Ok(ScenarioText {
            is_original: original.is_some(),
            toml: original.map_or_else(|| toml::to_string(scenario.resolved()), Ok)?,
            files: self.manifest.files().keys().cloned().collect(),
        })
    }
}
