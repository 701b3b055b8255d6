//! Which alliance is meant.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::limits::allow;
use super::value::Change;
use super::{Limits, Refused};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{AloneBounds, Scenario, Template};
use alliance_studies::experiment::Control;

/// Larger seeds are not told apart by all who read JSON.
const GREATEST_SEED: u64 = 9_007_199_254_740_991;
/// One world with its loops, measured every month anew, takes as long as about so many runs.
const IN_FULL: u64 = 50;
/// The most changes to a file.
const MOST_CHANGES: u64 = 1000;

/// Which alliance is meant: a scenario file, and what differs from it. Asked by itself: what does the scenario say?
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct ScenarioQuestion {
    /// The text of the scenario file.
    pub(super) toml: String,
    /// What differs from the file, in the order in which it was changed.
    #[serde(default)]
    #[schemars(with = "Vec<Change>")]
    pub(super) changes: Vec<(String, Json)>,
    /// What all luck is derived from; the file's where it is not said.
    #[serde(default)]
    #[schemars(with = "u64", skip_serializing_if = "Option::is_none")]
    pub(super) seed: Option<u64>,
}

/// One run of it: in full, or with its feedback loops.
#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct WorldQuestion {
    #[serde(flatten)]
    pub(super) settings: ScenarioQuestion,
    /// Which replication, as in `runs.csv`.
    pub(super) replication: u32,
}

/// Settings that have been read and found right.
pub(super) struct Chosen {
    /// The file, without the changes.
    pub(super) template: Template,
    /// The changes.
    pub(super) changes: Vec<(String, Value)>,
    /// The scenario with the changes.
    pub(super) scenario: Arc<Scenario>,
    /// What all luck is derived from.
    pub(super) seed: u64,
}

/// Reads a question.
pub(super) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refused> {
    Ok(serde_json::from_slice(body)?)
}

impl ScenarioQuestion {
    /// The same file with other changes.
    pub(super) fn with_changes(&self, changes: &[(String, Json)]) -> Self {
        Self {
            toml: self.toml.clone(),
            changes: changes.to_vec(),
            seed: self.seed,
        }
    }

    /// Reads the scenario, and checks it with its changes.
    pub(super) fn choose(&self, limits: &Limits, control: &Control) -> Result<Chosen, Refused> {
        allow("changes", self.changes.len() as u64, MOST_CHANGES)?;
        let bounds = AloneBounds {
            members: limits.members,
            axes: limits.axes,
        };
        let template = Template::alone(&self.toml, bounds, || !control.is_stopped())?.ok_or(Refused::Stopped)?;
        let changes = self.changes.iter().map(value).collect::<Result<Vec<_>, _>>()?;
        let scenario = if changes.is_empty() {
            Arc::clone(template.base())
        } else {
            let changes: Vec<(&str, Value)> = changes
                .iter()
                .map(|(key, value)| (key.as_str(), value.clone()))
                .collect();
            Arc::new(template.with(&changes)?)
        };
        limits.allow_scenario(&scenario)?;
        if control.is_stopped() {
            return Err(Refused::Stopped);
        }
        limits.allow_effort(&scenario, IN_FULL, 1)?;
        let seed = self.seed.unwrap_or(scenario.seed);
        if seed > GREATEST_SEED {
            let message = format!("the seed is {seed}; allowed is a whole number from 0 to {GREATEST_SEED}");
            return Err(Refused::Malformed(message));
        }
        Ok(Chosen {
            template,
            changes,
            scenario,
            seed,
        })
    }
}

impl Chosen {
    /// The seed of a replication.
    pub(super) fn seed_of(&self, replication: u32) -> u64 {
        replication_seed(self.seed, u64::from(replication))
    }
}

fn value((key, json): &(String, Json)) -> Result<(String, Value), Refused> {
    let value = Value::from_json(json).ok_or_else(|| Refused::Malformed(format!("`{key}` is changed to null")))?;
    Ok((key.clone(), value))
}
