//! `manifest.json`: what made a result.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{CellEnd, Digest, Format, Stop};
use alliance_dynamics::scenario::{Cell, Precision, Sampling, Study, file::ScenarioFile, sampling::Method};

/// What made a result, and how to know it again.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    /// The program.
    pub program: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The commit it was built from, where it was built from a repository.
    pub commit: Option<&'static str>,
    /// The scenario file, as it was named.
    pub file: String,
    /// Whether everything asked for was run.
    pub complete: bool,
    /// What all seeds are derived from.
    pub seed: u64,
    /// Replications of every arm and design point that were asked for; with a precision, the fewest.
    pub runs_per_cell: u32,
    /// Where each arm stopped and why, where the outcomes were to be known to a precision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<PrecisionManifest<'a>>,
    /// Runs that were done.
    pub runs_done: u64,
    /// Runs that failed.
    pub runs_failed: u64,
    /// The arms, with every key they change.
    pub arms: Vec<ArmManifest<'a>>,
    /// Swept keys.
    pub swept: &'a [String],
    /// How other keys came to their values; nothing where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleManifest<'a>>,
    /// Design points, each with the values of the swept keys, then of the sampled ones.
    pub points: Vec<Vec<&'a str>>,
    /// When and how long.
    pub times: RunTimes,
    /// How the tables are written.
    pub format: Format,
    /// SHA-256 of every table as CSV, in whatever format it is written.
    pub tables: BTreeMap<&'a str, &'a str>,
    /// SHA-256 of every Parquet file.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parquet: BTreeMap<&'a str, &'a str>,
    /// SHA-256 over the names and digests of the tables: the same on every machine and any number of threads.
    pub digest: &'a str,
    /// Every key of the scenario as written, defaults included.
    pub scenario: &'a ScenarioFile,
    /// The text of every file that the scenario names.
    pub files: &'a BTreeMap<String, String>,
}

/// An arm.
#[derive(Debug, Serialize)]
pub struct ArmManifest<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it sets.
    pub set: BTreeMap<&'a str, &'a serde_json::Value>,
}

/// How well outcomes were to be known, and how well they are.
#[derive(Debug, Serialize)]
pub struct PrecisionManifest<'a> {
    /// The widest that half of the 95 % interval of a share was to be.
    pub half_width: f64,
    /// The most replications of a cell.
    pub max_runs: u32,
    /// Every arm at every design point.
    pub stops: Vec<StopManifest<'a>>,
}

/// Where an arm stopped at a design point.
#[derive(Debug, Serialize)]
pub struct StopManifest<'a> {
    /// The arm.
    pub arm: &'a str,
    /// The number of the design point.
    pub point: usize,
    /// Runs that were done.
    pub runs: u64,
    /// Half of the widest 95 % interval among the shares of outcomes; nothing where no run succeeded.
    pub half_width: Option<f64>,
    /// Why there are no more.
    pub why: Stop,
}

/// Keys that were drawn or listed.
#[derive(Debug, Serialize)]
pub struct SampleManifest<'a> {
    /// Their names.
    pub keys: &'a [String],
    /// How they were drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// What the draws were derived from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The range of each key, in words.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub ranges: BTreeMap<&'a str, String>,
    /// The file that lists them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_file: Option<&'a str>,
}

/// When a result was made, and how long that took.
#[derive(Debug, Serialize)]
pub struct RunTimes {
    /// When the first run began, in universal time.
    pub started: String,
    /// Seconds until the last table was written.
    pub seconds: f64,
    /// Threads that shared the work.
    pub threads: usize,
}

/// How much of a study was done.
#[derive(Debug, Clone)]
pub struct Progress {
    /// How every arm ended at every design point.
    pub ends: Vec<CellEnd>,
    /// Runs that failed.
    pub failed: u64,
}

impl Progress {
    /// Runs that were done.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.ends.iter().map(|end| end.runs).sum()
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.ends.iter().all(|end| end.stop != Stop::Interrupted)
    }
}

impl<'a> Manifest<'a> {
    /// The manifest of a study whose tables have these digests.
    #[must_use]
    pub fn of(
        study: &'a Study,
        file: String,
        progress: &Progress,
        times: RunTimes,
        tables: &'a [(&'static str, Digest)],
        digest: &'a Digest,
        files: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            program: super::PROGRAM,
            version: super::VERSION,
            commit: super::COMMIT,
            file,
            complete: progress.is_complete(),
            seed: study.base.seed,
            runs_per_cell: study.base.resolved().experiment.runs,
            precision: study.precision.map(|precision| stops(study, precision, &progress.ends)),
            runs_done: progress.done(),
            runs_failed: progress.failed,
            arms: arms(study),
            swept: &study.keys[..study.n_swept],
            sample: study.sampling.as_ref().map(|sampling| sample(study, sampling)),
            points: (0..study.points.len()).map(|point| study.values_at(point)).collect(),
            times,
            format: Format::Csv,
            parquet: BTreeMap::new(),
            tables: tables.iter().map(|(name, digest)| (*name, digest.0.as_str())).collect(),
            digest: &digest.0,
            scenario: study.base.resolved(),
            files,
        }
    }

    /// The manifest of the same study with its tables in this format, where these are files beside those of CSV.
    #[must_use]
    pub fn in_format(self, format: Format, files: &'a [(String, Digest)]) -> Self {
        let parquet = files.iter().map(|(name, digest)| (name.as_str(), digest.0.as_str()));
        Self {
            format,
            parquet: parquet.collect(),
            ..self
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// If a number in it has no place in JSON, which no checked scenario has.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

fn stops<'a>(study: &'a Study, precision: Precision, ends: &[CellEnd]) -> PrecisionManifest<'a> {
    let stop = |(cell, end): (&'a Cell, &CellEnd)| StopManifest {
        arm: &study.arms[cell.arm].name,
        point: cell.point,
        runs: end.runs,
        half_width: end.half_width.is_finite().then_some(end.half_width),
        why: end.stop,
    };
    PrecisionManifest {
        half_width: precision.half_width,
        max_runs: study.runs,
        stops: study.cells.iter().zip(ends).map(stop).collect(),
    }
}

fn sample<'a>(study: &'a Study, sampling: &'a Sampling) -> SampleManifest<'a> {
    let keys = &study.keys[study.n_swept..];
    match sampling {
        Sampling::Drawn {
            method, seed, ranges, ..
        } => SampleManifest {
            keys,
            method: Some(*method),
            seed: Some(*seed),
            ranges: ranges.iter().map(|(key, range)| (key, range.to_string())).collect(),
            points_file: None,
        },
        Sampling::Listed { file, .. } => SampleManifest {
            keys,
            method: None,
            seed: None,
            ranges: BTreeMap::new(),
            points_file: Some(file),
        },
    }
}

fn arms(study: &Study) -> Vec<ArmManifest<'_>> {
    let listed = &study.base.resolved().arms;
    let set = |name: &str| {
        let entry = listed.iter().find(|entry| entry.name == name);
        entry
            .map(|entry| entry.set.iter().map(|(key, value)| (key.as_str(), value)).collect())
            .unwrap_or_default()
    };
    study
        .arms
        .iter()
        .map(|arm| ArmManifest {
            name: &arm.name,
            set: set(&arm.name),
        })
        .collect()
}
