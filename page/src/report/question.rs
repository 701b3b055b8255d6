//! What is asked: of which result a report is wanted, and how.

use std::path::Path;

use super::data::ScenarioText;
use super::manifest::{ResultManifest, text_of_author};
use super::page::ReportPageError;
use crate::language::Language;
use alliance_dynamics::scenario::Scenario;
use alliance_studies::finished::FinishedError;

/// Of which result a report is wanted, and how.
///
/// [`ReportQuestion::of_study`] answers for many runs, [`ReportQuestion::of_trace`] for one.
#[derive(Debug, Clone)]
pub struct ReportQuestion<'a> {
    /// The folder of the result.
    pub folder: &'a Path,
    /// What made it.
    pub manifest: &'a ResultManifest,
    /// The replication to replay, instead of a telling one.
    pub replication: Option<u64>,
    /// The language that the page opens in, instead of the reader's.
    pub language: Option<Language>,
    /// Commands that make it again, to be copied into a shell.
    pub again: Vec<String>,
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
            again: Vec::new(),
        }
    }

    /// The scenario as its author wrote it; where that is not known, every key of it.
    pub(super) fn scenario(&self, scenario: &Scenario) -> Result<ScenarioText, ReportError> {
        let original = match &self.manifest.trace {
            Some(trace) => Some(trace.text.clone()),
            None => text_of_author(self.folder),
        };
        Ok(ScenarioText {
            is_original: original.is_some(),
            toml: original.map_or_else(|| toml::to_string(scenario.resolved()), Ok)?,
            files: self.manifest.files.keys().cloned().collect(),
        })
    }
}
