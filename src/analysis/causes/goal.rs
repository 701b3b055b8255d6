//! What is hoped for.

use serde::{Deserialize, Serialize};

use crate::alliance::Outcome;
use crate::simulation::Ending;

/// What an alliance is hoped to achieve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Goal {
    /// To reach its horizon.
    #[default]
    Survival,
    /// To reach it and add value.
    Thriving,
}

impl Goal {
    /// Whether an alliance that ended so has achieved it.
    #[must_use]
    pub fn is_met(self, ending: &Ending) -> bool {
        match self {
            Self::Survival => ending.outcome.survived(),
            Self::Thriving => ending.outcome == Outcome::Thriving,
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
}
