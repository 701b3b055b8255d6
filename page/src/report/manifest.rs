//! What a result folder says of itself.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::data::MadeBy;
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::gate::read_text;
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_studies::experiment::{Manifest, PROGRAM, RemakeError, StudyRecord, remake};

/// A result that a report can be made of: what made it, and what was asked of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultManifest {
    /// What made it.
    pub made: Manifest,
    /// What was asked.
    pub record: ResultRecord,
}

/// What was asked of a result.
#[derive(Debug, Clone, PartialEq)]
pub enum ResultRecord {
    /// Many runs.
    Study(StudyRecord),
    /// One run in full.
    Trace(TraceRecord),
}

/// Which run was traced, and how it ended.
#[derive(Debug, Clone, PartialEq, Deserialize)]
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
        use ResultManifestError::{NoFolder, NoResult, OtherManifest, Unfinished, Unreadable};
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
        let text = read_text(&path).map_err(|source| Unreadable { path: at(), source })?;
        let other = |source| OtherManifest { path: at(), source };
        Self::of(serde_json::from_str(&text).map_err(other)?, folder)
    }

    /// That of a folder, as it says.
    ///
    /// # Errors
    /// If no report can be made of such a result.
    pub fn of(manifest: Manifest, folder: &Path) -> Result<Self, ResultManifestError> {
        use ResultManifestError::{OtherCommand, OtherManifest, OtherProgram};
        let at = || folder.join("manifest.json");
        let other = |source| OtherManifest { path: at(), source };
        let program = manifest.program.clone();
        let record = match manifest.command.as_deref() {
            _ if !["", PROGRAM].contains(&program.as_str()) => return Err(OtherProgram { path: at(), program }),
            None => manifest.study_record().map(ResultRecord::Study),
            Some("trace") => serde_json::from_value(manifest.asked.clone().into()).map(ResultRecord::Trace),
            Some(command) => {
                let (command, folder) = (command.to_owned(), folder.to_owned());
                return Err(OtherCommand { folder, command });
            }
        };
        let record = record.map_err(other)?;
        Ok(Self { made: manifest, record })
    }

    /// What all luck is derived from; a trace has it in its scenario.
    #[must_use]
    pub fn seed(&self) -> u64 {
        match &self.record {
            ResultRecord::Study(record) => record.seed,
            ResultRecord::Trace(_) => self.made.scenario["seed"].as_u64().unwrap_or_default(),
        }
    }

    /// The study, with the seed, the runs and the written values of its design points that it had.
    pub(super) fn study(&self, record: &StudyRecord) -> Result<Study, RemakeError> {
        let made_of = (&self.made.scenario, self.files());
        remake::study_again(made_of, Some(record.seed), Some(record.runs_per_cell), &record.points)
    }

    /// The scenario of a trace: that of its arm at its design point, and no other.
    pub(super) fn scenario_alone(&self) -> Result<Scenario, RemakeError> {
        let mut alone = self.made.scenario.clone();
        if let Some(keys) = alone.as_object_mut() {
            for several in ["arms", "sweep", "sample", "experiment"] {
                keys.remove(several);
            }
        }
        Ok(remake::study(&alone, self.files())?.into_base())
    }

    /// The text of every file that the scenario names.
    pub(super) fn files(&self) -> &BTreeMap<String, String> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        self.made.files.as_ref().unwrap_or(&NONE)
    }

    /// How the result was made.
    pub(super) fn made(&self) -> MadeBy {
        let Manifest {
            program,
            version,
            commit,
            file,
            times,
            digest,
            ..
        } = self.made.clone();
        MadeBy {
            program,
            version,
            commit,
            file,
            seed: self.seed().to_string(),
            runs_per_cell: match &self.record {
                ResultRecord::Study(record) => Some(record.runs_per_cell),
                ResultRecord::Trace(_) => None,
            },
            started: times.started,
            seconds: times.seconds,
            threads: times.threads,
            digest,
        }
    }
}
