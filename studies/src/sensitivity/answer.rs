//! How the question is answered, and what is left of the answer.

use std::collections::BTreeMap;
use std::io;

use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;
use serde_json::{Map, Value};

use super::question::{SensitivityMethod, SensitivityQuestion};
use super::tables::{write_points, write_sensitivity};
use super::{DesignResponses, Sensitivity, notes, points, with_usual, words};
use crate::experiment::{Control, Destination, Facts, FolderError, Response, TableDigests, as_map};
use crate::{Answer, Completion, Picture, Question, Unanswered};

/// Which keys matter, with everything that it was found from.
#[derive(Debug, Clone)]
pub struct SensitivityAnswer {
    question: SensitivityQuestion,
    responses: DesignResponses,
    found: Sensitivity,
}

impl SensitivityAnswer {
    /// What was found.
    #[must_use]
    pub fn found(&self) -> &Sensitivity {
        &self.found
    }

    /// Rows of points that were run, and those of the design.
    fn rows(&self) -> (usize, usize) {
        (self.responses.rows().len(), self.question.design.n_rows())
    }
}

impl Question for SensitivityQuestion {
    type Answer = SensitivityAnswer;

    const NAME: &'static str = "sensitivity";

    fn most_runs(&self) -> u64 {
        (self.design.n_rows() * self.design.row(0).len()) as u64 * u64::from(self.runs)
    }

    fn scenario(&self) -> &ScenarioFile {
        self.template.base().resolved()
    }

    fn answer(&self, control: &Control) -> Result<SensitivityAnswer, Unanswered> {
        let Self { template, design, .. } = self;
        let responses = points::run(
            template,
            design,
            with_usual(self.about),
            (self.seed, self.runs),
            control,
        )?;
        if responses.rows().len() < 2 {
            let before = "two rows of points were finished";
            return Err(Unanswered::Stopped { before });
        }
        Ok(SensitivityAnswer {
            found: Sensitivity::of(template, design, &responses, self.runs, self.bootstrap).led_by(self.about),
            question: self.clone(),
            responses,
        })
    }
}

impl Answer for SensitivityAnswer {
    /// `sensitivity.csv`: the indices; `sensitivity_points.csv`: what came out at every point.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let SensitivityQuestion {
            template, design, seed, ..
        } = &self.question;
        let facts = Facts::of_template(template, *seed)
            .map_err(|error| to.unwritable("sensitivity.csv", io::Error::from(error)))?;
        let format = to.format();
        let indices = to.write("sensitivity.csv", &facts, |file| {
            write_sensitivity(format, file, &self.found)
        })?;
        let points = to.write("sensitivity_points.csv", &facts, |file| {
            write_points(format, file, template, design, &self.responses)
        })?;
        Ok(vec![indices, points])
    }

    fn words(&self) -> String {
        self.found.to_string()
    }

    fn json(&self) -> serde_json::Result<Value> {
        serde_json::to_value(AnswerInJson {
            found: &self.found,
            notes: notes::of(&self.found),
            sentence: words::sentence(&self.found),
        })
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        let title = &self.question.template.base().title;
        vec![Picture::new(
            "sensitivity",
            super::pictures::effects_of(title, &self.found),
        )]
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let question = &self.question;
        let ranges = question.template.ranges().iter();
        let (rows_done, rows) = self.rows();
        as_map(&Asked {
            arm: &question.arm,
            method: question.method,
            asked: question.about,
            runs_per_point: question.runs,
            resamples: question.bootstrap.resamples,
            seed: question.seed,
            design_seed: question.bootstrap.seed,
            ranges: ranges.map(|(key, range)| (key, range.to_string())).collect(),
            rows_done,
            rows,
            runs_failed: self.responses.n_failed(),
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.template.base().resolved()
    }

    fn completion(&self) -> Completion {
        let (n_failed, (done, asked)) = (self.responses.n_failed(), self.rows());
        Completion {
            failed: (n_failed > 0)
                .then(|| format!("{n_failed} runs failed; sensitivity_points.csv says at which points")),
            stopped: (done < asked).then(|| {
                format!("Stopped: {done} of {asked} rows of points were finished, and the figures are theirs")
            }),
        }
    }

    fn fourfold(&self) -> Option<&'static str> {
        Some("intervals half as wide")
    }
}

#[derive(Serialize)]
struct AnswerInJson<'a> {
    #[serde(flatten)]
    found: &'a Sensitivity,
    notes: Vec<String>,
    sentence: String,
}

/// What the manifest says was asked, and how much of it was done.
#[derive(Serialize)]
struct Asked<'a> {
    arm: &'a str,
    #[serde(flatten)]
    method: SensitivityMethod,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Response>,
    runs_per_point: u32,
    resamples: u32,
    /// What the luck of the runs is derived from.
    seed: u64,
    /// What the points and the resamples are derived from.
    design_seed: u64,
    /// The range of every key, in words.
    ranges: BTreeMap<&'a str, String>,
    /// Rows of points that were run, of those of the design.
    rows_done: usize,
    rows: usize,
    runs_failed: u64,
}
