//! A study made again from what a manifest or a plan holds: every key of the scenario, and the text of the files it names.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Component, Path, PathBuf};

use alliance_dynamics::scenario::gate::read_text;
use alliance_dynamics::scenario::{Scenario, ScenarioError, Study};
use serde_json::Value;

use super::scenario_toml;

/// What a study was read from, as text: enough to make it again anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StudySource {
    /// The scenario file, as it was named; empty where there is none.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The text of every file that the scenario names.
    pub files: BTreeMap<String, String>,
}

/// Why the source of a study cannot be had, or no study be made of it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RemakeError {
    /// The system refused.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A file was read from elsewhere.
    #[error("{name} does not lie in the folder of the scenario, so that it cannot be put back")]
    Outside {
        /// Its name.
        name: String,
    },
    /// A value has no place in a scenario file.
    #[error(transparent)]
    Toml(#[from] toml::ser::Error),
    /// A number of the scenario has no place in JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// What they say is no study.
    #[error("{0}")]
    Scenario(#[from] ScenarioError),
}

impl StudySource {
    /// That of a study which was read from this file.
    ///
    /// # Errors
    /// If the file, or one that it names, cannot be read.
    pub fn read(study: &Study, file: &Path) -> Result<Self, RemakeError> {
        Ok(Self {
            file: file.display().to_string(),
            text: read(file)?,
            files: named_files(study, file)?,
        })
    }

    /// That of one alliance, alone, of a study which was read from this file.
    ///
    /// # Errors
    /// If the file, or one that the alliance names, cannot be read.
    pub fn of_alliance(alliance: &Scenario, file: &Path) -> Result<Self, RemakeError> {
        let ties = alliance.resolved().relations.ties_file.clone();
        Ok(Self {
            file: file.display().to_string(),
            text: read(file)?,
            files: texts_of(ties.into_iter().collect(), file)?,
        })
    }

    /// That of a study without a file of its own, whose data files lie in the working directory: every key of it.
    ///
    /// # Errors
    /// If a file that it names cannot be read, or a number of it has no place in JSON, which no checked scenario has.
    pub fn of(study: &Study) -> Result<Self, RemakeError> {
        Ok(Self {
            file: String::new(),
            text: scenario_toml(&serde_json::to_value(study.base.resolved())?)?,
            files: named_files(study, Path::new(""))?,
        })
    }
}

/// The text of every file that the scenario, an arm or a design point names.
fn named_files(study: &Study, scenario: &Path) -> Result<BTreeMap<String, String>, RemakeError> {
    let ties = study
        .cells
        .iter()
        .map(|cell| &cell.scenario.resolved().relations.ties_file);
    let mut names: BTreeSet<PathBuf> = ties.flatten().cloned().collect();
    let points = study.base.resolved().sample.iter();
    names.extend(
        points
            .filter_map(|sample| sample.points_file.clone())
            .map(PathBuf::from),
    );
    texts_of(names, scenario)
}

fn texts_of(names: BTreeSet<PathBuf>, scenario: &Path) -> Result<BTreeMap<String, String>, RemakeError> {
    let folder = scenario.parent().unwrap_or(Path::new(""));
    let text = |name: PathBuf| Ok((name.display().to_string(), read(&folder.join(&name))?));
    names.into_iter().map(text).collect()
}

fn read(path: &Path) -> Result<String, RemakeError> {
    let path = path.to_owned();
    read_text(&path).map_err(|source| RemakeError::Unreadable { path, source })
}

/// The study of a scenario with all its keys and of the texts of the files that it names.
///
/// # Errors
/// If a file lay outside the folder of the scenario, or this is no study.
pub fn study(scenario: &Value, files: &BTreeMap<String, String>) -> Result<Study, RemakeError> {
    let is_inside = |name: &str| {
        let mut parts = Path::new(name).components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    if let Some(name) = files.keys().find(|name| !is_inside(name)) {
        return Err(RemakeError::Outside { name: name.clone() });
    }
    Ok(Study::from_texts(&scenario_toml(scenario)?, files.clone())?)
}

/// The study of a manifest, with the seed, the runs and the written values of its design points that it had.
///
/// # Errors
/// As [`study`].
pub fn study_again(
    (scenario, files): (&Value, &BTreeMap<String, String>),
    seed: Option<u64>,
    runs: Option<u32>,
    points: &[Vec<String>],
) -> Result<Study, RemakeError> {
    let mut study = study(scenario, files)?;
    study.change_seed(seed);
    study.change_runs(runs, None, None);
    // The same number can be written in several ways.
    for (setting, text) in study.points.iter_mut().flatten().zip(points.iter().flatten()) {
        setting.text.clone_from(text);
    }
    Ok(study)
}
