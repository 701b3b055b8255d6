//! The scenario with the help in it, as a file.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use alliance_dynamics::scenario::file::{ExperimentTable, ScenarioFile};

use super::found::RescuePlan;
use super::question::RescueQuestion;
use super::settings::settings;
use crate::experiment::scenario_toml;

/// The name of the file.
const FILE: &str = "rescue.toml";
/// The arm of it that has the help.
const RESCUED: &str = "rescued";

/// The scenario with the help in it, as an arm, and the file of ties that it names: `alliance run` on it repeats the fresh worlds.
pub(super) fn files(question: &RescueQuestion, plan: &RescuePlan) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut scenario = alone(question);
    let mut files = Vec::new();
    if let (Some(name), Some(text)) = (&mut scenario.relations.ties_file, &question.ties) {
        *name = name.file_name().map(PathBuf::from).unwrap_or_default();
        files.push((name.display().to_string(), text.clone()));
    }
    let text = text(question, plan, &scenario)?;
    files.push((FILE.to_owned(), text.into_bytes()));
    Ok(files)
}

fn text(question: &RescueQuestion, plan: &RescuePlan, scenario: &ScenarioFile) -> io::Result<String> {
    let mut base = serde_json::to_value(scenario)?;
    // An empty list stands in the way of the arm that follows.
    base.as_object_mut().and_then(|keys| keys.remove("arms"));
    let base = scenario_toml(&base).map_err(io::Error::other)?;
    let set = settings(&question.template, &question.table, &plan.help).map_err(io::Error::other)?;
    let set: Vec<String> = set.into_iter().map(|(key, text)| format!("{key} = {text}")).collect();
    Ok(format!(
        "# {} with help for {}: the arm `{RESCUED}`.\n# `alliance run` on this file repeats the worlds from which its effect was told.\n\n\
         {base}\n[[arms]]\nname = \"{RESCUED}\"\nset = {{ {} }}\n",
        question.file.display(),
        question.wording().amount(plan.cost),
        set.join(", ")
    ))
}

/// The scenario, or the arm, without what was not asked about.
fn alone(question: &RescueQuestion) -> ScenarioFile {
    let experiment = ExperimentTable {
        runs: question.fresh,
        ..ExperimentTable::default()
    };
    ScenarioFile {
        seed: question.seed,
        experiment,
        arms: Arc::default(),
        sweep: Arc::default(),
        sample: None,
        rescue: Some(question.table.clone()),
        // Its members are written out.
        members_file: None,
        ..question.template.base().resolved().clone()
    }
}
