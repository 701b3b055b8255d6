//! A finished study, run again from its manifest: are the tables the same?

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::gate::read_text;

use super::{StudyQuestion, TableChoice, TableChoiceError};
use crate::experiment::{
    COMMIT, Control, Destination, Digest, Manifest, RemakeError, StudySource, TableDigests, TableState, VERSION, remake,
};
use crate::{Question as _, Unanswered};

/// Whether a study comes to the same bytes again.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Study;
/// use alliance_studies::experiment::{Control, Destination, Manifest, RunTimes};
/// use alliance_studies::verdict::{ReproductionQuestion, StudyQuestion};
/// use alliance_studies::{Answer as _, Question as _};
///
/// let question = StudyQuestion::of(Study::from_toml("months = 6\nexperiment.runs = 3")?)?;
/// let (answer, tables) = question.answer_into(Destination::Nowhere, &Control::default())?;
/// let made_by = ("run", "scenario.toml".as_ref());
/// let manifest = Manifest::of_answer(made_by, answer.asked()?, RunTimes::default(), &tables, answer.scenario())?;
///
/// let again = ReproductionQuestion::of(manifest, "manifest.json")?.answer(&Control::default())?;
/// assert!(again.is_same());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct ReproductionQuestion {
    manifest: Manifest,
    study: StudyQuestion,
    /// How the tables are that lie beside the manifest; nothing where a manifest alone was named.
    found: BTreeMap<String, TableState>,
}

/// What a study came to when it was run again.
#[derive(Debug)]
pub struct ReproductionAnswer {
    manifest: Manifest,
    found: BTreeMap<String, TableState>,
    tables: TableDigests,
    digest: Digest,
}

/// Why a study cannot be run again.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReproductionError {
    /// The manifest cannot be read.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The manifest is none of a study.
    #[error("{} is no manifest of a study", .path.display())]
    NoManifest {
        /// Which file.
        path: PathBuf,
        /// What it lacks.
        source: serde_json::Error,
    },
    /// There was more to run.
    #[error("{} is the manifest of a study that was stopped; run it to its end first", .path.display())]
    Stopped {
        /// Which file.
        path: PathBuf,
    },
    /// It names tables or measures that no study has.
    #[error("the tables in {}", .path.display())]
    Tables {
        /// Which file.
        path: PathBuf,
        /// Which one.
        source: TableChoiceError,
    },
    /// The study cannot be made again.
    #[error("the scenario in {}", .path.display())]
    Remake {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: RemakeError,
    },
}

impl ReproductionQuestion {
    /// Asks for the study of a folder, or of a manifest.
    ///
    /// # Errors
    /// If there is no manifest of a study that was run to its end.
    pub fn read(place: &Path) -> Result<Self, ReproductionError> {
        let path = match place.is_dir() {
            true => place.join("manifest.json"),
            false => place.to_owned(),
        };
        let manifest = Self::manifest(&path)?;
        let found = place
            .is_dir()
            .then(|| manifest.table_states(place))
            .into_iter()
            .flatten()
            .collect();
        Ok(Self {
            found,
            ..Self::of(manifest, path)?
        })
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// If there is none in this file.
    pub fn manifest(path: &Path) -> Result<Manifest, ReproductionError> {
        let text = read_text(path).map_err(|source| {
            let path = path.to_owned();
            ReproductionError::Unreadable { path, source }
        })?;
        serde_json::from_str(&text).map_err(|source| {
            let path = path.to_owned();
            ReproductionError::NoManifest { path, source }
        })
    }

    /// Asks for the study of a manifest; errors name this file.
    ///
    /// # Errors
    /// If it is not that of a study that was run to its end.
    pub fn of(manifest: Manifest, path: impl Into<PathBuf>) -> Result<Self, ReproductionError> {
        let path = path.into();
        let record = match manifest.study_record() {
            Err(source) => return Err(ReproductionError::NoManifest { path, source }),
            Ok(_) if !manifest.complete => return Err(ReproductionError::Stopped { path }),
            Ok(record) => record,
        };
        let files = manifest.files.clone().unwrap_or_default();
        let (seed, runs) = (Some(record.seed), Some(record.runs_per_cell));
        match remake::study_again((&manifest.scenario, &files), seed, runs, &record.points) {
            Err(source) => Err(ReproductionError::Remake { path, source }),
            Ok(study) => {
                let tables: Vec<&String> = manifest.tables.keys().collect();
                let choice = TableChoice::read(&tables, &record.measures.unwrap_or_default(), study.base.resolved());
                let choice = choice.map_err(|source| ReproductionError::Tables { path, source })?;
                Ok(Self {
                    study: StudyQuestion::new(study, StudySource::default()).writing(choice),
                    found: BTreeMap::new(),
                    manifest,
                })
            }
        }
    }

    /// Runs that it takes at most.
    #[must_use]
    pub fn most_runs(&self) -> u64 {
        self.study.most_runs()
    }

    /// Runs the study again on the threads of the current rayon pool; its tables go nowhere.
    ///
    /// # Errors
    /// If a table cannot be made.
    pub fn answer(self, control: &Control) -> Result<ReproductionAnswer, Unanswered> {
        let (_, tables) = self.study.answer_into(Destination::Nowhere, control)?;
        let digest = Digest::of_tables(tables.iter().map(|(name, digest)| (*name, digest.0.as_str())));
        let Self { manifest, found, .. } = self;
        Ok(ReproductionAnswer {
            manifest,
            found,
            tables,
            digest,
        })
    }
}

impl ReproductionAnswer {
    /// Whether all tables come to the same again, and are as they were written where they were looked at.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let mut states = self.found.values();
        self.comes_to_the_same() && states.all(|state| *state == TableState::AsWritten)
    }

    fn comes_to_the_same(&self) -> bool {
        self.digest.0 == self.manifest.digest
    }

    /// Which tables are the same, and which program made them otherwise where they are not.
    #[must_use]
    pub fn words(&self) -> String {
        let Self {
            manifest,
            tables,
            digest,
            found,
        } = self;
        let mut text = String::new();
        for (name, digest) in tables {
            let same = manifest.tables.get(*name) == Some(&digest.0);
            text += &format!("{name}: {}\n", if same { "the same" } else { "different" });
        }
        let spoiled: Vec<_> = found
            .iter()
            .filter(|(_, state)| **state != TableState::AsWritten)
            .collect();
        for (name, state) in &spoiled {
            text += &format!("{name} in the folder is {}\n", state.words());
        }
        if self.comes_to_the_same() {
            let but = if spoiled.is_empty() {
                ""
            } else {
                ", but not in the folder"
            };
            return text + &format!("The same bytes{but}: digest {}\n", digest.0);
        }
        text + &format!(
            "Not the same: the manifest says {}, made by version {}; this is version {} and comes to {}\n",
            manifest.digest,
            program(&manifest.version, manifest.commit.as_deref()),
            program(VERSION, COMMIT),
            digest.0
        )
    }
}

/// A version, and the commit that it is built from where that is known.
fn program(version: &str, commit: Option<&str>) -> String {
    let parts: Vec<&str> = [version].into_iter().chain(commit).collect();
    parts.join(" ")
}
