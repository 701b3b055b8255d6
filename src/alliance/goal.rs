//! What is hoped for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Outcome;

/// What an alliance is hoped to achieve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Alliances reach their horizon.
    #[default]
    Survival,
    /// Alliances thrive at their horizon, or have accomplished their mission.
    Thriving,
}

impl Goal {
    /// Whether an alliance that fares so has achieved it.
    #[must_use]
    pub const fn is_met(self, outcome: Outcome) -> bool {
        match self {
            Self::Survival => outcome.survived(),
            Self::Thriving => matches!(outcome, Outcome::Completed | Outcome::Thriving),
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Survival => "survival",
            Self::Thriving => "thriving",
        }
    }

    /// What alliances do that achieve it.
    #[must_use]
    pub const fn verb(self) -> &'static str {
        match self {
            Self::Survival => "survive",
            Self::Thriving => "thrive",
        }
    }
}
