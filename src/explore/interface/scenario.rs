//! What a scenario says.

use serde::Serialize;
use serde_json::Value as Json;

use super::keys::{ScenarioKey, keys};
use super::settings::{Chosen, Settings, read};
use super::written::with_changes;
use super::{Limits, Refused};
use crate::mechanisms::Dynamics;
use crate::scenario::BASE;

#[derive(Debug, Serialize)]
struct ScenarioAnswer<'a> {
    title: &'a str,
    description: &'a str,
    months: u32,
    dynamics: &'static str,
    seed: u64,
    members: &'a [String],
    goal_axes: &'a [String],
    arms: Vec<ArmAnswer<'a>>,
    keys: Vec<ScenarioKey>,
    toml: String,
}

#[derive(Debug, Serialize)]
struct ArmAnswer<'a> {
    name: &'a str,
    set: Vec<(&'a String, &'a Json)>,
}

pub(super) fn answer(body: &[u8], limits: &Limits) -> Result<Vec<u8>, Refused> {
    let settings: Settings = read(body)?;
    let chosen = settings.choose(limits)?;
    let Chosen { scenario, seed, .. } = &chosen;
    let answer = ScenarioAnswer {
        title: &scenario.title,
        description: &scenario.description,
        months: scenario.months,
        dynamics: match scenario.dynamics {
            Dynamics::Stochastic => "stochastic",
            Dynamics::MeanField => "mean_field",
        },
        seed: *seed,
        members: &scenario.names,
        goal_axes: &scenario.goal_axes,
        arms: arms(&chosen),
        keys: keys(scenario, chosen.template.base()),
        toml: with_changes(&settings.toml, &chosen.changes, settings.seed)?,
    };
    Ok(serde_json::to_vec(&answer)?)
}

fn arms(chosen: &Chosen) -> Vec<ArmAnswer<'_>> {
    let base = ArmAnswer {
        name: BASE,
        set: Vec::new(),
    };
    let others = chosen.template.base().resolved().arms.iter().map(|arm| ArmAnswer {
        name: &arm.name,
        set: arm.set.iter().collect(),
    });
    std::iter::once(base).chain(others).collect()
}
