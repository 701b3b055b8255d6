//! `manifest.json` of an analysis: what made it, and how to know it again.

use std::collections::BTreeMap;
use std::path::Path;

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_studies::experiment::{Digest, RunTimes};
use serde::Serialize;

/// What made a result; what is special about it is the question.
#[derive(Debug, Serialize)]
pub struct Made<'a, Question> {
    program: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    command: &'static str,
    file: String,
    complete: bool,
    #[serde(flatten)]
    question: Question,
    times: RunTimes,
    tables: BTreeMap<&'a str, &'a str>,
    /// Over the names and digests of the tables.
    digest: String,
    /// Every key of the scenario, or of the arm, defaults included.
    scenario: &'a ScenarioFile,
}

impl<'a, Question: Serialize> Made<'a, Question> {
    /// The manifest of a finished result whose tables have these digests.
    pub fn of(
        (command, file): (&'static str, &Path),
        question: Question,
        times: RunTimes,
        tables: &'a [(&'static str, Digest)],
        scenario: &'a ScenarioFile,
    ) -> Self {
        Self {
            program: alliance_studies::experiment::PROGRAM,
            version: alliance_studies::experiment::VERSION,
            commit: alliance_studies::experiment::COMMIT,
            command,
            file: file.display().to_string(),
            complete: true,
            question,
            times,
            tables: tables.iter().map(|(name, digest)| (*name, digest.0.as_str())).collect(),
            digest: Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest))).0,
            scenario,
        }
    }

    /// The text of the file.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}
