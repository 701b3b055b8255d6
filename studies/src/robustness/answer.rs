//! How the question is answered, and what is left of the answer.

use std::collections::BTreeMap;
use std::io;

use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;
use serde_json::{Map, Value};

use super::lived::LivedModel;
use super::tables::{write_boxes, write_carries, write_effects, write_models, write_robustness};
use super::{ModelEffect, Robustness, RobustnessQuestion};
use crate::experiment::{Destination, Facts, FolderError, Response, TableDigests, as_map};
use crate::{Answer, Completion, Picture};

/// Whether what arms do holds under other models, with everything that it was found from.
#[derive(Debug, Clone)]
pub struct RobustnessAnswer {
    pub(super) question: RobustnessQuestion,
    /// Model 0, the scenario as written, and the others.
    pub(super) lived: Vec<LivedModel>,
    found: Robustness,
}

impl RobustnessAnswer {
    pub(super) fn of(question: RobustnessQuestion, lived: Vec<LivedModel>, found: Robustness) -> Self {
        Self { question, lived, found }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &Robustness {
        &self.found
    }

    /// What an arm does under every model in which it can be compared, in the order in which they were drawn; `arm` is its place in what was found.
    pub fn effects(&self, arm: usize) -> impl Iterator<Item = &ModelEffect> {
        self.lived
            .iter()
            .skip(1)
            .filter_map(move |model| model.effects.get(arm)?.found())
    }

    fn n_failed(&self) -> u64 {
        self.lived.iter().map(|model| model.n_failed).sum()
    }
}

impl Answer for RobustnessAnswer {
    /// `robust.csv`: every arm; `robust_carries.csv`: what it hangs on; `robust_boxes.csv`: where it does otherwise; `robust_models.csv` and
    /// `robust_effects.csv`: the models, and what every arm does in each.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let Self { question, lived, found } = self;
        let facts = Facts::of_template(&question.template, question.seed)
            .map_err(|error| to.unwritable("robust.csv", io::Error::from(error)))?
            .with("base", found.base.as_str());
        let format = to.format();
        Ok(vec![
            to.write("robust.csv", &facts, |file| write_robustness(format, file, found))?,
            to.write("robust_carries.csv", &facts, |file| write_carries(format, file, found))?,
            to.write("robust_boxes.csv", &facts, |file| write_boxes(format, file, found))?,
            to.write("robust_models.csv", &facts, |file| {
                write_models(format, file, question, found.models)
            })?,
            to.write("robust_effects.csv", &facts, |file| {
                write_effects(format, file, question, lived)
            })?,
        ])
    }

    fn words(&self) -> String {
        self.found.to_string()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(&self.found)
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        super::pictures::of_robustness(self)
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let question = &self.question;
        as_map(&Asked {
            base: &question.arms[0],
            arms: &question.arms[1..],
            asked: question.about,
            models: question.models.len(),
            models_done: self.found.models,
            runs_per_model: question.runs,
            seed: question.seed,
            design_seed: question.design_seed,
            ranges: self
                .found
                .varied
                .iter()
                .map(|(key, values)| (key.as_str(), values.as_str()))
                .collect(),
            runs_failed: self.n_failed(),
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.template.base().resolved()
    }

    fn completion(&self) -> Completion {
        let (n_failed, done, asked) = (self.n_failed(), self.found.models, self.question.models.len());
        Completion {
            failed: (n_failed > 0).then(|| {
                format!("{n_failed} runs failed; robust_effects.csv says how many worlds are left of every model")
            }),
            stopped: (done < asked)
                .then(|| format!("Stopped: {done} of {asked} models were finished, and the figures are theirs")),
        }
    }

    fn fourfold(&self) -> Option<&'static str> {
        Some("intervals half as wide, with four times as many models")
    }
}

/// What the manifest says was asked, and how much of it was done.
#[derive(Serialize)]
struct Asked<'a> {
    base: &'a str,
    arms: &'a [String],
    asked: Response,
    models: usize,
    /// Models that were lived.
    models_done: usize,
    runs_per_model: u32,
    /// What the luck of the runs is derived from.
    seed: u64,
    /// What the models are derived from.
    design_seed: u64,
    /// What every key that varies may be, in words.
    ranges: BTreeMap<&'a str, &'a str>,
    runs_failed: u64,
}
