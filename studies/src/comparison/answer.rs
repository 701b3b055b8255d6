//! What arms change, with what is told, written and drawn of it.

use std::io;

use serde_json::Value;

#[cfg(feature = "pictures")]
use super::pictures::{MOST_DRAWN, of_comparison};
use super::{Comparison, write_comparison, write_transitions};
use crate::experiment::{Annex, Facts, Format};
use crate::finished::FinishedRuns;
use crate::{Finding, Picture, WrittenTables};

/// Arms held against one of them, and the result that they are of.
#[derive(Debug)]
pub struct ComparisonAnswer {
    runs: FinishedRuns,
    comparison: Comparison,
}

impl ComparisonAnswer {
    pub(super) fn of(runs: FinishedRuns, comparison: Comparison) -> Self {
        Self { runs, comparison }
    }

    /// Its numbers and its sentence.
    #[must_use]
    pub fn comparison(&self) -> &Comparison {
        &self.comparison
    }

    /// What is said where there are more arms than are drawn.
    #[cfg(feature = "pictures")]
    fn undrawn(&self) -> Option<String> {
        let more = self.comparison.arms.len().saturating_sub(MOST_DRAWN);
        (more > 0).then(|| {
            format!("The first {MOST_DRAWN} comparisons are drawn, {more} more are not; choose some of the arms")
        })
    }

    #[cfg(not(feature = "pictures"))]
    fn undrawn(&self) -> Option<String> {
        None
    }
}

impl Finding for ComparisonAnswer {
    const ANNEX: Annex = Annex::COMPARISON;

    fn written(&self, format: Format) -> io::Result<WrittenTables> {
        let comparison = &self.comparison;
        Ok(vec![
            ("compare.csv", write_comparison(format, Vec::new(), comparison)?),
            ("transitions.csv", write_transitions(format, Vec::new(), comparison)?),
        ])
    }

    fn facts(&self) -> Facts {
        Facts::of_program()
            .with("base", self.comparison.base.as_str())
            .with("digest", self.runs.digest.as_str())
    }

    fn words(&self) -> String {
        self.comparison.to_string()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(&self.comparison)
    }

    /// Survival, and what became of the same worlds.
    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        of_comparison(&self.runs.title, &self.comparison)
    }

    fn notes(&self, has_charts: bool) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.runs.is_complete {
            notes.push("The run was interrupted: worlds that are there in both arms are compared".to_owned());
        }
        if self.runs.is_cut {
            notes.push("The last line of runs.csv was only half written, and is left out".to_owned());
        }
        let left_out = self.comparison.arms.iter().map(|arm| arm.left_out);
        let (failed, single) = left_out.fold((0, 0), |(failed, single), arm| {
            (failed + arm.failed, single + arm.single)
        });
        if failed > 0 {
            notes.push(format!(
                "Pairs of worlds left out because a run failed: {failed}; the table of runs says why"
            ));
        }
        if single > 0 {
            notes.push(format!(
                "Worlds left out because they are there in one arm only: {single}"
            ));
        }
        notes.extend(self.undrawn().filter(|_| has_charts));
        notes
    }
}
