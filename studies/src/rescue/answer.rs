//! The help that was found, and what is left of it.

use std::io;

use alliance_dynamics::scenario::file::{RescueTable, ScenarioFile};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::found::Rescue;
use super::laboratory::RescueTally;
use super::question::RescueQuestion;
use super::rescued_file;
use super::tables::{write_frontier, write_later, write_plans};
use super::terms::Terms;
use crate::experiment::{Destination, Facts, FolderError, TableDigests, as_map};
use crate::{Answer, Completion, Picture};

/// The cheapest help that was found, with everything that it was found from.
#[derive(Debug, Clone)]
pub struct RescueAnswer {
    question: RescueQuestion,
    found: Rescue,
    tally: RescueTally,
}

impl RescueAnswer {
    pub(super) fn of(question: RescueQuestion, found: Rescue, tally: RescueTally) -> Self {
        Self { question, found, tally }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &Rescue {
        &self.found
    }

    fn facts(&self) -> serde_json::Result<Facts> {
        let RescueQuestion {
            template, table, seed, ..
        } = &self.question;
        Ok(Facts::of_template(template, *seed)?.with("rescue", serde_json::to_string(table)?))
    }
}

impl Answer for RescueAnswer {
    /// `frontier.csv`, `plans.csv` and `later.csv`.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let RescueQuestion { template, table, .. } = &self.question;
        let facts = self.facts();
        let facts = facts.map_err(|error| to.unwritable("frontier.csv", io::Error::from(error)))?;
        let terms = Terms::new(table, template.base().resolved(), 0);
        let (format, found) = (to.format(), &self.found);
        Ok(vec![
            to.write("frontier.csv", &facts, |file| write_frontier(format, file, found))?,
            to.write("plans.csv", &facts, |file| write_plans(format, file, &terms, found))?,
            to.write("later.csv", &facts, |file| write_later(format, file, found))?,
        ])
    }

    fn words(&self) -> String {
        self.question.wording().answer(&self.found)
    }

    fn json(&self) -> serde_json::Result<Value> {
        let RescueQuestion { table, arm, .. } = &self.question;
        Ok(json!({
            "sentence": self.question.wording().sentence(&self.found),
            "arm": arm,
            "goal": table.goal,
            "target": table.aim(),
            "budget": table.budget,
            "unit": table.unit,
            "plan": serde_json::to_value(self.found.plan())?,
            "found": serde_json::to_value(&self.found)?,
        }))
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        vec![Picture::new(
            "frontier",
            super::pictures::frontier(&self.question, &self.found),
        )]
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let question = &self.question;
        as_map(&Asked {
            seed: question.seed,
            arm: question.arm.as_deref(),
            runs_of_search: question.runs,
            fresh_worlds: question.fresh,
            runs_done: self.tally.done,
            runs_failed: self.tally.failed,
            rescue: &question.table,
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.template.base().resolved()
    }

    fn completion(&self) -> Completion {
        let RescueTally { failed, failure, .. } = &self.tally;
        Completion {
            failed: failure
                .as_ref()
                .map(|message| format!("{failed} runs failed and count as not rescued, the first with: {message}")),
            stopped: None,
        }
    }

    /// `rescue.toml`, the scenario with the help in it, and the file of ties that it names.
    fn files(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        rescued_file::files(&self.question, self.found.plan())
    }

    fn leaves(&self, has_charts: bool) -> &'static str {
        if has_charts {
            "Tables, a chart and rescue.toml, the scenario with this help in it,"
        } else {
            "Tables and rescue.toml, the scenario with this help in it,"
        }
    }
}

/// What the manifest says was asked.
#[derive(Serialize)]
struct Asked<'a> {
    seed: u64,
    arm: Option<&'a str>,
    /// Runs that the search might spend, about.
    runs_of_search: u32,
    fresh_worlds: u32,
    runs_done: u64,
    runs_failed: u64,
    /// What help there was, defaults included.
    rescue: &'a RescueTable,
}
