//! What was found, as tables, a scenario file, a manifest and JSON.

use std::fs;
use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::file::{ExperimentTable, RescueTable, ScenarioFile};
use alliance_studies::experiment::{Facts, ResultFolder, RunTimes};
use alliance_studies::rescue::{Laboratory, Rescue, Terms, settings, write_frontier, write_later, write_plans};
use anyhow::Context as _;
use serde::Serialize;
use serde_json::json;

use super::job::Job;
use crate::made::Made;
use crate::recipe;
use crate::tables::{Tables, Target};

/// The arm of `rescue.toml` that has the help.
const RESCUED: &str = "rescued";

/// Writes the tables.
pub fn write_tables(job: &Job, found: &Rescue, target: Target<'_>) -> anyhow::Result<Tables> {
    let facts = Facts::of_template(&job.template, job.seed)?.with("rescue", serde_json::to_string(&job.table)?);
    let format = target.format();
    let terms = Terms::new(&job.table, job.template.base().resolved(), 0);
    let frontier = target.write("frontier.csv", &facts, |file| write_frontier(format, file, found))?;
    let plans = target.write("plans.csv", &facts, |file| write_plans(format, file, &terms, found))?;
    let later = target.write("later.csv", &facts, |file| write_later(format, file, found))?;
    Ok(vec![frontier, plans, later])
}

/// Writes the scenario with the help in it, as an arm: `alliance run` on it repeats the fresh worlds. A file of ties is put beside
/// it.
pub fn write_scenario(job: &Job, found: &Rescue, source: &Path, folder: &ResultFolder) -> anyhow::Result<()> {
    let mut file = alone(job);
    if let Some(ties) = &mut file.relations.ties_file {
        let path = source.parent().unwrap_or(Path::new("")).join(&*ties);
        let text = fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        *ties = ties.file_name().map(PathBuf::from).unwrap_or_default();
        folder.write(&ties.display().to_string(), text)?;
    }
    let mut base = serde_json::to_value(&file)?;
    // An empty list stands in the way of the arm that follows.
    base.as_object_mut().and_then(|keys| keys.remove("arms"));
    let base = recipe::toml(&base)?;
    let set = settings(&job.template, &job.table, &found.plan().help)?;
    let set: Vec<String> = set.into_iter().map(|(key, text)| format!("{key} = {text}")).collect();
    let text = format!(
        "# {} with help for {}: the arm `{RESCUED}`.\n# `alliance run` on this file repeats the worlds from which its effect was told.\n\n\
         {base}\n[[arms]]\nname = \"{RESCUED}\"\nset = {{ {} }}\n",
        source.display(),
        job.telling().amount(found.plan().cost),
        set.join(", ")
    );
    folder.write("rescue.toml", text)?;
    Ok(())
}

/// The scenario, or the arm, without what was not asked about.
fn alone(job: &Job) -> ScenarioFile {
    let experiment = ExperimentTable {
        runs: job.fresh,
        ..ExperimentTable::default()
    };
    ScenarioFile {
        seed: job.seed,
        experiment,
        arms: Vec::new(),
        sweep: serde_json::Map::new(),
        sample: None,
        rescue: Some(job.table.clone()),
        ..job.template.base().resolved().clone()
    }
}

/// The answer for machines.
pub fn to_json(job: &Job, found: &Rescue) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&json!({
        "sentence": job.telling().sentence(found),
        "arm": job.arm,
        "goal": job.table.goal,
        "target": job.table.aim(),
        "budget": job.table.budget,
        "unit": job.table.unit,
        "plan": found.plan(),
        "found": found,
    }))
}

/// What was asked, and how much of it was done.
#[derive(Debug, Serialize)]
struct Question<'a> {
    seed: u64,
    arm: Option<&'a str>,
    /// Runs that the search might spend, about.
    runs_of_search: u32,
    fresh_worlds: u32,
    runs_done: u64,
    runs_failed: u64,
    /// What help there was, defaults included.
    rescue: &'a RescueTable,
}

/// The text of `manifest.json`.
pub fn manifest(
    job: &Job,
    file: &Path,
    laboratory: &Laboratory<'_>,
    times: RunTimes,
    tables: &Tables,
) -> serde_json::Result<String> {
    let question = Question {
        seed: job.seed,
        arm: job.arm.as_deref(),
        runs_of_search: job.runs,
        fresh_worlds: job.fresh,
        runs_done: laboratory.done,
        runs_failed: laboratory.failed,
        rescue: &job.table,
    };
    Made::of(
        ("rescue", file),
        question,
        times,
        tables,
        job.template.base().resolved(),
    )
    .to_json()
}
