//! What the alliance is for, and where its dials stand.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::alliance::{NonNegative, Positive, Real, Share};

/// What the alliance is for, and where it starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AllianceTable {
    /// The shared ambition, a point of the goal space; its length is the number of goal axes.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-unit" = "units of the goal space", "x-source" = "choice"))]
    pub ambition: Arc<[Real]>,
    /// Names of the goal axes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(inner(length(max = 200)))]
    pub goal_axes: Option<Arc<[String]>>,
    /// How far apart goals may lie before they clash.
    #[schemars(extend("x-unit" = "units of the goal space", "x-source" = "guess"))]
    pub goal_tolerance: Positive,
    /// How much the alliance asks of itself.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub challenge: Share,
    /// What it can do at the start.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub capacity: Share,
    /// What it can say at the start.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub shared_language: Share,
    /// How clear and inviting the common goal is at the start.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub goal_clarity: Share,
    /// How far roles, powers and rules of conduct are agreed; events can agree on more.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub agreements: Share,
    /// The value to be delivered until the mission is accomplished and the alliance has done its work; 0 for one without
    /// an end.
    #[schemars(extend("x-unit" = "value", "x-source" = "choice"))]
    pub mission: NonNegative,
    /// The member agreed on as lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
}

impl Default for AllianceTable {
    fn default() -> Self {
        Self {
            ambition: [Real::fixed(0.0); 2].into(),
            goal_axes: None,
            goal_tolerance: Positive::fixed(0.8),
            challenge: Share::fixed(0.4),
            capacity: Share::fixed(0.2),
            shared_language: Share::fixed(0.2),
            goal_clarity: Share::fixed(0.5),
            agreements: Share::fixed(0.2),
            mission: NonNegative::fixed(0.0),
            lead: None,
        }
    }
}

/// Where the dials stand at the start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DialsTable {
    /// Rules and checks: protect against opportunism, cost effort, crowd trust out.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub control: Share,
    /// Time spent on the relationship instead of on results.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub process: Share,
    /// Readiness to change routines.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub agility: Share,
    /// Care in admitting members.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub diligence: Share,
}

impl Default for DialsTable {
    fn default() -> Self {
        Self {
            control: Share::fixed(0.3),
            process: Share::fixed(0.25),
            agility: Share::fixed(0.3),
            diligence: Share::fixed(0.3),
        }
    }
}
