//! `manifest.json` of measured loops: what made it.

use std::collections::BTreeMap;
use std::path::Path;

use alliance_dynamics::analysis::loops::LoopEnsemble;
use alliance_dynamics::experiment::{Digest, RunTimes};
use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;

use super::Job;
use crate::commands::tables::Tables;

/// What made a result, and how to know it again.
#[derive(Debug, Serialize)]
pub struct LoopsManifest<'a> {
    program: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    command: &'static str,
    file: String,
    complete: bool,
    seed: u64,
    arm: Option<&'a str>,
    first_replication: u32,
    runs: usize,
    runs_failed: usize,
    /// Months of a turn, and months that a loss settles before.
    turn: u32,
    settle: u32,
    times: RunTimes,
    tables: BTreeMap<&'a str, &'a str>,
    /// Over the names and digests of the tables.
    digest: String,
    /// Every key of the scenario, or of the arm, defaults included.
    scenario: &'a ScenarioFile,
}

impl<'a> LoopsManifest<'a> {
    /// The manifest of loops whose tables have these digests.
    pub fn of(
        (file, arm): (&Path, Option<&'a str>),
        job: &'a Job,
        ensemble: &LoopEnsemble,
        times: RunTimes,
        tables: &'a Tables,
    ) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("ALLIANCE_COMMIT"),
            command: "loops",
            file: file.display().to_string(),
            complete: true,
            seed: job.seed,
            arm,
            first_replication: job.replications.start,
            runs: job.replications.len(),
            runs_failed: ensemble.failed.len(),
            turn: job.turn.months,
            settle: job.turn.settling,
            times,
            tables: tables.iter().map(|(name, digest)| (*name, digest.0.as_str())).collect(),
            digest: Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest))).0,
            scenario: job.template.base().resolved(),
        }
    }

    /// The text of the file.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}
