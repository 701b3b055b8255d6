//! What a result folder says of itself.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::data::MadeBy;
use alliance_dynamics::alliance::Outcome;
use alliance_studies::experiment::PROGRAM;

/// What a report needs of the manifest of a result.
#[derive(Debug, Deserialize)]
pub struct ResultManifest {
    program: String,
    version: String,
    commit: Option<String>,
    /// Which command made it; `run` does not say.
    #[serde(default)]
    command: Option<String>,
    /// The scenario file, as it was named.
    pub file: String,
    /// Whether everything asked for was run.
    pub complete: bool,
    /// What all luck is derived from; a trace has it in its scenario.
    #[serde(default)]
    pub seed: Option<u64>,
    /// Replications of every arm and design point; nothing for a trace.
    #[serde(default)]
    pub runs_per_cell: Option<u32>,
    /// How well outcomes were to be known, where that was asked.
    #[serde(default)]
    pub precision: Option<AskedPrecision>,
    times: Times,
    digest: String,
    /// The values of the keys that vary, as they are written in the tables.
    #[serde(default)]
    pub points: Vec<Vec<String>>,
    /// Every key of the scenario.
    pub scenario: Value,
    /// The text of every file that the scenario names.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// What a trace says more.
    #[serde(flatten)]
    pub trace: Option<TraceRecord>,
}

/// How well outcomes were to be known.
#[derive(Debug, Deserialize)]
pub struct AskedPrecision {
    /// The widest that half of an interval was to be.
    pub half_width: f64,
    /// The most replications of an arm at a design point.
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
    /// Which run it is, in words.
    pub run: String,
    /// Its seed.
    pub run_seed: u64,
    /// Its arm.
    pub arm: String,
    /// Its design point.
    pub point: usize,
    /// Its replication.
    pub replication: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// Months that it lived.
    pub months: u32,
    /// The scenario as its author wrote it.
    pub text: String,
}

/// Why a folder holds nothing that a report can be made of.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResultManifestError {
    /// It is no folder.
    #[error("{} is no folder; {MAKERS}", .0.display())]
    NoFolder(PathBuf),
    /// Its run goes on, or was killed.
    #[error("{} has runs, but no manifest.json: its run goes on, or was killed; the same command goes on from there", .0.display())]
    Unfinished(PathBuf),
    /// There is no manifest in it.
    #[error("{} holds no result, for there is no manifest.json in it; {MAKERS}", .0.display())]
    NoResult(PathBuf),
    /// The system refused.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// The manifest says other things.
    #[error("{} is no manifest of a run or a trace; {MAKERS}", .path.display())]
    OtherManifest {
        /// Which file.
        path: PathBuf,
        /// What it lacks.
        source: serde_json::Error,
    },
    /// Another program made it.
    #[error("{} is not ours: its `program` is {program}; {MAKERS}", .path.display())]
    OtherProgram {
        /// Which file.
        path: PathBuf,
        /// Which program.
        program: String,
    },
    /// It is a result of another command.
    #[error("{} is a result of `alliance {command}`; {MAKERS}", .folder.display())]
    OtherCommand {
        /// Which folder.
        folder: PathBuf,
        /// Which command.
        command: String,
    },
}

/// What makes results that a report can be made of.
const MAKERS: &str = "name a folder that `alliance run` or `alliance trace` made";

impl ResultManifest {
    /// Reads the manifest of a result that a report can be made of.
    ///
    /// # Errors
    /// If there is none in the folder.
    pub fn read(folder: &Path) -> Result<Self, ResultManifestError> {
        use ResultManifestError::{
            NoFolder, NoResult, OtherCommand, OtherManifest, OtherProgram, Unfinished, Unreadable,
        };
        let path = folder.join("manifest.json");
        let (at, of) = (|| path.clone(), || folder.to_owned());
        if !folder.is_dir() {
            return Err(NoFolder(of()));
        }
        if !path.exists() {
            let killed = ["runs.csv", "runs.parquet"]
                .iter()
                .any(|name| folder.join(name).exists());
            return Err(if killed { Unfinished(of()) } else { NoResult(of()) });
        }
        let text = fs::read_to_string(&path).map_err(|source| Unreadable { path: at(), source })?;
        let manifest: Self = serde_json::from_str(&text).map_err(|source| OtherManifest { path: at(), source })?;
        let Self { program, command, .. } = &manifest;
        match command.as_deref() {
            _ if program != PROGRAM => Err(OtherProgram {
                path: at(),
                program: program.clone(),
            }),
            None | Some("trace") => Ok(manifest),
            Some(other) => Err(OtherCommand {
                folder: of(),
                command: other.to_owned(),
            }),
        }
    }

    /// The scenario of a trace, every key of it: that of its arm at its design point, and no other.
    #[must_use]
    pub fn scenario_alone(&self) -> Value {
        let mut alone = self.scenario.clone();
        if let Some(keys) = alone.as_object_mut() {
            for several in ["arms", "sweep", "sample", "experiment"] {
                keys.remove(several);
            }
        }
        alone
    }

    /// What all luck is derived from.
    #[must_use]
    pub fn seed(&self) -> u64 {
        let of_scenario = || self.scenario["seed"].as_u64();
        self.seed.or_else(of_scenario).unwrap_or_default()
    }

    /// How many arms there are.
    #[must_use]
    pub fn n_arms(&self) -> usize {
        1 + self.scenario["arms"].as_array().map_or(0, Vec::len)
    }

    /// How the result was made.
    pub(super) fn made(&self) -> MadeBy {
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

/// The scenario of a study as its author wrote it, where its folder has that.
pub(super) fn text_of_author(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("ro-crate-metadata.json")).ok()?;
    let crated: Value = serde_json::from_str(&text).ok()?;
    let mut entities = crated["@graph"].as_array()?.iter();
    let scenario = entities.find(|entity| entity["@id"] == "#scenario")?;
    scenario["text"].as_str().map(str::to_owned)
}
