//! A study made again from what a manifest or a plan holds: every key of the scenario, and the text of the files it names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use alliance_dynamics::scenario::{Scenario, Study};
use alliance_studies::experiment::{Shards, scenario_toml};
use anyhow::{Context as _, ensure};
use serde_json::Value;

/// The text of a scenario file.
pub fn scenario_text(scenario: &Path) -> anyhow::Result<String> {
    fs::read_to_string(scenario).with_context(|| format!("{} cannot be read", scenario.display()))
}

/// The text of every file that the scenario, an arm or a design point names.
pub fn named_files(study: &Study, scenario: &Path) -> anyhow::Result<BTreeMap<String, String>> {
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

/// The text of every file that one alliance names.
pub fn files_of_alliance(alliance: &Scenario, scenario: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let ties = alliance.resolved().relations.ties_file.clone();
    texts_of(ties.into_iter().collect(), scenario)
}

fn texts_of(names: BTreeSet<PathBuf>, scenario: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let folder = scenario.parent().unwrap_or(Path::new(""));
    let read = |name: PathBuf| {
        let path = folder.join(&name);
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok((name.display().to_string(), text))
    };
    names.into_iter().map(read).collect()
}

/// The study that a folder of shards was planned for, as long as this program makes the same of it.
pub fn planned(shards: &Shards) -> anyhow::Result<Study> {
    let plan = shards.planned();
    let study = study(plan.study.scenario(), &plan.files)?;
    shards.check(&study)?;
    Ok(study)
}

/// The study of a scenario with all its keys, read from files like those it was first read from.
pub fn study(scenario: &Value, files: &BTreeMap<String, String>) -> anyhow::Result<Study> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, text: &str| -> anyhow::Result<PathBuf> {
        let inside = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        ensure!(
            inside,
            "{name} does not lie in the folder of the scenario, so that it cannot be put back"
        );
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        fs::write(&path, text)?;
        Ok(path)
    };
    for (name, text) in files {
        write(name, text)?;
    }
    Ok(Study::read(write("scenario.toml", &toml(scenario)?)?)?)
}

/// The study of a manifest, with the seed, the runs and the written values of its design points that it had.
pub fn study_again(
    (scenario, files): (&Value, &BTreeMap<String, String>),
    seed: Option<u64>,
    runs: Option<u32>,
    points: &[Vec<String>],
) -> anyhow::Result<Study> {
    let mut study = study(scenario, files)?;
    study.change_seed(seed);
    study.change_runs(runs, None, None);
    // The same number can be written in several ways.
    for (setting, text) in study.points.iter_mut().flatten().zip(points.iter().flatten()) {
        setting.text.clone_from(text);
    }
    Ok(study)
}

/// A scenario with all its keys, as a file.
pub fn toml(scenario: &Value) -> anyhow::Result<String> {
    Ok(scenario_toml(scenario)?)
}
