//! What is planned: events, and candidates who ask to join.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MemberEntry;
use crate::alliance::{NonNegative, Real, Share, Signed};
use crate::mechanisms::Dial;

/// Something planned; months count from 0.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EventEntry {
    /// The world moves.
    Shock {
        /// When.
        month: u32,
        /// How far, either way.
        size: Real,
    },
    /// A member contributes nothing for some months.
    Betrayal {
        /// When.
        month: u32,
        /// Who.
        member: String,
        /// How long.
        #[serde(default = "one_month")]
        #[schemars(range(min = 1))]
        months: u32,
    },
    /// A month of open conversation.
    OpenConversation {
        /// When.
        month: u32,
        /// How much stronger dialogue is.
        size: NonNegative,
    },
    /// Everyone who trusts the source thinks otherwise of the one it speaks about.
    Rumour {
        /// When.
        month: u32,
        /// Who speaks.
        source: String,
        /// About whom.
        about: String,
        /// How strongly, negative for a bad rumour.
        strength: Signed,
    },
    /// Last month's value is felt once more.
    Celebration {
        /// When.
        month: u32,
        /// How grandly.
        size: Real,
    },
    /// A member goes.
    Leave {
        /// When.
        month: u32,
        /// Who.
        member: String,
    },
    /// A dial is set.
    Dial {
        /// When.
        month: u32,
        /// Which.
        dial: Dial,
        /// To what.
        value: Share,
    },
}

const fn one_month() -> u32 {
    1
}

impl EventEntry {
    /// In which month, from 0.
    #[must_use]
    pub const fn month(&self) -> u32 {
        match self {
            Self::Shock { month, .. }
            | Self::Betrayal { month, .. }
            | Self::OpenConversation { month, .. }
            | Self::Rumour { month, .. }
            | Self::Celebration { month, .. }
            | Self::Leave { month, .. }
            | Self::Dial { month, .. } => *month,
        }
    }
}

/// A candidate for membership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalEntry {
    /// When it asks, from 0.
    pub month: u32,
    /// Who.
    pub member: MemberEntry,
}
