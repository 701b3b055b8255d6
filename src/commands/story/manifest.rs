//! `manifest.json` of a story: what made it.

use std::collections::BTreeMap;

use alliance_dynamics::experiment::{Digest, RunTimes};
use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;

use super::Story;
use crate::commands::one_run::FoundRun;
use crate::commands::tables::Tables;

/// What made a story, and how to know it again.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    command: &'static str,
    file: String,
    /// Which run of the study it is.
    run: &'a str,
    run_seed: u64,
    language: &'static str,
    goal: &'static str,
    futures: u32,
    complete: bool,
    times: RunTimes,
    tables: BTreeMap<&'a str, &'a str>,
    /// Over the names and digests of the tables.
    digest: String,
    /// Every key of the scenario, defaults included.
    scenario: &'a ScenarioFile,
}

impl<'a> Manifest<'a> {
    /// The manifest of a story whose tables have these digests.
    pub fn of(story: &Story, run: &'a FoundRun, times: RunTimes, tables: &'a Tables) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("ALLIANCE_COMMIT"),
            command: "story",
            file: story.common.file.display().to_string(),
            run: &run.called,
            run_seed: run.seed,
            language: story.language().code(),
            goal: story.goal().name(),
            futures: story.futures,
            complete: true,
            times,
            tables: tables.iter().map(|(name, digest)| (*name, digest.0.as_str())).collect(),
            digest: Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest))).0,
            scenario: run.scenario.resolved(),
        }
    }

    /// The text of the file.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}
