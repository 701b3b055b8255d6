//! What came out of a fit, and how it is written.

use std::time::Instant;

use alliance_studies::calibration::{
    Found, Laboratory, Prediction, Report, Stop, write_generations, write_posterior, write_posterior_summary,
    write_predictive,
};
use alliance_studies::experiment::{Digest, Facts, ResultFolder, RunTimes};
use serde_json::{Map, Value, json};

use super::Calibrate;
use super::job::Job;
use crate::tables::Target;

/// What came out of a fit.
pub struct Outcome {
    /// The particles.
    pub found: Found,
    /// What they predict.
    pub posterior: Prediction,
    /// What was predicted before anything was fitted.
    pub prior: Prediction,
    /// What it amounts to.
    pub report: Report,
}

impl Outcome {
    /// The report with its words, for programs.
    pub fn to_json(&self) -> Value {
        let mut report = json!(self.report);
        report["stop"] = json!(stop(self.found.stop));
        report["sentence"] = json!(self.report.sentence());
        report["warnings"] = json!(self.report.warnings());
        report
    }
}

/// Why a search ended, in a word.
fn stop(stop: Stop) -> &'static str {
    match stop {
        Stop::Floor => "noise",
        Stop::Generations => "generations",
        Stop::Acceptance => "acceptance",
        Stop::Interrupted => "interrupted",
    }
}

/// When a fit was begun.
pub struct Begun {
    timestamp: jiff::Timestamp,
    instant: Instant,
}

impl Begun {
    /// Now.
    pub fn now() -> Self {
        Self {
            timestamp: jiff::Timestamp::now(),
            instant: Instant::now(),
        }
    }

    /// When, how long until now, and on how many threads.
    fn times(&self) -> RunTimes {
        RunTimes {
            started: self.timestamp.to_string(),
            seconds: self.instant.elapsed().as_secs_f64(),
            threads: rayon::current_num_threads(),
        }
    }
}

impl Calibrate {
    /// Writes the tables, and what made them.
    pub fn write(
        &self,
        job: &Job<'_>,
        outcome: &Outcome,
        laboratory: &Laboratory<'_>,
        begun: &Begun,
        folder: &ResultFolder,
    ) -> anyhow::Result<()> {
        let tables = tables(job, outcome, Target::Folder(folder, self.common.format.format()?))?;
        let manifest = self.manifest(job, outcome, laboratory, begun, &tables)?;
        folder.write("manifest.json", serde_json::to_string_pretty(&manifest)? + "\n")?;
        Ok(())
    }

    /// What made the tables, and what came out.
    fn manifest(
        &self,
        job: &Job<'_>,
        outcome: &Outcome,
        laboratory: &Laboratory<'_>,
        begun: &Begun,
        tables: &[(&str, Digest)],
    ) -> anyhow::Result<Value> {
        let digest = Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest)));
        let tables = tables.iter();
        let tables: Map<String, Value> = tables.map(|(name, at)| ((*name).to_owned(), json!(at.0))).collect();
        let keys = job.template.ranges().iter();
        let keys: Map<String, Value> = keys
            .map(|(key, range)| (key.to_owned(), json!(range.to_string())))
            .collect();
        Ok(json!({
            "program": alliance_studies::experiment::PROGRAM,
            "version": alliance_studies::experiment::VERSION,
            "commit": alliance_studies::experiment::COMMIT,
            "command": "calibrate",
            "file": self.common.file.display().to_string(),
            "complete": outcome.found.stop != Stop::Interrupted,
            "seed": job.settings.seed,
            "options": self.options(job),
            "keys": keys,
            "target": self.target(job)?,
            "runs_done": laboratory.done,
            "runs_failed": laboratory.failed,
            "times": begun.times(),
            "tables": tables,
            "digest": digest.0,
            "result": outcome.to_json(),
            "scenario": job.template.base().resolved(),
        }))
    }

    /// What was asked for besides the files.
    fn options(&self, job: &Job<'_>) -> Value {
        json!({
            "arm": self.arm,
            "particles": self.particles,
            "generations": self.generations,
            "acceptance": self.acceptance,
            "runs": job.runs,
        })
    }

    /// The target as it was read.
    fn target(&self, job: &Job<'_>) -> anyhow::Result<Value> {
        let points = job.target.points.iter();
        let points = points.map(|point| json!({ "years": point.years, "share": point.share, "weight": point.weight }));
        Ok(json!({
            "file": self.to.display().to_string(),
            "sha256": Digest::of_file(&self.to)?.0,
            "n": job.target.n_alliances,
            "points": points.collect::<Vec<_>>(),
        }))
    }
}

/// Writes every table; tells its name and digest.
fn tables(job: &Job<'_>, outcome: &Outcome, target: Target<'_>) -> anyhow::Result<Vec<(&'static str, Digest)>> {
    let ranges = job.template.ranges();
    let format = target.format();
    let facts = Facts::of_template(job.template, job.settings.seed)?;
    Ok(vec![
        target.write("posterior.csv", &facts, |to| {
            write_posterior(format, to, ranges, &outcome.found)
        })?,
        target.write("posterior_summary.csv", &facts, |to| {
            write_posterior_summary(format, to, &outcome.report)
        })?,
        target.write("predictive.csv", &facts, |to| {
            write_predictive(format, to, &outcome.posterior, &outcome.prior, job.target)
        })?,
        target.write("generations.csv", &facts, |to| {
            write_generations(format, to, &outcome.found)
        })?,
    ])
}
