//! `manifest.json`: what made a result, and how to know it again.

mod study;
mod tables;

use std::collections::BTreeMap;
use std::path::Path;

use alliance_dynamics::scenario::file::ScenarioFile;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use tables::TableState;

pub use study::{ArmRecord, PrecisionRecord, SampleRecord, StopRecord, StudyProgress, StudyRecord};

use super::{COMMIT, Digest, Format, PROGRAM, TableDigests, VERSION};

/// What made a result. Results differ in what was asked; what a manifest does not say is read as nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The commit it was built from, where it was built from a repository.
    pub commit: Option<String>,
    /// The command that made it; `run` does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// The words of the command, without those that change no table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// The scenario file, as it was named.
    pub file: String,
    /// Keys that were set besides, such as `gossip.rate=0.3`, whatever the file says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<String>,
    /// Whether everything asked for was done.
    pub complete: bool,
    /// What was asked, in a digest: the same again comes to the same.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub identity: String,
    /// The files of the charts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub charts: Vec<String>,
    /// What was asked, and how much of it was done.
    #[serde(flatten)]
    pub asked: Map<String, Value>,
    /// When and how long.
    pub times: RunTimes,
    /// How the tables are written; questions other than `run` do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// SHA-256 of every table as CSV, in whatever format it is written; of `series.csv`, over its numbers.
    pub tables: BTreeMap<String, String>,
    /// SHA-256 of every Parquet file.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parquet: BTreeMap<String, String>,
    /// SHA-256 of every CSV file that is not that of its table: of `series.csv`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub csv: BTreeMap<String, String>,
    /// SHA-256 over the names and digests of the tables: the same on every machine and any number of threads.
    pub digest: String,
    /// The text of every other file that the command named.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, String>,
    /// Every key of the scenario, or of the arm, that was asked about, defaults included.
    pub scenario: Value,
    /// The text of the scenario file, where the result can be made again from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The text of every file that the scenario names, where the result can be made again from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<BTreeMap<String, String>>,
}

/// When a result was made, and how long that took.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunTimes {
    /// When the first run began, in universal time.
    pub started: String,
    /// Seconds until the last table was written.
    pub seconds: f64,
    /// Threads that shared the work.
    pub threads: usize,
}

impl Manifest {
    /// The manifest of a finished answer to the question of this command, whose tables have these digests.
    ///
    /// # Errors
    /// If a number of the scenario has no place in JSON, which no checked scenario has.
    pub fn of_answer(
        (command, file): (&str, &Path),
        asked: Map<String, Value>,
        times: RunTimes,
        tables: &TableDigests,
        scenario: &ScenarioFile,
    ) -> serde_json::Result<Self> {
        Ok(Self {
            program: PROGRAM.to_owned(),
            version: VERSION.to_owned(),
            commit: COMMIT.map(str::to_owned),
            command: Some(command.to_owned()),
            arguments: Vec::new(),
            file: file.display().to_string(),
            settings: Vec::new(),
            complete: true,
            identity: String::new(),
            charts: Vec::new(),
            asked,
            times,
            format: None,
            tables: tables
                .iter()
                .map(|(name, digest)| ((*name).to_owned(), digest.0.clone()))
                .collect(),
            parquet: BTreeMap::new(),
            csv: BTreeMap::new(),
            digest: Digest::of_tables(tables.iter().map(|(name, digest)| (*name, digest.0.as_str()))).0,
            scenario: serde_json::to_value(scenario)?,
            inputs: BTreeMap::new(),
            text: None,
            files: None,
        })
    }

    /// The manifest with its tables in this format, where these files have digests of their own.
    #[must_use]
    pub fn in_format(self, format: Format, files: Vec<(String, Digest)>) -> Self {
        let files = files.into_iter().map(|(name, digest)| (name, digest.0)).collect();
        let (csv, parquet) = match format {
            Format::Csv => (files, BTreeMap::new()),
            #[cfg(feature = "parquet")]
            Format::Parquet => (BTreeMap::new(), files),
        };
        Self {
            format: Some(format.ending().to_owned()),
            parquet,
            csv,
            ..self
        }
    }

    /// What was asked, where it is a study.
    ///
    /// # Errors
    /// If the manifest is not that of a study.
    pub fn study_record(&self) -> serde_json::Result<StudyRecord> {
        serde_json::from_value(Value::Object(self.asked.clone()))
    }

    /// What the scenario is called; empty where it has no name.
    #[must_use]
    pub fn title(&self) -> &str {
        self.scenario["title"].as_str().unwrap_or_default()
    }

    /// The files of the tables, with the SHA-256 of each.
    #[must_use]
    pub fn table_files(&self) -> BTreeMap<&str, &str> {
        let files = match self.parquet.is_empty() {
            true => &self.tables,
            false => &self.parquet,
        };
        let files = files.iter().chain(&self.csv);
        files.map(|(name, digest)| (name.as_str(), digest.as_str())).collect()
    }

    /// The text of the file.
    ///
    /// # Errors
    /// If a number in it has no place in JSON, which no checked scenario has.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

/// What a value says, by its keys; nothing where it has none.
///
/// # Errors
/// If a number in it has no place in JSON.
pub fn as_map(value: &impl Serialize) -> serde_json::Result<Map<String, Value>> {
    match serde_json::to_value(value)? {
        Value::Object(keys) => Ok(keys),
        _ => Ok(Map::new()),
    }
}
