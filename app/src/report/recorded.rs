//! What a result folder says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_page::report::interactive::MadeBy;
use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::recipe;

/// What is needed of a manifest.
#[derive(Debug, Deserialize)]
pub struct Recorded {
    program: String,
    version: String,
    commit: Option<String>,
    /// Which command made it; `run` does not say.
    #[serde(default)]
    command: Option<String>,
    pub file: String,
    pub complete: bool,
    /// What all luck is derived from; a trace has it in its scenario.
    #[serde(default)]
    pub seed: Option<u64>,
    #[serde(default)]
    pub runs_per_cell: Option<u32>,
    #[serde(default)]
    pub precision: Option<Precision>,
    times: Times,
    digest: String,
    /// The values of the keys that vary, as they are written in the tables.
    #[serde(default)]
    points: Vec<Vec<String>>,
    scenario: Value,
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// What a trace says more.
    #[serde(flatten)]
    pub trace: Option<TraceRecord>,
}

/// How well outcomes were to be known.
#[derive(Debug, Deserialize)]
pub struct Precision {
    pub half_width: f64,
    pub max_runs: u32,
}

#[derive(Debug, Deserialize)]
struct Times {
    started: String,
    seconds: f64,
    threads: usize,
}

/// Which run was traced, and how it ended.
#[derive(Debug, Deserialize)]
pub struct TraceRecord {
    pub run: String,
    pub run_seed: u64,
    pub arm: String,
    pub point: usize,
    pub replication: u32,
    pub outcome: Outcome,
    pub months: u32,
    text: String,
}

impl Recorded {
    /// Reads the manifest of a result that a report can be made of.
    pub fn read(dir: &Path) -> anyhow::Result<Self> {
        const MAKERS: &str = "name a folder that `alliance run` or `alliance trace` made";
        ensure!(dir.is_dir(), "{} is no folder; {MAKERS}", dir.display());
        let path = dir.join("manifest.json");
        if !path.exists() {
            let killed = ["runs.csv", "runs.parquet"].iter().any(|name| dir.join(name).exists());
            if killed {
                bail!(
                    "{} has runs, but no manifest.json: its run goes on, or was killed; the same command goes on from there",
                    dir.display()
                );
            }
            bail!(
                "{} holds no result, for there is no manifest.json in it; {MAKERS}",
                dir.display()
            );
        }
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let recorded: Self = serde_json::from_str(&text)
            .with_context(|| format!("{} is no manifest of a run or a trace; {MAKERS}", path.display()))?;
        ensure!(
            recorded.program == alliance_studies::experiment::PROGRAM,
            "{} is not ours: its `program` is {}; {MAKERS}",
            path.display(),
            recorded.program
        );
        match recorded.command.as_deref() {
            None | Some("trace") => Ok(recorded),
            Some(other) => bail!("{} is a result of `alliance {other}`; {MAKERS}", dir.display()),
        }
    }

    /// The study, with the seed and the number of runs it had.
    pub fn study(&self) -> anyhow::Result<Study> {
        let made_of = (&self.scenario, &self.files);
        recipe::study_again(made_of, self.seed, self.runs_per_cell, &self.points)
            .context("the scenario cannot be made again from manifest.json")
    }

    /// The scenario of a trace: that of its arm at its design point, and no other.
    pub fn scenario_alone(&self) -> anyhow::Result<Scenario> {
        let mut alone = self.scenario.clone();
        if let Some(keys) = alone.as_object_mut() {
            for several in ["arms", "sweep", "sample", "experiment"] {
                keys.remove(several);
            }
        }
        let study =
            recipe::study(&alone, &self.files).context("the scenario cannot be made again from manifest.json")?;
        Ok(study.into_base())
    }

    /// The scenario as its author wrote it, where the folder has that.
    pub fn original_text(&self, dir: &Path) -> Option<String> {
        if let Some(trace) = &self.trace {
            return Some(trace.text.clone());
        }
        let text = fs::read_to_string(dir.join("ro-crate-metadata.json")).ok()?;
        let crated: Value = serde_json::from_str(&text).ok()?;
        let entities = crated["@graph"].as_array()?.iter();
        let scenario = entities.into_iter().find(|entity| entity["@id"] == "#scenario")?;
        scenario["text"].as_str().map(str::to_owned)
    }

    /// Every key of the scenario, as a file.
    pub fn resolved_text(&self) -> anyhow::Result<String> {
        recipe::toml(&self.scenario)
    }

    /// What all luck is derived from.
    pub fn seed(&self) -> u64 {
        let of_scenario = || self.scenario["seed"].as_u64();
        self.seed.or_else(of_scenario).unwrap_or_default()
    }

    /// How many arms there are.
    pub fn n_arms(&self) -> usize {
        1 + self.scenario["arms"].as_array().map_or(0, Vec::len)
    }

    pub fn made(&self) -> MadeBy {
        MadeBy {
            program: self.program.clone(),
            version: self.version.clone(),
            commit: self.commit.clone(),
            file: self.file.clone(),
            seed: self.seed().to_string(),
            runs_per_cell: self.runs_per_cell,
            started: self.times.started.clone(),
            seconds: self.times.seconds,
            threads: self.times.threads,
            digest: self.digest.clone(),
        }
    }
}
