//! How the question is answered, and what is left of the answer.

use std::io;

use alliance_dynamics::scenario::file::ScenarioFile;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::fit::{Fitted, fit};
use super::question::CalibrationQuestion;
use super::{
    CalibrationReport, MonteCarloStop, PosteriorFound, TargetCurve, write_generations, write_posterior,
    write_posterior_summary, write_predictive, write_predictive_targets, write_targets,
};
use crate::experiment::{Control, Destination, Facts, FolderError, TableDigests, as_map};
use crate::{Answer, Completion, Picture, Question, Unanswered};

/// What is known of the keys, with everything that it was found from.
#[derive(Debug, Clone)]
pub struct CalibrationAnswer {
    question: CalibrationQuestion,
    fitted: Fitted,
}

impl CalibrationAnswer {
    /// What it amounts to.
    #[must_use]
    pub fn report(&self) -> &CalibrationReport {
        &self.fitted.report
    }

    /// The particles, and the generations that led to them.
    #[must_use]
    pub fn found(&self) -> &PosteriorFound {
        &self.fitted.found
    }
}

impl Question for CalibrationQuestion {
    type Answer = CalibrationAnswer;

    const NAME: &'static str = "calibrate";

    /// Not known: a search may end long before the most that it may take.
    fn most_runs(&self) -> u64 {
        0
    }

    fn scenario(&self) -> &ScenarioFile {
        self.template.base().resolved()
    }

    /// Every generation that is finished is announced to whoever watches `control`.
    fn answer(&self, control: &Control) -> Result<CalibrationAnswer, Unanswered> {
        let question = self.clone();
        match fit(self, control)? {
            Some(fitted) => Ok(CalibrationAnswer { question, fitted }),
            None if control.is_stopped() => {
                let before = "the prior was tried";
                Err(Unanswered::Stopped { before })
            }
            None => Err(Unanswered::Nothing(
                "hardly any proposal could be simulated to its end, so there is nothing to fit".to_owned(),
            )),
        }
    }
}

impl Answer for CalibrationAnswer {
    fn write_tables(&self, to: Destination<'_>) -> Result<TableDigests, FolderError> {
        let CalibrationQuestion {
            template,
            target,
            settings,
            ..
        } = &self.question;
        let Fitted {
            found,
            posterior,
            prior,
            report,
            ..
        } = &self.fitted;
        let facts = Facts::of_template(template, settings.seed)
            .map_err(|error| to.unwritable("posterior.csv", io::Error::from(error)))?;
        let (format, ranges) = (to.format(), template.ranges());
        let mut tables = vec![
            to.write("posterior.csv", &facts, |file| {
                write_posterior(format, file, ranges, found)
            })?,
            to.write("posterior_summary.csv", &facts, |file| {
                write_posterior_summary(format, file, report)
            })?,
            to.write("predictive.csv", &facts, |file| {
                write_predictive(format, file, target, posterior, prior)
            })?,
            to.write("generations.csv", &facts, |file| write_generations(format, file, found))?,
        ];
        if target.plain().is_none_or(|only| !only.target.is_survival_only()) {
            tables.push(to.write("predictive_targets.csv", &facts, |file| {
                write_predictive_targets(format, file, target, posterior, prior)
            })?);
        }
        if !report.fit.targets.is_empty() {
            tables.push(to.write("targets.csv", &facts, |file| write_targets(format, file, report))?);
        }
        Ok(tables)
    }

    fn words(&self) -> String {
        self.fitted.report.to_string()
    }

    fn notes(&self, _has_charts: bool) -> Vec<String> {
        let targets = self.question.target.targets().iter();
        let files = targets.filter_map(|of| of.target.file.as_ref());
        let read = files.filter_map(|file| Some((&file.name, file.understood.as_ref()?)));
        read.map(|(name, how)| format!("{name} was read with {how}")).collect()
    }

    fn json(&self) -> serde_json::Result<Value> {
        let report = &self.fitted.report;
        serde_json::to_value(AnswerInJson {
            report,
            stop: self.fitted.found.stop.name(),
            sentence: report.sentence(),
            warnings: report.warnings(),
        })
    }

    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture> {
        let keys = Picture::new("corner", super::pictures::keys(&self.question, &self.fitted));
        let n_targets = self.question.target.targets().len();
        let curves = (0..n_targets).map(|place| {
            let name = match n_targets {
                1 => "predictive".to_owned(),
                _ => format!("predictive-{}", place + 1),
            };
            Picture::new(name, super::pictures::curves(&self.question, &self.fitted, place))
        });
        [keys].into_iter().chain(curves).collect()
    }

    fn asked(&self) -> serde_json::Result<Map<String, Value>> {
        let CalibrationQuestion { settings, .. } = &self.question;
        let ranges = self.question.template.ranges().iter();
        let (plain, targets) = (self.question.target.plain(), self.question.target.targets());
        as_map(&Asked {
            seed: settings.seed,
            options: Options {
                arm: self.question.arm.as_deref(),
                particles: settings.particles,
                generations: settings.generations,
                acceptance: settings.least_acceptance,
                runs: self.fitted.report.fit.runs,
            },
            keys: ranges
                .map(|(key, range)| (key.to_owned(), range.to_string().into()))
                .collect(),
            target: plain.map(|only| target(&only.target)),
            targets: match plain {
                Some(_) => Vec::new(),
                None => targets.iter().map(|of| target(&of.target)).collect(),
            },
            runs_done: self.fitted.done,
            runs_failed: self.fitted.failed,
            result: self.json()?,
        })
    }

    fn scenario(&self) -> &ScenarioFile {
        self.question.template.base().resolved()
    }

    fn completion(&self) -> Completion {
        let failed = self.fitted.failed;
        let is_stopped = self.fitted.found.stop == MonteCarloStop::Interrupted;
        Completion {
            failed: (failed > 0).then(|| format!("{failed} runs failed and are in no curve")),
            stopped: is_stopped.then(|| "Stopped: the tables hold the last generation that was finished".to_owned()),
        }
    }
}

/// The report with its words.
#[derive(Serialize)]
struct AnswerInJson<'a> {
    #[serde(flatten)]
    report: &'a CalibrationReport,
    stop: &'static str,
    sentence: String,
    warnings: Vec<String>,
}

/// What the manifest says was asked, and what came out.
#[derive(Serialize)]
struct Asked<'a> {
    seed: u64,
    options: Options<'a>,
    /// The range of every key, in words.
    keys: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<Value>,
    runs_done: u64,
    runs_failed: u64,
    result: Value,
}

/// What was asked for besides the files.
#[derive(Serialize)]
struct Options<'a> {
    arm: Option<&'a str>,
    particles: usize,
    generations: u32,
    acceptance: f64,
    runs: u32,
}

/// The target as it was read.
fn target(target: &TargetCurve) -> Value {
    let points = target.points.iter();
    let points = points.map(|point| {
        let mut told = json!({ "years": point.years, "share": point.share, "weight": point.weight });
        if !target.is_survival_only() {
            told["about"] = point.about.name().into();
        }
        if let Some(tolerance) = point.tolerance {
            told["tolerance"] = tolerance.into();
        }
        told
    });
    let mut told = json!({
        "file": target.file.as_ref().map(|file| &file.name),
        "sha256": target.file.as_ref().map(|file| &file.digest.0),
        "n": target.n_alliances,
        "points": points.collect::<Vec<_>>(),
    });
    if let Some(arm) = &target.arm {
        told["arm"] = arm.as_str().into();
    }
    told
}
