//! The report of one run.

use std::sync::Arc;

use super::commands::commands;
use super::data::{AskedBy, ReportData, ReportKind, TracedRun};
use super::manifest::TraceRecord;
use super::question::{ReportError, ReportQuestion};
use super::replays::PlannedReplay;
use alliance_dynamics::scenario::Scenario;
use alliance_studies::finished::End;

impl ReportQuestion<'_> {
    /// The report of the run of this scenario that `trace` says.
    ///
    /// # Errors
    /// None with data of this program.
    pub fn of_trace(&self, scenario: &Arc<Scenario>, trace: &TraceRecord) -> Result<ReportData, ReportError> {
        let planned = PlannedReplay {
            arm: trace.run.clone(),
            settings: Vec::new(),
            scenario: Arc::clone(scenario),
            seed: trace.run_seed,
            end: Some(End {
                outcome: trace.outcome,
                months: trace.months,
            }),
        };
        let mut data = ReportData {
            kind: ReportKind::Trace,
            language: self.language,
            title: scenario.title.clone(),
            description: scenario.description.to_string(),
            asked: AskedBy::of(scenario),
            complete: true,
            runs: None,
            verdict: None,
            sampled: false,
            n_cells: 1,
            cells: Vec::new(),
            comparison: None,
            n_comparisons: 0,
            run: Some(TracedRun {
                called: trace.run.clone(),
                outcome: trace.outcome,
                months: trace.months,
            }),
            replication: None,
            replays: Vec::new(),
            left_out: Vec::new(),
            scenario: self.scenario(scenario)?,
            made: self.manifest.made(),
            again: commands(self.folder, self.manifest),
        };
        data.replay(vec![planned])?;
        Ok(data)
    }
}
