//! How a scenario switches a loop off.

use schemars::JsonSchema;
use serde::Serialize;

use crate::scenario::Scenario;
use crate::scenario::file::EventEntry;

/// What a key is set to, so that a loop has no strength.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Switch {
    /// No strength.
    Number(f64),
    /// A mechanism that is off.
    Is(bool),
}

const NONE: Switch = Switch::Number(0.0);
const OFF: Switch = Switch::Is(false);

/// The dotted keys that leave a loop no strength in this scenario, with their values: as few as will do. Empty for a loop that is not
/// known.
#[must_use]
pub fn switches(feedback: &str, scenario: &Scenario) -> Vec<(String, Switch)> {
    let general = general(feedback).iter().map(|&(key, value)| (key.to_owned(), value));
    let special = match feedback {
        "gossip" => rumours(scenario),
        "warning" => voices(scenario),
        _ => Vec::new(),
    };
    general.chain(special.into_iter().map(|key| (key, NONE))).collect()
}

fn general(feedback: &str) -> &'static [(&'static str, Switch)] {
    match feedback {
        "reciprocity" => &[("work.trust_weight", NONE)],
        "gossip" => &[("gossip.enabled", OFF)],
        "loyalty" => &[("home_talk.loyalty", NONE)],
        "home echo" => &[("home_talk.echo", NONE), ("home_talk.stereotyping", NONE)],
        "silence" => &[("home_talk.conformity", NONE), ("home_talk.warning_cost", NONE)],
        "pay-off" => &[("work.payoff_weight", NONE), ("constituency.payoff_weight", NONE)],
        "home support" => &[("constituency.image_weight", NONE)],
        "learning" => &[("learning.capacity_gain", NONE)],
        "language" => &[("learning.language_gain", NONE)],
        "shared goals" => &[("goals.alliance_pull", NONE)],
        "incidents" => &[("incidents.enabled", OFF)],
        "steering" => &[("work.steering_cost", NONE), ("incidents.power", NONE)],
        "expectation" => &[("experience.enabled", OFF)],
        "dialogue" => &[("dialogue.enabled", OFF)],
        "warning" => &[("population.voice", NONE)],
        "anchoring" => &[("goals.anchoring", NONE), ("goals.home_pull", NONE)],
        "control" => &[("leadership.dial_speed", NONE)],
        _ => &[],
    }
}

/// Planned rumours are believed from those who are trusted.
fn rumours(scenario: &Scenario) -> Vec<String> {
    let events = scenario.resolved().events.iter().enumerate();
    let rumours = events.filter(|(_, event)| matches!(event, EventEntry::Rumour { .. }));
    rumours.map(|(place, _)| format!("events.{place}.strength")).collect()
}

/// Homes that have a voice of their own.
fn voices(scenario: &Scenario) -> Vec<String> {
    let file = scenario.resolved();
    let members = file.members.iter().filter(|member| member.voice.is_some());
    let members = members.map(|member| format!("members.{}.voice", member.name));
    let arrivals = file.arrivals.iter().enumerate();
    let arrivals = arrivals.filter(|(_, arrival)| arrival.member.voice.is_some());
    let arrivals = arrivals.map(|(place, _)| format!("arrivals.{place}.member.voice"));
    members.chain(arrivals).collect()
}
