//! A study made again from what a manifest or a plan holds: every key of the scenario, and the text of the files it names.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::file::ScenarioFile;
use alliance_dynamics::scenario::gate::read_text;
use alliance_dynamics::scenario::{GivenScenario, ScenarioError, Study};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::scenario_toml;

/// What a study was read from, as text: enough to make it again anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// That of a study which was made of this scenario.
    ///
    /// # Errors
    /// If a file that it names cannot be read.
    pub fn of_given(study: &Study, given: &GivenScenario) -> Result<Self, RemakeError> {
        Ok(Self {
            file: given.name().to_owned(),
            text: text_of(given),
            files: named_files(study, given.folder())?,
        })
    }

    /// That of a scenario with its arms, sweep and sample.
    ///
    /// # Errors
    /// If a file that it names cannot be read.
    pub fn of_scenario(scenario: &ScenarioFile, given: &GivenScenario) -> Result<Self, RemakeError> {
        const TIES: &str = "relations.ties_file";
        let arms = scenario.arms.iter().filter_map(|arm| arm.set.get(TIES));
        let swept = scenario.sweep.get(TIES).and_then(Value::as_array).into_iter().flatten();
        let set = arms.chain(swept).filter_map(Value::as_str).map(PathBuf::from);
        let points = scenario.sample.iter().filter_map(|sample| sample.points_file.clone());
        let ties = scenario.relations.ties_file.clone();
        let own = ties.into_iter().chain(scenario.members_file.clone());
        let names = own.chain(set).chain(points.map(PathBuf::from)).collect();
        Ok(Self {
            file: given.name().to_owned(),
            text: text_of(given),
            files: texts_of(names, given.folder())?,
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

/// The text of a scenario file, and below it, in comments, what was set besides.
fn text_of(given: &GivenScenario) -> String {
    let settings = given
        .settings()
        .map(|setting| format!("# set besides: {}\n", setting.escape_debug()));
    let mut text = given.text().to_owned();
    if given.settings().next().is_some() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.extend(settings);
    text
}

/// The text of every file that the scenario, an arm or a design point names.
fn named_files(study: &Study, folder: &Path) -> Result<BTreeMap<String, String>, RemakeError> {
    let ties = study
        .cells
        .iter()
        .map(|cell| &cell.scenario.resolved().relations.ties_file);
    let mut names: BTreeSet<PathBuf> = ties.flatten().cloned().collect();
    names.extend(study.base.resolved().members_file.clone());
    let points = study.base.resolved().sample.iter();
    names.extend(
        points
            .filter_map(|sample| sample.points_file.clone())
            .map(PathBuf::from),
    );
    texts_of(names, folder)
}

fn texts_of(names: BTreeSet<PathBuf>, folder: &Path) -> Result<BTreeMap<String, String>, RemakeError> {
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
/// If this is no study.
pub fn study(scenario: &Value, files: &BTreeMap<String, String>) -> Result<Study, RemakeError> {
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
