//! What help consists of.

use serde::Serialize;

use alliance_dynamics::mechanisms::{Dial, Quality};

/// Help for an alliance, from nothing at all to a steward, conversations, an agreement, a story and dials.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Help {
    /// A steward, if one is hired.
    pub steward: Option<Service>,
    /// The months of open conversations, from 0.
    pub conversations: Vec<u32>,
    /// An agreement on roles, powers and rules of conduct, if one is made.
    pub agreement: Option<Once>,
    /// A short, clear message of what it is all for, if one is told.
    pub story: Option<Once>,
    /// The dials that are set anew.
    pub dials: Vec<DialTurn>,
}

/// A steward's time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Service {
    /// First month, from 0.
    pub from: u32,
    /// The month in which they are gone again.
    pub until: u32,
    /// The qualities that have attention, with how much, 0…1.
    pub focus: Vec<(Quality, f64)>,
}

/// Something that is done once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Once {
    /// When, from 0.
    pub month: u32,
    /// How much of what is left it achieves, 0…1.
    pub size: f64,
}

/// A dial that is set anew.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DialTurn {
    /// When, from 0.
    pub month: u32,
    /// Which.
    pub dial: Dial,
    /// From where it stands in the file, 0…1.
    pub before: f64,
    /// To what, 0…1.
    pub value: f64,
}

/// A part of help, as a row of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HelpPart {
    /// `steward`, `focus`, `conversation`, `agreement`, `story` or `dial`.
    pub part: &'static str,
    /// The role, the quality or the dial.
    pub what: Option<String>,
    /// First month, from 0.
    pub from: u32,
    /// The month in which it is over, where it has an end.
    pub until: Option<u32>,
    /// Attention, strength, size, or where the dial is set to.
    pub amount: f64,
    /// What it costs.
    pub cost: f64,
}

impl Help {
    /// Whether there is none.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Service {
    /// How many months it lasts.
    #[must_use]
    pub fn months(&self) -> u32 {
        self.until - self.from
    }

    /// The attention that all qualities have together.
    #[must_use]
    pub fn focus_in_all(&self) -> f64 {
        self.focus.iter().map(|(_, attention)| attention).sum()
    }
}
