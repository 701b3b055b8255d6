//! `manifest.json` of a search: what made it.

use std::collections::BTreeMap;
use std::path::Path;

use alliance_dynamics::analysis::tipping::Span;
use alliance_dynamics::experiment::{Digest, RunTimes};
use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;

use super::found::Tables;
use super::plan::Plan;

/// What made a result, and how to know it again.
#[derive(Debug, Serialize)]
pub struct TipManifest<'a> {
    program: &'static str,
    version: &'static str,
    commit: Option<&'static str>,
    file: String,
    complete: bool,
    seed: u64,
    arm: Option<&'a str>,
    outcome: &'static str,
    key: KeyRange<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_key: Option<KeyRange<'a>>,
    /// Runs that each search might spend.
    runs_per_search: u64,
    precision: Option<f64>,
    runs_done: u64,
    runs_failed: u64,
    times: RunTimes,
    tables: BTreeMap<&'a str, &'a str>,
    /// Over the names and digests of the tables.
    digest: String,
    /// Every key of the scenario, or of the arm, defaults included.
    scenario: &'a ScenarioFile,
}

/// A key with the values that were looked at.
#[derive(Debug, Serialize)]
struct KeyRange<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    scale: &'static str,
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<&'a [f64]>,
}

impl<'a> TipManifest<'a> {
    /// The manifest of a search whose tables have these digests.
    pub fn of(file: &Path, plan: &'a Plan, (done, failed): (u64, u64), times: RunTimes, tables: &'a Tables) -> Self {
        let second_key = plan.second.as_ref().map(|second| KeyRange {
            values: Some(&second.values),
            ..KeyRange::of(&second.key, &second.span)
        });
        Self {
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            commit: option_env!("ALLIANCE_COMMIT"),
            file: file.display().to_string(),
            complete: true,
            seed: plan.seed,
            arm: plan.question.arm.as_deref(),
            outcome: plan.fate.name(),
            key: KeyRange::of(&plan.key, &plan.span),
            second_key,
            runs_per_search: plan.runs,
            precision: plan.precision,
            runs_done: done + failed,
            runs_failed: failed,
            times,
            tables: tables.iter().map(|(name, digest)| (*name, digest.0.as_str())).collect(),
            digest: Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest))).0,
            scenario: plan.template.base().resolved(),
        }
    }

    /// The text of the file.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

impl<'a> KeyRange<'a> {
    fn of(name: &'a str, span: &Span) -> Self {
        Self {
            name,
            from: span.from(),
            to: span.to(),
            scale: if span.is_log() { "log" } else { "linear" },
            whole: span.is_whole(),
            values: None,
        }
    }
}
