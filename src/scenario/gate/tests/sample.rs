//! A scenario much like the real one, with every form that schemars can make of such structs.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::super::{Document, Problems, Schema, Source};
use crate::alliance::{NonNegative, Positive, Real, Share, Signed};

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sample {
    title: String,
    #[schemars(range(min = 1, max = 12000))]
    pub(super) months: Option<u32>,
    /// How chance is used.
    dynamics: Dynamics,
    seed: u64,
    alliance: Alliance,
    dials: Dials,
    #[schemars(length(max = 1000))]
    pub(super) members: Vec<Member>,
    relations: Relations,
    pub(super) stewards: Vec<Steward>,
    pub(super) gossip: Gossip,
    learning: Learning,
    events: Vec<Event>,
    arrivals: Vec<Arrival>,
    pub(super) arms: Vec<Arm>,
    sweep: BTreeMap<String, Sweep>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Dynamics {
    /// Draws.
    #[default]
    Stochastic,
    /// Expectations.
    MeanField,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Alliance {
    #[schemars(length(min = 1))]
    ambition: Option<Vec<Real>>,
    goal_tolerance: Option<Positive>,
    lead: Option<String>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Dials {
    control: Option<Share>,
    process: Option<Share>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Member {
    #[schemars(length(min = 1))]
    pub(super) name: String,
    #[serde(default)]
    goal: Option<Vec<Real>>,
    #[serde(default)]
    culture: Option<Culture>,
    #[serde(default)]
    resources: Option<Positive>,
    #[serde(default)]
    pub(super) voice: Option<Share>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Culture {
    Everywhere(Share),
    PerAxis(Vec<Share>),
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Relations {
    trust_mean: Option<Signed>,
    network: Option<Network>,
    ties: Vec<Tie>,
    ties_file: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Network {
    Given(GivenNetwork),
    Drawn(DrawnNetwork),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum GivenNetwork {
    Complete,
    Listed,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum DrawnNetwork {
    Random { degree: u32 },
    SmallWorld { degree: u32, rewire: Share },
    ScaleFree { links: u32 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tie {
    from: String,
    to: String,
    trust: Signed,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Steward {
    pub(super) role: String,
    #[serde(default)]
    pub(super) from: u32,
    #[serde(default)]
    pub(super) skill: Option<Share>,
    #[serde(default)]
    focus: Focus,
}

/// Keys of an enumeration are `propertyNames` at best, so that a struct says more; both are tried here.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Focus {
    sense_making: Option<Share>,
    relations: Option<Share>,
    change: Option<Share>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Gossip {
    pub(super) enabled: Option<bool>,
    pub(super) rate: Option<NonNegative>,
    negativity: Option<NonNegative>,
    #[schemars(range(min = 1))]
    conversations: Option<u32>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Learning {
    enabled: Option<bool>,
    language_gain: Option<Share>,
    capacity_gain: Option<Share>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
struct Event {
    month: u32,
    #[serde(flatten)]
    what: What,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum What {
    Shock { size: Real },
    Betrayal { member: String, months: u32 },
    Leave(Leave),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
struct Leave {
    member: String,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Arrival {
    month: u32,
    member: Member,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arm {
    pub(super) name: String,
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    set: toml::Table,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Sweep {
    List(#[schemars(with = "Vec<serde_json::Value>")] Vec<toml::Value>),
    Range(Range),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Range {
    from: Real,
    to: Real,
    #[schemars(range(min = 2))]
    steps: u32,
}

pub(super) fn schema() -> Arc<Schema> {
    Schema::of::<Sample>()
}

pub(super) fn check(text: &str) -> Result<Document, Problems> {
    Document::check(Source::new("alliance.toml", text), schema())
}

/// The whole message about a text that is wrong.
pub(super) fn message(text: &str) -> String {
    match check(text) {
        Ok(_) => "nothing is wrong".to_owned(),
        Err(problems) => problems.to_string(),
    }
}

/// Compares a message with the snapshot of this name.
pub(super) fn assert_message(name: &str, message: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, message));
}

pub(super) const GOOD: &str = r#"
title = "Delta"
months = 120
dynamics = "mean-field"
seed = 0xFF

[alliance]
ambition = [0, 0.5]
goal_tolerance = 1
lead = "Port"

[dials]
control = 0.3

[[members]]
name = "Farmers"
goal = [1.0, -2]
culture = 0.5

[[members]]
name = "Port"
culture = [0.2, 1]

[[members]]
name = "St. John"
voice = 0.4

[relations]
trust_mean = -0.1
network = { kind = "small-world", degree = 10, rewire = 0.1 }

[[relations.ties]]
from = "Farmers"
to = "Port"
trust = -1

[[stewards]]
role = "facilitator"
from = 12
focus = { relations = 1, change = 0.5 }

[gossip]
rate = 0.12
negativity = 2

[[events]]
month = 3
kind = "shock"
size = -0.6

[[events]]
month = 4
kind = "leave"
member = "Port"

[[arrivals]]
month = 5
member = { name = "Newcomer", goal = [0, 0] }

[[arms]]
name = "no gossip"
set = { "gossip.enabled" = false, gossip.rate = 0.1 }

[sweep]
"gossip.rate" = { from = 0.0, to = 0.4, steps = 5 }
"relations.trust_mean" = [0.0, 0.1]
"#;
