//! Everything that the page shows: the Rust side of `web/src/report/data.ts`.

use serde::Serialize;
use serde_json::Value;

use alliance_dynamics::alliance::Outcome;
use alliance_studies::comparison::Comparison;
use alliance_studies::finished::CurvesOfCell;
use alliance_studies::verdict::Verdict;

/// Everything that the page shows.
#[derive(Debug, Serialize)]
pub struct ReportData {
    /// What it is a report of.
    pub kind: ReportKind,
    /// The language that it opens in; that of the reader where it is not said.
    pub language: Option<&'static str>,
    /// What the scenario is called; may be empty.
    pub title: String,
    /// Its story; may be empty.
    pub description: String,
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
    pub left_out: Vec<LeftOut>,
    /// The scenario.
    pub scenario: ScenarioText,
    /// How it was made.
    pub made: MadeBy,
    /// Commands that make it again.
    pub again: Vec<String>,
}

/// What a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// Many runs.
    Run,
    /// One run in full.
    Trace,
}

/// How many runs there are.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct RunCounts {
    /// That were asked for; with a precision, the most there can be.
    pub asked: u64,
    /// That were done, failed ones included.
    pub done: u64,
    /// That failed.
    pub failed: u64,
}

/// An arm at a design point, with curves.
#[derive(Debug, Serialize)]
pub struct CellData {
    /// Its place among the arms of the verdict, from 0.
    pub place: usize,
    /// Its arm.
    pub arm: String,
    /// The keys that vary, with their values.
    pub settings: Vec<(String, String)>,
    /// Its curves.
    #[serde(flatten)]
    pub curves: CurvesOfCell,
}

/// Which run was traced.
#[derive(Debug, Clone, Serialize)]
pub struct TracedRun {
    /// Its arm, the values of what is swept, and its replication, in words.
    pub called: String,
    /// Its outcome.
    pub outcome: Outcome,
    /// Months that it lived.
    pub months: u32,
}

/// Why a replication is replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Serialize)]
pub struct ReplayData {
    /// The arm.
    pub arm: String,
    /// The keys that vary, with their values.
    pub settings: Vec<(String, String)>,
    /// Kinds of words that nobody speaks, because the scenario has switched them off.
    pub silent: Vec<&'static str>,
    /// The run, a `WorldAnswer` with its numbers rounded and its events in brief.
    pub world: Value,
}

/// A run that is not replayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The arm.
    pub arm: String,
    /// The keys that vary, with their values.
    pub settings: Vec<(String, String)>,
    /// Why it is not.
    pub why: Omission,
}

/// Why a run is not replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
pub struct ScenarioText {
    /// Its text.
    pub toml: String,
    /// Whether that is how its author wrote it; else it is every key with its value.
    pub is_original: bool,
    /// Names of the files that it needs beside it.
    pub files: Vec<String>,
}

/// How a result was made.
#[derive(Debug, Clone, Serialize)]
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
