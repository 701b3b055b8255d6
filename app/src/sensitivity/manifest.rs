//! `manifest.json` of a sensitivity analysis.

use std::collections::BTreeMap;

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_studies::experiment::{Digest, RunTimes};
use serde::Serialize;

use super::method::Recipe;
use super::result::Analysis;

/// What made an analysis, and how to know it again.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    command: &'static str,
    /// Whether all points were run.
    complete: bool,
    #[serde(flatten)]
    asked: Asked<'a>,
    /// Rows of points that were run, of those of the design.
    rows_done: usize,
    rows: usize,
    runs_failed: u64,
    times: RunTimes,
    /// SHA-256 of every table.
    tables: BTreeMap<&'static str, &'a str>,
    /// SHA-256 over their names and digests.
    digest: String,
    /// Every key of the scenario, or of its arm, defaults included.
    scenario: &'a ScenarioFile,
}

/// What was asked for.
#[derive(Debug, Serialize)]
pub struct Asked<'a> {
    pub file: String,
    pub arm: &'a str,
    #[serde(flatten)]
    pub recipe: Recipe,
    pub runs_per_point: u32,
    pub resamples: u32,
    /// What the luck of the runs is derived from.
    pub seed: u64,
    /// What the points and the resamples are derived from.
    pub design_seed: u64,
    /// The range of every key, in words.
    pub ranges: BTreeMap<&'a str, String>,
}

impl<'a> Manifest<'a> {
    /// The manifest of an analysis whose tables have these digests.
    pub fn of(
        analysis: &Analysis<'a>,
        asked: Asked<'a>,
        times: RunTimes,
        tables: &'a [(&'static str, Digest)],
    ) -> Self {
        let (rows_done, rows) = (analysis.responses.rows().len(), analysis.design.n_rows());
        Self {
            program: alliance_studies::experiment::PROGRAM,
            version: alliance_studies::experiment::VERSION,
            commit: alliance_studies::experiment::COMMIT,
            command: "sensitivity",
            complete: rows_done == rows,
            asked,
            rows_done,
            rows,
            runs_failed: analysis.responses.n_failed(),
            times,
            tables: tables.iter().map(|(name, digest)| (*name, digest.0.as_str())).collect(),
            digest: Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest))).0,
            scenario: analysis.template.base().resolved(),
        }
    }
}
