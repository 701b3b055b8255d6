//! What was measured, and what is left of it.

use std::io;

use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::ensemble::{LoopEnsemble, LoopMonth};
#[cfg(feature = "pictures")]
use super::pictures;
use super::question::LoopsQuestion;
use super::tables::{write_circles, write_loops, write_months};
use crate::experiment::{Destination, Facts, FolderError, TableDigests, as_map};
use crate::{Answer, Completion, Picture};

/// The loops of the worlds that were asked about.
#[derive(Debug, Clone)]
pub struct LoopsAnswer {
    question: LoopsQuestion,
    ensemble: LoopEnsemble,
}

impl LoopsAnswer {
    pub(super) fn of(question: LoopsQuestion, ensemble: LoopEnsemble) -> Self {
        Self { question, ensemble }
    }

    /// What was measured.
    #[must_use]
    pub fn ensemble(&self) -> &LoopEnsemble {
        &self.ensemble
    }

    /// The month of the diagram: the one wanted, the last before it where nobody lived that long, or that of the greatest gain.
    fn drawn_month(&self) -> Option<&LoopMonth> {
        let months = &self.ensemble.months;
        match self.question.month {
            Some(wanted) => months.get(wanted as usize).or(months.last()),
            None => self.ensemble.peak(),
        }
    }

    fn facts(&self) -> serde_json::Result<Facts> {
        let LoopsQuestion {
            template, seed, turn, ..
        } = &self.question;
        Ok(Facts::of_template(template, *seed)?
            .with("turn", turn.months.to_string())
            .with("settle", turn.settling.to_string()))
    }
}

impl Answer for LoopsAnswer {
    /// `loops.csv`, `months.csv` and `circles.csv`.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let facts = self.facts();
        let facts = facts.map_err(|error| to.unwritable("loops.csv", io::Error::from(error)))?;
        let (format, ensemble) = (to.format(), &self.ensemble);
        Ok(vec![
            to.write("loops.csv", &facts, |file| write_loops(format, file, ensemble))?,
            to.write("months.csv", &facts, |file| write_months(format, file, ensemble))?,
            to.write("circles.csv", &facts, |file| write_circles(format, file, ensemble))?,
        ])
    }

    fn words(&self) -> String {
        self.ensemble.to_string()
    }

    fn json(&self) -> serde_json::Result<Value> {
        let LoopEnsemble {
            loops, months, circles, ..
        } = &self.ensemble;
        let kinds = loops
            .iter()
            .map(|one| json!({ "name": one.name, "kind": one.kind.name() }));
        Ok(json!({
            "words": self.words(),
            "arm": self.question.arm,
            "worlds": self.ensemble.worlds,
            "loops": kinds.collect::<Vec<_>>(),
            "months": serde_json::to_value(months)?,
            "circles": serde_json::to_value(circles)?,
        }))
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        let (question, ensemble) = (&self.question, &self.ensemble);
        let strengths = Picture::new("loops", pictures::strengths(question, ensemble));
        let diagram = self
            .drawn_month()
            .map(|month| Picture::new("circle", pictures::diagram(question, ensemble, month)));
        std::iter::once(strengths).chain(diagram).collect()
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let question = &self.question;
        as_map(&Asked {
            seed: question.seed,
            arm: question.arm.as_deref(),
            first_replication: question.replications.start,
            runs: question.replications.len(),
            runs_failed: self.ensemble.failed.len(),
            turn: question.turn.months,
            settle: question.turn.settling,
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.template.base().resolved()
    }

    fn completion(&self) -> Completion {
        let failed = &self.ensemble.failed;
        let first = failed.first();
        Completion {
            failed: first.map(|message| format!("{} runs failed, the first with: {message}", failed.len())),
            stopped: None,
        }
    }

    fn notes(&self, has_charts: bool) -> Vec<String> {
        let (Some(wanted), Some(drawn)) = (self.question.month, self.drawn_month()) else {
            return Vec::new();
        };
        let is_another = has_charts && drawn.month != wanted;
        let month = drawn.month;
        let note = is_another.then(|| format!("Nobody lived month {wanted}: the diagram is that of month {month}"));
        note.into_iter().collect()
    }
}

/// What the manifest says was asked.
#[derive(Serialize)]
struct Asked<'a> {
    seed: u64,
    arm: Option<&'a str>,
    first_replication: u32,
    runs: usize,
    runs_failed: usize,
    /// Months of a turn, and months that a loss settles before.
    turn: u32,
    settle: u32,
}
