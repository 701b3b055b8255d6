//! What a candidate is, in the words of tables.

use schemars::JsonSchema;
use serde::Serialize;

use super::candidates::{Candidate, about};
use alliance_dynamics::alliance::MemberId;
use alliance_dynamics::mechanisms::{Deed, EventKind, Parameter};
use alliance_dynamics::scenario::Scenario;

/// What a candidate is; empty texts where nothing is to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Description<'a> {
    /// Its kind, such as `incident`, `betrayal`, `gossip` or `mechanism`.
    pub kind: &'static str,
    /// Whose act it is, or the first of two.
    pub member: &'a str,
    /// The other one.
    pub partner: &'a str,
    /// In a word: the cause of an incident, the dial that was set, the role of a steward, the name of a mechanism.
    pub what: &'a str,
}

impl<'a> Description<'a> {
    /// Describes a candidate of a run of this scenario.
    #[must_use]
    pub fn of(candidate: &Candidate, scenario: &'a Scenario) -> Self {
        let nothing = Self {
            kind: "",
            member: "",
            partner: "",
            what: "",
        };
        let name = |id: MemberId| scenario.names[id.index()].as_str();
        let by = |kind, member| Self {
            kind,
            member: name(member),
            ..nothing
        };
        let that = |kind, what| Self { kind, what, ..nothing };
        match candidate.act.deed {
            Deed::Event(place) => Self::of_event(&scenario.rules.events.0[place].kind, scenario),
            Deed::Steward(place) => that("steward", &scenario.rules.stewards.0[place].role),
            Deed::Mechanism(mechanism) => that("mechanism", mechanism.name()),
            Deed::Shock => that("shock", "chance"),
            Deed::Incident(member, partner) => Self {
                partner: name(partner),
                what: about(candidate.told),
                ..by("incident", member)
            },
            Deed::Bond(member, partner) => Self {
                partner: name(partner),
                ..by("bond", member)
            },
            Deed::Climate => that("climate", ""),
            Deed::Cultures => that("condition", "cultures"),
            Deed::Magnifying => that("condition", "magnifying"),
            Deed::Arrival(member) => by("arrival", member),
            Deed::WarningSpoken(member) => by("warning_spoken", member),
            Deed::WarningSwallowed(member) => by("warning_swallowed", member),
            Deed::Exit(member) => by("exit", member),
            Deed::Gossip(member) => by("gossip", member),
            Deed::HomeTalk(member) => by("home_talk", member),
            Deed::Disappointment(member) => by("disappointment", member),
        }
    }

    fn of_event(kind: &'a EventKind, scenario: &'a Scenario) -> Self {
        let name = |id: MemberId| scenario.names[id.index()].as_str();
        let (kind, member, partner, what) = match *kind {
            EventKind::Shock { .. } => ("shock", "", "", "planned"),
            EventKind::Betrayal { member, .. } => ("betrayal", name(member), "", ""),
            EventKind::OpenConversation { .. } => ("open_conversation", "", "", ""),
            EventKind::Rumour { source, about, .. } => ("rumour", name(source), name(about), ""),
            EventKind::Celebration { .. } => ("celebration", "", "", ""),
            EventKind::Leave { member } => ("exit", name(member), "", "planned"),
            EventKind::Agreement { .. } => ("agreement", "", "", ""),
            EventKind::Story { .. } => ("story", "", "", ""),
            EventKind::LearningAgenda { .. } => ("learning_agenda", "", "", ""),
            EventKind::Dissent { .. } => ("dissent", "", "", ""),
            EventKind::Dial { dial, .. }
            | EventKind::Set {
                key: Parameter::Dial(dial),
                ..
            } => ("dial", "", "", dial.name()),
            EventKind::Set {
                key: Parameter::Of(_, ref key),
                ..
            } => ("set", "", "", key.as_str()),
            EventKind::Speak { member, tone, .. } if tone < 0.0 => ("speak", name(member), "", "joins in"),
            EventKind::Speak { member, .. } => ("speak", name(member), "", "fairly"),
            EventKind::Warn { member, .. } => ("warn", name(member), "", ""),
            EventKind::Contribute { member, .. } => ("contribute", name(member), "", ""),
            EventKind::Visit { member, partner, .. } => ("visit", name(member), name(partner), ""),
            EventKind::Concede { member, .. } => ("concede", name(member), "", ""),
        };
        Self {
            kind,
            member,
            partner,
            what,
        }
    }
}
