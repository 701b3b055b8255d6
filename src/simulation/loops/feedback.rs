//! Loops, where they are cut, and how a scenario switches them off.

use std::sync::Arc;

use serde::Serialize;

use super::{MonthPart, Quantity};
use crate::mechanisms::Mechanism;
use crate::scenario::Scenario;
use crate::scenario::file::ScenarioFile;

/// Which way a loop works as a rule. In a single month it may work the other way: the sign of its strength says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// The dotted keys that leave it no strength in any scenario, with their values: as few as will do.
    pub off: &'static [(&'static str, Switch)],
    /// Keys of one scenario that have to be 0 besides, because it lists what works in this loop.
    pub off_where_listed: fn(&ScenarioFile) -> Vec<String>,
}

impl FeedbackLoop {
    /// A reinforcing loop that is switched off by the same keys in every scenario.
    #[must_use]
    pub fn new(
        name: &'static str,
        route: &'static str,
        cuts: impl Into<Vec<Cut>>,
        off: &'static [(&'static str, Switch)],
    ) -> Self {
        Self {
            name,
            kind: LoopKind::Reinforcing,
            route,
            cuts: cuts.into(),
            off,
            off_where_listed: |_| Vec::new(),
        }
    }

    /// The dotted keys that leave it no strength in this scenario, with their values.
    #[must_use]
    pub fn switches(&self, scenario: &Scenario) -> Vec<(String, Switch)> {
        let always = self.off.iter().map(|&(key, value)| (key.to_owned(), value));
        let here = (self.off_where_listed)(scenario.resolved()).into_iter();
        always.chain(here.map(|key| (key, Switch::Number(0.0)))).collect()
    }
}

/// What a key is set to, so that a loop has no strength.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Switch {
    /// No strength.
    Number(f64),
    /// A mechanism that is off.
    Is(bool),
}

/// One place where a loss is kept from travelling on.
#[derive(Clone)]
pub enum Cut {
    /// A part of the month reads what the unharmed world holds.
    Reads {
        /// The part.
        part: MonthPart,
        /// What it would have read of its own.
        quantity: Quantity,
    },
    /// A part of the month answers to the loss as another rule would; to everything else it answers as before.
    Answers {
        /// The part.
        part: MonthPart,
        /// The other rule.
        as_by: Arc<dyn Mechanism>,
        /// What the part writes.
        writes: &'static [Quantity],
    },
}

impl Cut {
    /// The part of the month that it lies in.
    #[must_use]
    pub fn part(&self) -> MonthPart {
        match *self {
            Self::Reads { part, .. } | Self::Answers { part, .. } => part,
        }
    }
}

impl std::fmt::Debug for Cut {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Reads { part, quantity } => write!(formatter, "{part:?} reads {quantity:?}"),
            Self::Answers { part, as_by, .. } => write!(formatter, "{part:?} answers as by {}", as_by.name()),
        }
    }
}
