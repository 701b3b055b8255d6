//! What is recorded of a study.

use std::collections::BTreeMap;

use alliance_dynamics::scenario::file::ArmEntry;
use alliance_dynamics::scenario::{Cell, Precision, Sampling, Study, sampling::Method};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::{CellEnd, StopReason};

/// What was asked of a study, and how much of it was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyRecord {
    /// What all seeds are derived from.
    pub seed: u64,
    /// Replications of every arm and design point that were asked for; with a precision, the fewest.
    pub runs_per_cell: u32,
    /// Where each arm stopped and why, where the outcomes were to be known to a precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<PrecisionRecord>,
    /// Runs that were done.
    pub runs_done: u64,
    /// Runs that failed.
    pub runs_failed: u64,
    /// The arms, with every key they change.
    pub arms: Vec<ArmRecord>,
    /// Swept keys.
    pub swept: Vec<String>,
    /// How other keys came to their values; nothing where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleRecord>,
    /// Design points, each with the values of the swept keys, then of the sampled ones, as they are written in the tables.
    pub points: Vec<Vec<String>>,
    /// The measures in `timeline.csv`, where they were chosen; nothing where it has all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Vec<String>>,
}

/// An arm.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArmRecord {
    /// Its name.
    pub name: String,
    /// What it sets.
    pub set: BTreeMap<String, Value>,
}

/// How well outcomes were to be known, and how well they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrecisionRecord {
    /// The widest that half of the 95 % interval of a share was to be.
    pub half_width: f64,
    /// The most replications of a cell.
    pub max_runs: u32,
    /// Every arm at every design point.
    pub stops: Vec<StopRecord>,
}

/// Where an arm stopped at a design point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StopRecord {
    /// The arm.
    pub arm: String,
    /// The number of the design point.
    pub point: usize,
    /// Runs that were done.
    pub runs: u64,
    /// Half of the widest 95 % interval among the shares of outcomes; nothing where no run succeeded.
    pub half_width: Option<f64>,
    /// Why there are no more.
    pub why: StopReason,
}

/// Keys that were drawn or listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SampleRecord {
    /// Their names.
    pub keys: Vec<String>,
    /// How they were drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// What the draws were derived from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The range of each key, in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ranges: BTreeMap<String, String>,
    /// The file that lists them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_file: Option<String>,
}

/// How much of a study was done.
#[derive(Debug, Clone)]
pub struct StudyProgress {
    /// How every arm ended at every design point.
    pub ends: Vec<CellEnd>,
    /// Runs that failed.
    pub failed: u64,
    /// Whether what is finished is kept for the next time.
    pub is_kept: bool,
}

impl StudyProgress {
    /// Runs that were done.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.ends.iter().map(|end| end.runs).sum()
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.ends.iter().all(|end| end.stop != StopReason::Interrupted)
    }
}

impl StudyRecord {
    /// What is recorded of a study of which so much was done.
    #[must_use]
    pub fn of(study: &Study, progress: &StudyProgress) -> Self {
        Self {
            seed: study.base.seed,
            runs_per_cell: study.base.resolved().experiment.runs,
            precision: study.precision.map(|precision| stops(study, precision, &progress.ends)),
            runs_done: progress.done(),
            runs_failed: progress.failed,
            arms: arms(study),
            swept: study.keys[..study.n_swept].to_vec(),
            sample: study.sampling.as_ref().map(|sampling| sample(study, sampling)),
            points: (0..study.points.len())
                .map(|point| study.values_at(point).into_iter().map(str::to_owned).collect())
                .collect(),
            measures: None,
        }
    }
}

fn stops(study: &Study, precision: Precision, ends: &[CellEnd]) -> PrecisionRecord {
    let stop = |(cell, end): (&Cell, &CellEnd)| StopRecord {
        arm: study.arms[cell.arm].name.clone(),
        point: cell.point,
        runs: end.runs,
        half_width: end.half_width.is_finite().then_some(end.half_width),
        why: end.stop,
    };
    PrecisionRecord {
        half_width: precision.half_width,
        max_runs: study.runs,
        stops: study.cells.iter().zip(ends).map(stop).collect(),
    }
}

fn sample(study: &Study, sampling: &Sampling) -> SampleRecord {
    let keys = study.keys[study.n_swept..].to_vec();
    match sampling {
        Sampling::Drawn {
            method, seed, ranges, ..
        } => SampleRecord {
            keys,
            method: Some(*method),
            seed: Some(*seed),
            ranges: ranges
                .iter()
                .map(|(key, range)| (key.to_owned(), range.to_string()))
                .collect(),
            points_file: None,
        },
        Sampling::Listed { file, .. } => SampleRecord {
            keys,
            method: None,
            seed: None,
            ranges: BTreeMap::new(),
            points_file: Some(file.clone()),
        },
    }
}

fn arms(study: &Study) -> Vec<ArmRecord> {
    let listed = &study.base.resolved().arms;
    let entries: BTreeMap<&str, &ArmEntry> = listed.iter().map(|entry| (entry.name.as_str(), entry)).collect();
    let set = |name: &str| {
        let entry = entries.get(name);
        entry
            .map(|entry| {
                entry
                    .set
                    .iter()
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect()
            })
            .unwrap_or_default()
    };
    study
        .arms
        .iter()
        .map(|arm| ArmRecord {
            name: arm.name.clone(),
            set: set(&arm.name),
        })
        .collect()
}
