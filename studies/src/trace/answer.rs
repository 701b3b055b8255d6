//! What happened in a run, and how it ended.

use std::io;
use std::path::Path;

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::simulation::Ending;
use alliance_prose::counted;
use serde::Serialize;
use serde_json::{Map, Value};

use super::lived::LivedMonths;
#[cfg(feature = "pictures")]
use super::pictures;
use super::question::TraceQuestion;
use crate::experiment::{as_map, outcome_text};
use crate::{Answer, Completion, Picture};

/// One run from its first month to its end.
#[derive(Debug)]
pub struct TraceAnswer {
    question: TraceQuestion,
    lived: LivedMonths,
}

impl TraceAnswer {
    pub(super) fn of(question: TraceQuestion, lived: LivedMonths) -> Self {
        Self { question, lived }
    }

    /// How the run ended.
    #[must_use]
    pub fn ending(&self) -> &Ending {
        &self.lived.ending
    }

    /// The run and its end, as sentences and charts begin.
    fn ended(&self) -> String {
        let Ending { outcome, months, .. } = self.ending();
        format!("{} after {}", outcome.name(), counted(*months, "month"))
    }

    fn outcome_text(&self) -> serde_json::Result<String> {
        outcome_text(self.ending(), self.question.run.seed)
    }
}

impl Answer for TraceAnswer {
    fn words(&self) -> String {
        self.ended()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::from_str(&self.outcome_text()?)
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        let run = &self.question.run;
        let network = self.lived.network.as_ref();
        let network = network.map(|network| pictures::network(&run.called, &self.ended(), network));
        let story = pictures::story(&run.called, &self.ended(), &run.scenario, &self.lived.months);
        [Some(story), network].into_iter().flatten().collect()
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let TraceQuestion { run, .. } = &self.question;
        as_map(&AskedRun {
            run: &run.called,
            run_seed: run.seed,
            arm: &run.arm,
            point: run.point,
            replication: run.replication,
            outcome: self.ending().outcome.name(),
            months: self.ending().months,
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
        Ok(vec![("outcome.json".to_owned(), self.outcome_text()?.into_bytes())])
    }

    fn place(&self, folder: &Path, _has_charts: bool) -> String {
        format!("{}, in {}", self.question.run.called, folder.display())
    }
}

/// What the manifest says of the run.
#[derive(Serialize)]
struct AskedRun<'a> {
    run: &'a str,
    run_seed: u64,
    arm: &'a str,
    point: usize,
    replication: u32,
    outcome: &'static str,
    months: u32,
}
