//! What all questions have in common: they are asked, answered, and leave the same things.
//!
//! A question is checked when it is made, so that asking it cannot fail for what it says. Its answer knows its numbers, tables,
//! words and pictures, and neither files nor a terminal: whoever asked decides what becomes of them.

use std::io;
use std::path::Path;

#[cfg(feature = "pictures")]
use alliance_charts::ChartError;
use alliance_dynamics::scenario::ScenarioError;
use alliance_dynamics::scenario::file::ScenarioFile;
use serde_json::{Map, Value};

use crate::experiment::{Control, Destination, FolderError, Manifest, ResultFolder, StoreError, TableDigests};

/// Something that can be asked about alliances.
pub trait Question {
    /// What is said to it.
    type Answer: Answer;

    /// Its name: that of the command that asks it.
    const NAME: &'static str;

    /// Runs that it may take, at most, or about; 0 where that cannot be known beforehand.
    fn most_runs(&self) -> u64;

    /// Every key of the scenario, or of the arm, that it is asked about.
    fn scenario(&self) -> &ScenarioFile;

    /// Answers it on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If `control` said stop before there was anything to tell, or nothing can be told.
    fn answer(&self, control: &Control) -> Result<Self::Answer, Unanswered>;

    /// Answers it, and writes the tables of the answer. Whoever has more rows than memory should hold writes them on the way.
    ///
    /// # Errors
    /// As [`Question::answer`], or if a table cannot be written.
    fn answer_into(&self, to: Destination<'_>, control: &Control) -> Result<(Self::Answer, TableDigests), Unanswered> {
        let answer = self.answer(control)?;
        let tables = answer.write_tables(to)?;
        Ok((answer, tables))
    }
}

/// What is said to a question.
pub trait Answer {
    /// Writes its tables: all that were not written while it was found ([`Question::answer_into`]).
    ///
    /// # Errors
    /// If one cannot be written.
    fn write_tables(&self, _to: Destination<'_>) -> Result<TableDigests, FolderError> {
        Ok(TableDigests::new())
    }

    /// The answer for people.
    fn words(&self) -> String;

    /// The answer for programs.
    ///
    /// # Errors
    /// If a number in it has no place in JSON.
    fn json(&self) -> serde_json::Result<Value>;

    /// Its charts.
    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture>;

    /// What was asked, and how much of it was done, for the manifest.
    ///
    /// # Errors
    /// If a number in it has no place in JSON.
    fn asked(&self) -> serde_json::Result<Map<String, Value>>;

    /// Every key of the scenario, or of the arm, that was asked about.
    fn scenario(&self) -> &ScenarioFile;

    /// How far it goes.
    fn completion(&self) -> Completion;

    /// What four times as many runs would be good for, such as `intervals half as wide`, where that should be told to who waited.
    fn fourfold(&self) -> Option<&'static str> {
        None
    }

    /// Files beside tables and charts, by name.
    ///
    /// # Errors
    /// If what they are made of cannot be read.
    fn files(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        Ok(Vec::new())
    }

    /// What it leaves in a folder, in words.
    fn leaves(&self, has_charts: bool) -> &'static str {
        if has_charts { "Tables and charts" } else { "Tables" }
    }

    /// Says where what it leaves is to be found.
    fn place(&self, folder: &Path, has_charts: bool) -> String {
        format!("\n{} in {}", self.leaves(has_charts), folder.display())
    }

    /// What else may be told of it, line by line.
    fn notes(&self, _has_charts: bool) -> Vec<String> {
        Vec::new()
    }

    /// Its manifest with what it says besides, as soon as the tables are in a folder.
    ///
    /// # Errors
    /// If a table cannot be read back.
    fn in_manifest(&self, manifest: Manifest, _folder: &ResultFolder) -> Result<Manifest, FolderError> {
        Ok(manifest)
    }

    /// Writes what describes a folder in which everything is but the manifest, of which this is the text, to those who do not know
    /// this program.
    ///
    /// # Errors
    /// If it cannot be written.
    fn write_metadata(
        &self,
        _folder: &ResultFolder,
        (_manifest, _text): (&Manifest, &str),
        _ended: &str,
    ) -> Result<(), FolderError> {
        Ok(())
    }
}

/// A chart, and the name of its file without ending.
#[derive(Debug)]
pub struct Picture {
    /// The name.
    pub name: String,
    /// The chart as SVG, or why it could not be drawn.
    #[cfg(feature = "pictures")]
    pub svg: Result<String, ChartError>,
}

#[cfg(feature = "pictures")]
impl Picture {
    /// A chart of this name.
    #[must_use]
    pub fn new(name: impl Into<String>, svg: Result<String, ChartError>) -> Self {
        Self { name: name.into(), svg }
    }
}

/// How far an answer goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// What is said of runs that failed, where there are any.
    pub failed: Option<String>,
    /// What is said where the work was stopped before its end, and the answer is of what was finished.
    pub stopped: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Unanswered {
    /// The work was stopped before there was anything to tell.
    #[error("Stopped before {before}: nothing is written")]
    Stopped {
        /// What was not there yet.
        before: &'static str,
    },
    /// The work was stopped where a smaller result is finished, which stays as it is.
    #[error("{0}")]
    Unchanged(String),
    /// What was asked leads to an alliance that cannot be.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
    /// There is nothing to tell.
    #[error("{0}")]
    Nothing(String),
    /// A table cannot be written.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// What is finished cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}
