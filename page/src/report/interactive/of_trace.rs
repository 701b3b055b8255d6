//! The report of one run.

use std::sync::Arc;

use super::data::{ReportData, ReportKind, TracedRun};
use super::of_study::Asked;
use super::page::InteractivePageError;
use super::replays::Wanted;
use alliance_dynamics::scenario::Scenario;
use alliance_studies::finished::End;

/// The report of the run of this seed that ended as `run` says.
///
/// # Errors
/// None with data of this program.
pub fn of_trace(
    scenario: &Arc<Scenario>,
    seed: u64,
    run: TracedRun,
    asked: Asked,
) -> Result<ReportData, InteractivePageError> {
    let wanted = Wanted {
        arm: run.called.clone(),
        settings: Vec::new(),
        scenario: Arc::clone(scenario),
        seed,
        end: Some(End {
            outcome: run.outcome,
            months: run.months,
        }),
    };
    let mut data = ReportData {
        kind: ReportKind::Trace,
        language: asked.language,
        title: scenario.title.clone(),
        description: scenario.description.clone(),
        complete: true,
        runs: None,
        verdict: None,
        sampled: false,
        n_cells: 1,
        cells: Vec::new(),
        comparison: None,
        n_comparisons: 0,
        run: Some(run),
        replication: None,
        replays: Vec::new(),
        left_out: Vec::new(),
        scenario: asked.scenario,
        made: asked.made,
        again: asked.again,
    };
    data.replay(vec![wanted])?;
    Ok(data)
}
