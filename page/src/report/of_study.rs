//! The report of many runs, from the folder of their result.

use std::path::Path;
use std::sync::Arc;

use super::choice::{CellEnds, cells_with_curves};
use super::commands::commands;
use super::data::{AskedBy, CellData, ReportData, ReportKind, RunCounts, Why};
use super::question::{ReportError, ReportQuestion};
use super::replays::PlannedReplay;
use crate::shown::{OwnBand, ShownMeasures};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Study;
use alliance_studies::comparison::Comparison;
use alliance_studies::finished::{CurvesOfCell, FinishedError, FinishedRuns, finished_curves, finished_verdict};

/// Arms at design points in the table of outcomes.
const MOST_ROWS: usize = 500;
/// Comparisons that are shown.
const MOST_COMPARISONS: usize = 100;

impl ReportQuestion<'_> {
    /// The report of a study, from the tables in its folder.
    ///
    /// # Errors
    /// If a table is not there, was changed after the run, or is not what `alliance run` writes; or if the replication asked for
    /// was not run.
    pub fn of_study(&self, study: &Study) -> Result<ReportData, ReportError> {
        let folder = self.folder;
        let runs = FinishedRuns::read(folder)?;
        let places = cells_with_curves(study.arms.len(), study.points.len());
        let ends = CellEnds::of(study, &runs, &places);
        let replication = match self.replication {
            Some(replication) => Some((check_replication(&runs, replication)?, Why::Asked)),
            None => ends.choose(&bases(study, &places)),
        };
        let planned = replication.map_or_else(Vec::new, |(number, _)| planned(study, &places, &ends, number));
        let mut verdict = finished_verdict(folder, study, &runs)?;
        verdict.arms.truncate(MOST_ROWS);
        let (comparison, n_comparisons) = comparison(&runs);
        let mut data = ReportData {
            kind: ReportKind::Run,
            language: self.language,
            title: study.base.title.clone(),
            description: study.base.description.to_string(),
            asked: AskedBy::of(&study.base),
            complete: self.manifest.made.complete,
            runs: Some(counts(study, &runs)),
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
            scenario: self.scenario(&study.base)?,
            made: self.manifest.made(),
            again: commands(self.folder, self.manifest),
        };
        data.replay(planned)?;
        Ok(data)
    }
}

fn counts(study: &Study, runs: &FinishedRuns) -> RunCounts {
    RunCounts {
        asked: study.n_runs(),
        done: runs.runs.len() as u64,
        failed: runs.runs.iter().filter(|run| run.end.is_none()).count() as u64,
    }
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

fn planned(study: &Study, places: &[usize], ends: &CellEnds, replication: u64) -> Vec<PlannedReplay> {
    let seed = replication_seed(study.base.seed, replication);
    let of_cell = |(place, &cell): (usize, &usize)| PlannedReplay {
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
    let file = study.base.resolved();
    let own = file.measures.iter().map(|entry| entry.name.as_str());
    let measures: Vec<&str> = ShownMeasures::ALL.map(Measure::name).into_iter().chain(own).collect();
    let curves = finished_curves(folder, &named, &measures)?;
    let of_cell = |(&place, mut curves): (&usize, CurvesOfCell)| CellData {
        place,
        arm: arm(study, place),
        settings: settings(study, place),
        month: curves.month,
        survival: curves.survival,
        low: curves.low,
        high: curves.high,
        alive: curves.alive,
        timeline: ShownMeasures::of(|measure| curves.timeline.remove(measure.name()).unwrap_or_default()),
        own: OwnBand::all(file, |_, name| curves.timeline.remove(name).unwrap_or_default()),
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
