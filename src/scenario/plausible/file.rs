//! What a file of plausible models is made of.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// What may be otherwise in the model, and what is left as it is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PlausibleFile {
    /// Keys that may have other values, by their dotted names in quotes.
    pub assumptions: BTreeMap<String, AssumptionEntry>,
    /// Keys, or whole tables, that are left as they are, each with the reason.
    #[serde(default)]
    #[allow(dead_code, reason = "it is there to be read by people, and checked")]
    pub left_out: BTreeMap<String, String>,
}

/// Which other values a key may have.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssumptionEntry {
    /// The least value.
    pub from: Option<f64>,
    /// The greatest value.
    pub to: Option<f64>,
    /// The least and the greatest factor of the value that the scenario has.
    pub times: Option<Vec<f64>>,
    /// The least and the greatest number that is added to it.
    pub plus: Option<Vec<f64>>,
    /// Values of which one is drawn.
    pub choices: Option<Vec<serde_json::Value>>,
    /// How often each of them is drawn, beside the others.
    pub weights: Option<Vec<u32>>,
    /// Why just these values are plausible.
    #[schemars(length(min = 1))]
    pub reason: String,
}
