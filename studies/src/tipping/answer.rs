//! What was found, and what is left of it.

use std::io;

use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;
use serde_json::{Map, Value};

use super::question::{SecondKey, TippingQuestion};
use super::searches::Searched;
use super::tables::{write_curve, write_line, write_tried};
use super::{LineStep, Responses, Span, Tipping, TippingCurve, TippingLine, wide};
use crate::experiment::{Destination, Facts, FolderError, TableDigests, as_map};
use crate::{Answer, Completion, Picture, Question as _};

/// Where half of all alliances meet a fate, with everything that it was found from.
#[derive(Debug, Clone)]
pub struct TippingAnswer {
    question: TippingQuestion,
    found: TippingFound,
    responses: Vec<Responses>,
    failure: Option<String>,
    /// That the key changes nothing, where it does not.
    without_effect: Option<String>,
}

/// What was found along one key, or along two.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum TippingFound {
    /// Along one key.
    Point(Tipping),
    /// Along one key, at every value of a second.
    Line(TippingLine),
}

impl TippingAnswer {
    pub(super) fn of(
        question: TippingQuestion,
        Searched { responses, failure }: Searched,
        without_effect: Option<String>,
    ) -> Self {
        Self {
            without_effect,
            found: TippingFound::of(&question, &responses),
            question,
            responses,
            failure,
        }
    }

    /// What was found.
    #[must_use]
    pub fn found(&self) -> &TippingFound {
        &self.found
    }

    /// What is to be known besides: a key without effect, a scenario without luck, intervals that are wide.
    fn remarks(&self) -> Vec<String> {
        let TippingQuestion { span, template, .. } = &self.question;
        let certain = (!template.base().varies()).then(|| {
            "Nothing varies from run to run: at every value all alliances end alike, and intervals say nothing."
                .to_owned()
        });
        let runs = self.question.most_runs();
        let wide = match &self.found {
            TippingFound::Point(tipping) => wide::of_point(span, tipping, runs),
            TippingFound::Line(line) => wide::of_line(span, line, runs),
        };
        let wide = wide.filter(|_| certain.is_none());
        self.without_effect
            .clone()
            .into_iter()
            .chain(certain)
            .chain(wide)
            .collect()
    }
}

impl TippingFound {
    fn of(question: &TippingQuestion, responses: &[Responses]) -> Self {
        let tipping = |responses| Tipping::of(&question.span, responses);
        match &question.second {
            None => Self::Point(tipping(&responses[0])),
            Some(second) => Self::Line(TippingLine {
                key: second.key.clone(),
                steps: second
                    .values
                    .iter()
                    .zip(responses)
                    .map(|(&value, responses)| LineStep {
                        value,
                        tipping: tipping(responses),
                    })
                    .collect(),
            }),
        }
    }

    /// Runs that ended, and runs that failed.
    #[must_use]
    pub fn runs(&self) -> (u64, u64) {
        match self {
            Self::Point(tipping) => (tipping.runs, tipping.failed),
            Self::Line(line) => (line.runs(), line.failed()),
        }
    }

    fn line(&self) -> Option<&TippingLine> {
        match self {
            Self::Line(line) => Some(line),
            Self::Point(_) => None,
        }
    }
}

impl Answer for TippingAnswer {
    /// `tip.csv`: every value tried; `curve.csv`, or with a second key `line.csv`.
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let TippingQuestion {
            template, key, span, ..
        } = &self.question;
        let facts = Facts::of_template(template, self.question.seed)
            .map_err(|error| to.unwritable("tip.csv", io::Error::from(error)))?;
        let (format, line) = (to.format(), self.found.line());
        let second = match line {
            Some(line) => to.write("line.csv", &facts, |file| write_line(format, file, line))?,
            None => to.write("curve.csv", &facts, |file| {
                write_curve(format, file, key, span, &TippingCurve::of(&self.responses[0]))
            })?,
        };
        let tried = to.write("tip.csv", &facts, |file| {
            write_tried(format, file, key, span, line, &self.responses)
        })?;
        Ok(vec![tried, second])
    }

    fn words(&self) -> String {
        let TippingQuestion { wording, span, .. } = &self.question;
        let said = match &self.found {
            TippingFound::Point(tipping) => wording.point(span, tipping),
            TippingFound::Line(line) => wording.line(span, line),
        };
        [said].into_iter().chain(self.remarks()).collect::<Vec<_>>().join("\n")
    }

    fn json(&self) -> serde_json::Result<Value> {
        let words = self.words();
        serde_json::to_value(AnswerInJson {
            sentence: words.lines().next().unwrap_or_default(),
            key: &self.question.key,
            outcome: self.question.fate.name(),
            arm: self.question.wording.arm.as_deref(),
            remarks: self.remarks(),
            found: &self.found,
        })
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        let question = &self.question;
        vec![match (&self.found, &question.second) {
            (TippingFound::Line(line), Some(second)) => {
                Picture::new("tipping-line", super::pictures::line(question, second, line))
            }
            (TippingFound::Line(_), None) => return Vec::new(),
            (TippingFound::Point(tipping), _) => {
                Picture::new("tipping", super::pictures::curve(question, tipping, &self.responses[0]))
            }
        }]
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let question = &self.question;
        let (done, failed) = self.found.runs();
        as_map(&Asked {
            seed: question.seed,
            arm: question.wording.arm.as_deref(),
            outcome: question.fate.name(),
            key: AskedKey::of(&question.key, &question.span),
            second_key: question.second.as_ref().map(AskedKey::of_second),
            runs_per_search: question.runs,
            precision: question.precision,
            runs_done: done + failed,
            runs_failed: failed,
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.template.base().resolved()
    }

    fn completion(&self) -> Completion {
        let (_, failed) = self.found.runs();
        let failure = self.failure.as_ref();
        Completion {
            failed: failure.map(|message| format!("{failed} runs failed, the first with: {message}")),
            stopped: None,
        }
    }
}

#[derive(Serialize)]
struct AnswerInJson<'a> {
    sentence: &'a str,
    key: &'a str,
    outcome: &'static str,
    arm: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    remarks: Vec<String>,
    #[serde(flatten)]
    found: &'a TippingFound,
}

/// What the manifest says was asked.
#[derive(Serialize)]
struct Asked<'a> {
    seed: u64,
    arm: Option<&'a str>,
    outcome: &'static str,
    key: AskedKey<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    second_key: Option<AskedKey<'a>>,
    /// Runs that each search might spend.
    runs_per_search: u64,
    precision: Option<f64>,
    runs_done: u64,
    runs_failed: u64,
}

/// A key with the values that were looked at.
#[derive(Serialize)]
struct AskedKey<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    scale: &'static str,
    whole: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<&'a [f64]>,
}

impl<'a> AskedKey<'a> {
    fn of(name: &'a str, span: &Span) -> Self {
        Self {
            name,
            from: span.from(),
            to: span.to(),
            scale: if span.is_log() { "log" } else { "linear" },
            whole: span.is_whole(),
            values: None,
        }
    }

    fn of_second(second: &'a SecondKey) -> Self {
        Self {
            values: Some(&second.values),
            ..Self::of(&second.key, &second.span)
        }
    }
}
