//! Loops, and where they are cut.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::Field;
use crate::mechanisms::Mechanism;

/// Which way a loop works as a rule. In a single month it may work the other way: the sign of its strength says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LoopKind {
    /// It returns a loss as more loss.
    Reinforcing,
    /// It makes up for a loss.
    Balancing,
}

impl LoopKind {
    /// The word used in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reinforcing => "reinforcing",
            Self::Balancing => "balancing",
        }
    }
}

/// A way by which a loss of trust comes back to trust.
#[derive(Debug, Clone)]
pub struct FeedbackLoop {
    /// What it is called.
    pub name: &'static str,
    /// Which way it works as a rule.
    pub kind: LoopKind,
    /// What it leads over, from trust to trust.
    pub route: &'static str,
    /// Where it is cut, all at once.
    pub cuts: Vec<Cut>,
}

/// One place where a loss is kept from travelling on.
#[derive(Clone)]
pub enum Cut {
    /// A part of the month reads what the unharmed world holds.
    Reads {
        /// The part, by its name.
        part: &'static str,
        /// What it would have read of its own.
        field: Field,
    },
    /// A part of the month answers to the loss as another rule would; to everything else it answers as before.
    Answers {
        /// The part, by its name.
        part: &'static str,
        /// The other rule.
        as_by: Arc<dyn Mechanism>,
        /// What the part writes.
        writes: &'static [Field],
    },
}

impl Cut {
    /// The part of the month that it lies in.
    #[must_use]
    pub fn part(&self) -> &'static str {
        match self {
            Self::Reads { part, .. } | Self::Answers { part, .. } => part,
        }
    }
}

impl std::fmt::Debug for Cut {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reads { part, field } => write!(formatter, "{part} reads {field:?}"),
            Self::Answers { part, as_by, .. } => write!(formatter, "{part} answers as by {}", as_by.name()),
        }
    }
}
