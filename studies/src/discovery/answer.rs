//! Boxes, with what is told, written and drawn of them.

use std::io;

use serde_json::Value;

use super::prim::{Cases, PrimTrajectory};
use super::{Discovery, write_boxes, write_limits, write_trajectory, write_trajectory_limits};
use crate::experiment::{Annex, Facts, Format};
use crate::finished::FinishedRuns;
use crate::{Finding, Picture, WrittenTables};

/// Boxes of design points, and the result that they are of.
#[derive(Debug)]
pub struct DiscoveryAnswer {
    runs: FinishedRuns,
    discovery: Discovery,
    pub(super) cases: Cases,
    /// The design point of every case.
    pub(super) points: Vec<usize>,
    found: Vec<PrimTrajectory>,
}

impl DiscoveryAnswer {
    pub(super) fn of(
        runs: FinishedRuns,
        discovery: Discovery,
        (cases, points): (Cases, Vec<usize>),
        found: Vec<PrimTrajectory>,
    ) -> Self {
        Self {
            runs,
            discovery,
            cases,
            points,
            found,
        }
    }

    /// Its numbers and its sentence.
    #[must_use]
    pub fn discovery(&self) -> &Discovery {
        &self.discovery
    }

    /// The boxes as they were found, with all on the way to them.
    #[must_use]
    pub fn trajectories(&self) -> &[PrimTrajectory] {
        &self.found
    }

    /// What the scenario is called.
    pub(super) fn title(&self) -> &str {
        &self.runs.title
    }
}

impl Finding for DiscoveryAnswer {
    const ANNEX: Annex = Annex::DISCOVERY;

    fn written(&self, format: Format) -> io::Result<WrittenTables> {
        let discovery = &self.discovery;
        Ok(vec![
            ("boxes.csv", write_boxes(format, Vec::new(), discovery)?),
            ("limits.csv", write_limits(format, Vec::new(), discovery)?),
            ("trajectory.csv", write_trajectory(format, Vec::new(), discovery)?),
            (
                "trajectory_limits.csv",
                write_trajectory_limits(format, Vec::new(), &self.cases, &self.found)?,
            ),
        ])
    }

    fn facts(&self) -> Facts {
        Facts::of_program()
            .with("arm", self.discovery.arm.as_str())
            .with("digest", self.runs.digest.as_str())
    }

    fn words(&self) -> String {
        self.discovery.to_string()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(&self.discovery)
    }

    /// Of every box the trajectory, the limits, and pairs of its keys.
    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        super::pictures::of_discovery(self)
    }

    fn notes(&self, _has_charts: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.runs.is_complete {
            notes.push("The run was interrupted: the runs that are there are looked at".to_owned());
        }
        if self.runs.is_cut {
            notes.push("The last line of runs.csv was only half written, and is left out".to_owned());
        }
        let arm = self.runs.arms.iter().position(|arm| *arm == self.discovery.arm);
        let failed = self
            .runs
            .runs
            .iter()
            .filter(|run| Some(run.arm) == arm && run.end.is_none());
        match failed.count() {
            0 => {}
            failed => notes.push(format!(
                "Runs left out because they failed: {failed}; the table of runs says why"
            )),
        }
        notes
    }
}
