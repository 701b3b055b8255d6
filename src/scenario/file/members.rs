//! Who the members are, or how they are drawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::alliance::{NonNegative, Positive, Real, Share};

/// What members are like unless they are listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PopulationTable {
    /// How many members are drawn where none are listed.
    #[schemars(range(min = 2, max = 1_000_000))]
    #[schemars(extend("x-unit" = "members", "x-source" = "choice"))]
    pub count: u32,
    /// Spread of their goals around the ambition, on every axis.
    #[schemars(extend("x-unit" = "units of the goal space", "x-source" = "guess"))]
    pub goal_spread: NonNegative,
    /// Spread of their cultures around the middle.
    #[schemars(extend("x-unit" = "culture", "x-source" = "guess"))]
    pub culture_spread: NonNegative,
    /// Spread of the logarithm of their resources: at 10 the strongest has e^10 times what is usual, and more.
    #[schemars(range(max = 10))]
    #[schemars(extend("x-unit" = "a number", "x-source" = "choice: equals"))]
    pub resources_spread: NonNegative,
    /// Readiness to warn.
    #[schemars(extend("x-unit" = "probability a month", "x-source" = "guess"))]
    pub voice: Share,
    /// Pull of defecting.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub temptation: Share,
    /// Delegates' independence from home.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub autonomy: Share,
    /// How much of the own goal lies under the waterline at the start.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub hidden: Share,
}

impl Default for PopulationTable {
    fn default() -> Self {
        Self {
            count: 8,
            goal_spread: NonNegative::fixed(0.4),
            culture_spread: NonNegative::fixed(0.3),
            resources_spread: NonNegative::fixed(0.0),
            voice: Share::fixed(0.4),
            temptation: Share::fixed(0.5),
            autonomy: Share::fixed(0.0),
            hidden: Share::fixed(0.0),
        }
    }
}

/// One organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberEntry {
    /// Its name.
    #[schemars(length(min = 1, max = 200))]
    pub name: String,
    /// What its own organisation wants; the ambition unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "units of the goal space", "x-source" = "choice"))]
    pub goal: Option<Vec<Real>>,
    /// Its culture, a number or one number an axis; the middle unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "culture", "x-source" = "choice"))]
    pub culture: Option<Culture>,
    /// Its resources, which are its power; 1 unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "resources", "x-source" = "choice"))]
    pub resources: Option<Positive>,
    /// Readiness to warn; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "probability a month"))]
    pub voice: Option<Share>,
    /// Pull of defecting; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "share"))]
    pub temptation: Option<Share>,
    /// Delegates' independence from home; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "share"))]
    pub autonomy: Option<Share>,
    /// How much of its goal lies under the waterline at the start; as in `[population]` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "share"))]
    pub hidden: Option<Share>,
}

impl MemberEntry {
    /// A member of which nothing but its name is said.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            goal: None,
            culture: None,
            resources: None,
            voice: None,
            temptation: None,
            autonomy: None,
            hidden: None,
        }
    }
}

/// A culture: a place on one axis, or on several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Culture {
    /// A place on one axis.
    One(Share),
    /// A place on several axes.
    Several(#[schemars(length(min = 1))] Vec<Share>),
}

impl Culture {
    /// The places, axis by axis.
    #[must_use]
    pub fn axes(&self) -> &[Share] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Several(places) => places,
        }
    }
}
