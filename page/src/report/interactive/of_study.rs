//! The report of many runs, from the folder of their result.

use std::path::Path;
use std::sync::Arc;

use super::choice::{Ends, cells_with_curves};
use super::data::{CellData, MadeBy, ReportData, ReportKind, RunCounts, ScenarioText, Why};
use super::page::InteractivePageError;
use super::replays::Wanted;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Study;
use alliance_studies::comparison::Comparison;
use alliance_studies::finished::{FinishedError, FinishedRuns, finished_curves, finished_verdict};

/// Arms at design points in the table of outcomes.
const MOST_ROWS: usize = 500;
/// Comparisons that are shown.
const MOST_COMPARISONS: usize = 100;
/// What is shown over time.
const SHOWN: [Measure; 4] = [Measure::Trust, Measure::Value, Measure::Hostility, Measure::Members];

/// Why there can be no report of a result.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Its tables cannot be read.
    #[error(transparent)]
    Tables(#[from] FinishedError),
    /// It cannot be written.
    #[error(transparent)]
    Page(#[from] InteractivePageError),
    /// Nobody has run this replication.
    #[error("there is no replication {asked}; the table of runs has those from 0 to {last}")]
    NoReplication {
        /// Which one was asked for.
        asked: u64,
        /// The last one there is.
        last: u64,
    },
}

/// What is known of a result beside its tables, and what is wanted of its report.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The replication to replay, instead of a telling one.
    pub replication: Option<u64>,
    /// The language that the page opens in, instead of the reader's.
    pub language: Option<&'static str>,
    /// Whether everything was run.
    pub complete: bool,
    /// The scenario.
    pub scenario: ScenarioText,
    /// How the result was made.
    pub made: MadeBy,
    /// Commands that make it again.
    pub again: Vec<String>,
}

/// The report of a study, from the tables in its folder.
///
/// # Errors
/// If a table is not there, was changed after the run, or is not what `alliance run` writes; or if the replication asked for was
/// not run.
pub fn of_study(folder: &Path, study: &Study, asked: Asked) -> Result<ReportData, ReportError> {
    let runs = FinishedRuns::read(folder)?;
    let places = cells_with_curves(study.arms.len(), study.points.len());
    let ends = Ends::of(study, &runs, &places);
    let bases = bases(study, &places);
    let replication = match asked.replication {
        Some(replication) => Some((check_replication(&runs, replication)?, Why::Asked)),
        None => ends.choose(&bases),
    };
    let wanted = replication.map_or_else(Vec::new, |(number, _)| wanted(study, &places, &ends, number));
    let mut verdict = finished_verdict(folder, study)?;
    let done = RunCounts {
        asked: study.n_runs(),
        done: runs.runs.len() as u64,
        failed: runs.runs.iter().filter(|run| run.end.is_none()).count() as u64,
    };
    verdict.arms.truncate(MOST_ROWS);
    let (comparison, n_comparisons) = comparison(&runs);
    let mut data = ReportData {
        kind: ReportKind::Run,
        language: asked.language,
        title: study.base.title.clone(),
        description: study.base.description.clone(),
        complete: asked.complete,
        runs: Some(done),
        verdict: Some(verdict),
        sampled: study.sampling.is_some(),
        n_cells: study.cells.len(),
        cells: cells(folder, study, &places)?,
        comparison,
        n_comparisons,
        run: None,
        replication,
        replays: Vec::new(),
        left_out: Vec::new(),
        scenario: asked.scenario,
        made: asked.made,
        again: asked.again,
    };
    data.replay(wanted)?;
    Ok(data)
}

fn check_replication(runs: &FinishedRuns, asked: u64) -> Result<u64, ReportError> {
    if runs.runs.iter().any(|run| run.replication == asked) {
        return Ok(asked);
    }
    let last = runs.runs.iter().map(|run| run.replication).max().unwrap_or(0);
    Err(ReportError::NoReplication { asked, last })
}

/// For every cell the place, among these, of the base at the same design point.
fn bases(study: &Study, places: &[usize]) -> Vec<usize> {
    let base_of = |&cell: &usize| {
        let point = study.cells[cell].point;
        let base = places
            .iter()
            .position(|&other| (study.cells[other].arm, study.cells[other].point) == (0, point));
        base.unwrap_or(0)
    };
    places.iter().map(base_of).collect()
}

fn wanted(study: &Study, places: &[usize], ends: &Ends, replication: u64) -> Vec<Wanted> {
    let seed = replication_seed(study.base.seed, replication);
    let of_cell = |(place, &cell): (usize, &usize)| Wanted {
        arm: arm(study, cell),
        settings: settings(study, cell),
        scenario: Arc::clone(&study.cells[cell].scenario),
        seed,
        end: ends.end(place, replication),
    };
    places.iter().enumerate().map(of_cell).collect()
}

fn cells(folder: &Path, study: &Study, places: &[usize]) -> Result<Vec<CellData>, FinishedError> {
    let named: Vec<(&str, usize)> = places
        .iter()
        .map(|&cell| {
            let cell = &study.cells[cell];
            (study.arms[cell.arm].name.as_str(), cell.point)
        })
        .collect();
    let curves = finished_curves(folder, &named, &SHOWN)?;
    let of_cell = |(&place, curves)| CellData {
        place,
        arm: arm(study, place),
        settings: settings(study, place),
        curves,
    };
    Ok(places.iter().zip(curves).map(of_cell).collect())
}

/// All arms against the first, as far as they are shown, and how many comparisons there are.
fn comparison(runs: &FinishedRuns) -> (Option<Comparison>, usize) {
    if runs.arms.len() < 2 {
        return (None, 0);
    }
    let others: Vec<usize> = (1..runs.arms.len()).collect();
    let mut comparison = Comparison::of(runs, 0, &others);
    let all = comparison.arms.len();
    comparison.arms.truncate(MOST_COMPARISONS);
    (Some(comparison), all)
}

fn arm(study: &Study, cell: usize) -> String {
    study.arms[study.cells[cell].arm].name.clone()
}

fn settings(study: &Study, cell: usize) -> Vec<(String, String)> {
    let values = study.values_at(study.cells[cell].point).into_iter().map(str::to_owned);
    study.keys.iter().cloned().zip(values).collect()
}
