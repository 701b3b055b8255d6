//! What bundled scenarios are called in other languages than the one that their files are written in.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Language;

/// By the names of files, without their ending.
type ByName = BTreeMap<String, ScenarioWords>;

/// No words cannot happen with the bundled file, but scenarios in their own words are better than a panic.
static DUTCH: LazyLock<ByName> =
    LazyLock::new(|| toml::from_str(include_str!("scenarios/nl.toml")).unwrap_or_default());

/// What stands in place of the words of a scenario file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioWords {
    pub(crate) title: String,
    pub(crate) description: String,
    /// Members, roles, arms and goals: by their names in the file.
    #[serde(default)]
    pub(crate) names: BTreeMap<String, String>,
}

impl Language {
    /// Words for a bundled scenario; none where its own are to stay.
    pub(crate) fn scenario(self, name: &str) -> Option<&'static ScenarioWords> {
        match self {
            Self::English => None,
            Self::Dutch => DUTCH.get(name),
        }
    }
}
