//! Everything that the page shows.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::brief_events::ReplayedWorld;

use crate::language::Language;
use crate::shown::{OwnBand, ShownMeasures};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Scenario;
use alliance_studies::comparison::Comparison;
use alliance_studies::verdict::Verdict;

/// Everything that the page shows.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReportData {
    /// What it is a report of.
    pub kind: ReportKind,
    /// The language that it opens in; that of the reader where it is not said.
    pub language: Option<Language>,
    /// What the scenario is called; may be empty.
    pub title: String,
    /// Its story; may be empty.
    pub description: String,
    /// What it is to answer, who asks and when, as far as the scenario says so.
    pub asked: AskedBy,
    /// Whether everything asked for was run.
    pub complete: bool,
    /// How many runs there are; nothing for a trace.
    pub runs: Option<RunCounts>,
    /// What the study came to, for at most 500 arms at design points; nothing for a trace.
    pub verdict: Option<Verdict>,
    /// Whether design points were drawn or listed, so that none of them stands for the others.
    pub sampled: bool,
    /// Arms times design points, those that are not shown included.
    pub n_cells: usize,
    /// The arms at design points that have curves.
    pub cells: Vec<CellData>,
    /// Arms held against the base, world by world; nothing where there is one arm.
    pub comparison: Option<Comparison>,
    /// Comparisons, those that are not shown included.
    pub n_comparisons: usize,
    /// The one run, for a trace.
    pub run: Option<TracedRun>,
    /// Which replication is replayed, and why that one; nothing where none can be.
    pub replication: Option<(u64, Why)>,
    /// The same run of several arms.
    pub replays: Vec<ReplayData>,
    /// Runs that are not replayed, and why.
    pub left_out: Vec<OmittedRun>,
    /// The scenario.
    pub scenario: ScenarioText,
    /// How it was made.
    pub made: MadeBy,
    /// Commands that make it again.
    pub again: Vec<String>,
}

/// What a scenario is to answer, who asks and when; each may be empty.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AskedBy {
    /// What it is to answer.
    pub question: String,
    /// Who asks.
    pub author: String,
    /// When, in the form that they chose.
    pub date: String,
}

impl AskedBy {
    /// As the scenario says.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let file = scenario.resolved();
        Self {
            question: file.question.clone(),
            author: file.author.clone(),
            date: file.date.clone(),
        }
    }
}

/// What a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Many runs.
    Run,
    /// One run in full.
    Trace,
}

/// How many runs there are.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct RunCounts {
    /// That were asked for; with a precision, the most there can be.
    pub asked: u64,
    /// That were done, failed ones included.
    pub done: u64,
    /// That failed.
    pub failed: u64,
}

/// An arm at a design point, with curves.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CellData {
    /// Its place among the arms of the verdict, from 0.
    pub place: usize,
    /// Its arm.
    pub arm: String,
    /// The keys that vary, with their values.
    pub settings: Vec<(String, String)>,
    /// As in `survival.csv`, from month 0.
    pub month: Vec<u32>,
    /// Share still alive.
    pub survival: Vec<f64>,
    /// Lower bound of its 95 % band.
    pub low: Vec<f64>,
    /// Upper bound of its 95 % band.
    pub high: Vec<f64>,
    /// Runs alive after every month, from month 1.
    pub alive: Vec<u64>,
    /// As in `timeline.csv`, from month 1.
    pub timeline: ShownMeasures,
    /// The same of every measure of the scenario's own.
    pub own: Vec<OwnBand>,
}

/// Which run was traced.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TracedRun {
    /// Its arm, the values of what is swept, and its replication, in words.
    pub called: String,
    /// Its outcome.
    pub outcome: Outcome,
    /// Months that it lived.
    pub months: u32,
}

/// Why a replication is replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Somebody asked for it.
    Asked,
    /// It is the first in which most arms end otherwise than the base.
    Differs,
    /// It is the first that ends as most do.
    Typical,
}

/// One run, lived again.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReplayData {
    /// The arm.
    pub arm: String,
    /// The keys that vary, with their values.
    pub settings: Vec<(String, String)>,
    /// Kinds of words that nobody speaks, because the scenario has switched them off.
    pub silent: Vec<Talk>,
    /// The run, its numbers rounded to four places.
    #[schemars(with = "ReplayedWorld<'_>")]
    pub world: Value,
}

/// Words that are spoken behind backs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Talk {
    /// About partners who are not there.
    Gossip,
    /// Of delegates, at home.
    Report,
    /// Of those at home, to their delegate.
    Pull,
}

/// A run that is not replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OmittedRun {
    /// The arm.
    pub arm: String,
    /// The keys that vary, with their values.
    pub settings: Vec<(String, String)>,
    /// Why it is not.
    pub why: Omission,
}

/// Why a run is not replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Omission {
    /// It failed, or was not run.
    NotThere,
    /// The page would have become too large.
    Size,
    /// This program does not come to the same end: another version made the tables.
    Otherwise,
}

/// The scenario, as a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScenarioText {
    /// Its text.
    pub toml: String,
    /// Whether that is how its author wrote it; else it is every key with its value.
    pub is_original: bool,
    /// Names of the files that it needs beside it.
    pub files: Vec<String>,
}

/// How a result was made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MadeBy {
    /// The program.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The commit it was built from, where that is known.
    pub commit: Option<String>,
    /// The scenario file, as it was named.
    pub file: String,
    /// What all luck is derived from: a text, for it may not fit into a number of JavaScript.
    pub seed: String,
    /// Replications of every arm and design point.
    pub runs_per_cell: Option<u32>,
    /// When the first run began, in universal time.
    pub started: String,
    /// Seconds that it took.
    pub seconds: f64,
    /// Threads that shared the work.
    pub threads: usize,
    /// SHA-256 over the tables.
    pub digest: String,
}
