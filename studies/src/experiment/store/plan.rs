//! What a store is for: enough to tell whether a study is the same, and to say what is missing.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;

use super::{StoreError, segment};
use crate::experiment::{BLOCK, Digest};
use alliance_dynamics::scenario::Study;

/// Tells a study, as run by one version of the program, from every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Identity(pub(super) [u8; 32]);

/// One arm at one design point, as a plan names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedCell {
    /// The arm.
    pub arm: String,
    /// The values of the swept keys.
    pub values: Vec<String>,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StudyPlan {
    /// Version of the program, and the commit it was built from.
    pub version: String,
    /// Replications of every cell; with a precision, the most of any.
    pub runs_per_cell: u32,
    /// Swept keys.
    pub keys: Vec<String>,
    /// Every arm at every design point.
    pub cells: Vec<PlannedCell>,
    /// SHA-256 of the arms in full, with the ties and points that other files hold.
    arms: String,
    /// Every key of the scenario.
    scenario: Value,
}

impl StudyPlan {
    /// The plan of a study.
    #[must_use]
    pub fn of(study: &Study) -> Self {
        let cells = study.cells.iter().map(|cell| PlannedCell {
            arm: study.arms[cell.arm].name.clone(),
            values: study.values_at(cell.point).into_iter().map(str::to_owned).collect(),
        });
        let arms: String = study.arms.iter().map(|arm| format!("{:?}\n", arm.scenario)).collect();
        Self {
            version: [Some(crate::experiment::VERSION), crate::experiment::COMMIT]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            runs_per_cell: study.runs,
            keys: study.keys.clone(),
            cells: cells.collect(),
            arms: Digest::of_bytes(arms).0,
            scenario: serde_json::to_value(study.base.resolved()).unwrap_or_default(),
        }
    }

    /// Blocks that are asked for.
    #[must_use]
    pub fn n_blocks(&self) -> usize {
        (self.runs_per_cell as usize).div_ceil(BLOCK) * self.cells.len()
    }

    /// Whether fewer runs may turn out to be enough.
    #[must_use]
    pub fn is_open_ended(&self) -> bool {
        !self.scenario["experiment"]["precision"].is_null()
    }

    /// Replications that the block of a unit of work has.
    #[must_use]
    pub fn runs_of(&self, unit: usize) -> u32 {
        let first = (unit / self.cells.len().max(1) * BLOCK) as u32;
        self.runs_per_cell.saturating_sub(first).min(BLOCK as u32)
    }

    /// What the blocks of this plan are marked with.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity(<Sha256 as sha2::Digest>::digest(self.to_json()).into())
    }

    /// The first thing in which another plan differs, in words.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        if self == other {
            return None;
        }
        if self.version != other.version {
            return Some(format!(
                "it was begun by version {}, and this is {}",
                self.version, other.version
            ));
        }
        let told = first_difference("", &self.scenario, &other.scenario);
        Some(told.unwrap_or_else(|| "a file that the scenario names has changed".to_owned()))
    }

    /// Every key of the scenario.
    #[must_use]
    pub fn scenario(&self) -> &Value {
        &self.scenario
    }

    pub(super) fn read(path: &Path) -> Result<Self, StoreError> {
        let text = fs::read_to_string(path).map_err(|source| StoreError::unreadable(path, source))?;
        serde_json::from_str(&text).map_err(|error| StoreError::unreadable(path, error.into()))
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), StoreError> {
        segment::write_whole(path, [self.to_json().as_bytes()]).map_err(|source| StoreError::unwritable(path, source))
    }

    fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

/// The first key, with dots, that two scenarios give different values, and both values.
fn first_difference(key: &str, one: &Value, other: &Value) -> Option<String> {
    let below = |name: &str| {
        if key.is_empty() {
            name.to_owned()
        } else {
            format!("{key}.{name}")
        }
    };
    match (one, other) {
        (Value::Object(ones), Value::Object(others)) => {
            let null = Value::Null;
            let names = ones
                .keys()
                .chain(others.keys().filter(|&name| !ones.contains_key(name)));
            names.into_iter().find_map(|name| {
                let (one, other) = (ones.get(name).unwrap_or(&null), others.get(name).unwrap_or(&null));
                first_difference(&below(name), one, other)
            })
        }
        (Value::Array(ones), Value::Array(others)) if ones.len() == others.len() => {
            let pairs = ones.iter().zip(others).enumerate();
            pairs
                .into_iter()
                .find_map(|(place, (one, other))| first_difference(&below(&place.to_string()), one, other))
        }
        _ => (one != other).then(|| format!("`{key}` was {} and is now {}", shown(one), shown(other))),
    }
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => "not set".to_owned(),
        value => value.to_string(),
    };
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
