//! Who looks after the alliance.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::WhenEntry;
use crate::alliance::Share;
use crate::mechanisms::Quality;

/// Someone who looks after the alliance for a while.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StewardEntry {
    /// What they are called: alliance manager, coordinator, facilitator…
    #[schemars(length(min = 1, max = 200))]
    pub role: String,
    /// First month, from 0.
    #[serde(default)]
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub from: u32,
    /// The month in which they are gone again; never unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub until: Option<u32>,
    /// On which trigger they come, in place of `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<WhenEntry>,
    /// How many months they stay, in place of `until`; for good unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    #[schemars(extend("x-unit" = "months", "x-source" = "choice"))]
    pub months: Option<u32>,
    /// The member they come from; without it they are independent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
    /// How good they are.
    #[serde(default = "full")]
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub skill: Share,
    /// Share of the alliance's value that they cost.
    #[serde(default = "none")]
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "choice"))]
    pub cost: Share,
    /// How much of their attention every quality has.
    #[serde(default)]
    pub focus: Focus,
}

impl StewardEntry {
    /// Someone independent of whom nothing but the role is said: there from the first month, for good, with no focus.
    pub fn called(role: impl Into<String>) -> Self {
        Self {
            role: role.into(),
            from: 0,
            until: None,
            when: None,
            months: None,
            home: None,
            skill: full(),
            cost: none(),
            focus: Focus::default(),
        }
    }
}

const fn full() -> Share {
    Share::fixed(1.0)
}

const fn none() -> Share {
    Share::fixed(0.0)
}

/// Attention given to nine qualities of leadership.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Focus {
    /// Language gain, goal clarity, pull of the ambition.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub sense_making: Share,
    /// Echo and stereotyping at home, negativity of gossip.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub pattern_breaking: Share,
    /// How fast routine follows the world.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub worldly_view: Share,
    /// Observation noise, culture blame.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub analysis: Share,
    /// Dialogue, resolution of incidents.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub relations: Share,
    /// Harm of shocks.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub resilience: Share,
    /// Capacity kept under mismatch.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub change: Share,
    /// The four dials follow the situation.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub paradox: Share,
    /// Warning voice at home.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub reflection: Share,
}

impl Default for Focus {
    fn default() -> Self {
        Self {
            sense_making: none(),
            pattern_breaking: none(),
            worldly_view: none(),
            analysis: none(),
            relations: none(),
            resilience: none(),
            change: none(),
            paradox: none(),
            reflection: none(),
        }
    }
}

impl Focus {
    /// The numbers, by [`Quality`].
    #[must_use]
    pub fn by_quality(&self) -> [f64; 9] {
        Quality::ALL.map(|quality| match quality {
            Quality::SenseMaking => *self.sense_making,
            Quality::PatternBreaking => *self.pattern_breaking,
            Quality::WorldlyView => *self.worldly_view,
            Quality::Analysis => *self.analysis,
            Quality::Relations => *self.relations,
            Quality::Resilience => *self.resilience,
            Quality::Change => *self.change,
            Quality::Paradox => *self.paradox,
            Quality::Reflection => *self.reflection,
        })
    }
}
