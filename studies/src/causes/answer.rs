//! An explanation, and what is left of it.

use std::io;
use std::sync::Arc;

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::simulation::Simulation;
use serde::Serialize;
use serde_json::{Map, Value};

use super::candidates::candidates;
use super::explanation::Explanation;
#[cfg(feature = "pictures")]
use super::pictures;
use super::question::ExplanationQuestion;
use super::tables::{write_causes, write_prospects};
use super::words::Telling;
use crate::experiment::{Destination, Detail, FolderError, SingleRun, TableDigests, TraceTables, as_map, outcome_text};
use crate::{Answer, Completion, Picture};

/// What one run hung on, with the run.
#[derive(Debug, Clone)]
pub struct ExplanationAnswer {
    question: ExplanationQuestion,
    explanation: Explanation,
    runs_done: u64,
}

impl ExplanationAnswer {
    pub(super) fn of(question: ExplanationQuestion, explanation: Explanation, runs_done: u64) -> Self {
        Self {
            question,
            explanation,
            runs_done,
        }
    }

    /// The explanation.
    #[must_use]
    pub fn explanation(&self) -> &Explanation {
        &self.explanation
    }

    fn telling(&self) -> Telling<'_> {
        Telling {
            explanation: &self.explanation,
            world: &self.question.world,
        }
    }
}

impl Answer for ExplanationAnswer {
    /// `causes.csv` and `chances.csv`, beside `timeline.csv` and `events.csv`: what happened in the run, month by month.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let SingleRun {
            scenario, seed, facts, ..
        } = &self.question.run;
        let mut months = TraceTables::begin_in(to, scenario, Detail::Month)?;
        let ending = Simulation::new(Arc::clone(scenario)).run(*seed, &mut months);
        months.end_in(to, &ending, facts)?;
        let format = to.format();
        let causes = to.write("causes.csv", facts, |file| {
            write_causes(format, file, scenario, &self.explanation)
        })?;
        let chances = to.write("chances.csv", facts, |file| {
            write_prospects(format, file, &self.explanation.prospects)
        })?;
        Ok(vec![causes, chances])
    }

    fn words(&self) -> String {
        format!("{}. {}\n", self.question.run.called, self.telling().in_words())
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(self.telling().answer())
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        let ExplanationQuestion { run, world, .. } = &self.question;
        vec![Picture::new(
            "why",
            pictures::why(&run.called, world, &self.explanation),
        )]
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let ExplanationQuestion {
            run,
            goal,
            depth,
            world,
        } = &self.question;
        as_map(&Asked {
            run: &run.called,
            run_seed: run.seed,
            outcome: world.ending.outcome.name(),
            months: world.ending.months,
            goal: goal.name(),
            futures: depth.futures,
            candidates: candidates(world).len(),
            runs_done: self.runs_done,
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.run.scenario.resolved()
    }

    fn completion(&self) -> Completion {
        Completion::default()
    }

    /// `outcome.json`: how the run ended.
    fn files(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let outcome = outcome_text(&self.question.world.ending, self.question.run.seed)?;
        Ok(vec![("outcome.json".to_owned(), outcome.into_bytes())])
    }

    fn leaves(&self, has_charts: bool) -> &'static str {
        if has_charts { "Tables and a chart" } else { "Tables" }
    }
}

/// What the manifest says was asked.
#[derive(Serialize)]
struct Asked<'a> {
    run: &'a str,
    run_seed: u64,
    outcome: &'static str,
    months: u32,
    goal: &'static str,
    futures: u32,
    candidates: usize,
    runs_done: u64,
}
