//! What help there is, and what it costs: for `alliance rescue`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::alliance::{Goal, NonNegative, Positive, Share};
use crate::mechanisms::{Dial, Quality};

/// The share that is to be reached where neither a target nor a budget is given.
const USUAL_TARGET: f64 = 0.9;
/// What a dial held 1.0 away costs a month where no price is given: about 200 for ten years.
const USUAL_DIAL_A_MONTH: f64 = 1.7;

/// What help there is, what it costs, and what it is to bring. For `alliance rescue`; runs take no notice of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RescueTable {
    /// What help is to bring: that alliances reach their horizon (`survival`), or that they thrive there (`thriving`).
    #[schemars(extend("x-source" = "choice"))]
    pub goal: Goal,
    /// The share of alliances that are to get there, at least cost: 0.9 unless given, but the greatest there is where a budget is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "share of the alliances", "x-source" = "choice"))]
    pub target: Option<Share>,
    /// The most that help may cost, in all; no bound unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "that of `rescue.unit`", "x-source" = "choice"))]
    pub budget: Option<NonNegative>,
    /// What prices are counted in.
    #[schemars(length(min = 1, max = 200))]
    #[schemars(extend("x-source" = "choice"))]
    pub unit: String,
    /// The first month in which help can come, from 0.
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub from: u32,
    /// Someone who looks after the alliance.
    pub steward: HelperTable,
    /// Months of open conversation.
    pub conversations: ConversationsTable,
    /// An agreement on roles, powers and rules of conduct.
    pub agreement: OnceTable,
    /// A short, clear message of what it is all for.
    pub story: OnceTable,
    /// Dials that may be set anew, all in one month.
    pub dials: TurnsTable,
}

/// A steward who can be hired for some months.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HelperTable {
    /// Whether one can be hired.
    pub enabled: bool,
    /// What they are called; a number is added where a steward of the file has that role.
    #[schemars(length(min = 1, max = 200))]
    #[schemars(extend("x-source" = "choice"))]
    pub role: String,
    /// The first month in which they can come, from 0.
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub from: u32,
    /// How good they are.
    #[schemars(extend("x-unit" = "share", "x-source" = "guess"))]
    pub skill: Share,
    /// Share of the alliance's value that they cost while they are there, as with any steward.
    #[schemars(extend("x-unit" = "share of the value", "x-source" = "choice"))]
    pub cost: Share,
    /// Which qualities they have; all nine unless given.
    #[schemars(extend("x-source" = "choice"))]
    pub qualities: Vec<Quality>,
    /// The most attention that one quality can have.
    #[schemars(extend("x-unit" = "share", "x-source" = "choice"))]
    pub focus_each: Share,
    /// The most attention that all have together; `leadership.focus_budget` unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "attention"))]
    pub focus_in_all: Option<NonNegative>,
    /// What a month of their presence costs.
    #[schemars(extend("x-unit" = "that of `rescue.unit`, a month", "x-source" = "guess: made up"))]
    pub price_per_month: NonNegative,
    /// What attention of 1.0 costs a month, beside their presence.
    #[schemars(extend("x-unit" = "that of `rescue.unit`, a month", "x-source" = "guess: made up"))]
    pub price_per_focus: NonNegative,
}

/// Open conversations that can be held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConversationsTable {
    /// How many at most; 0 for none.
    #[schemars(range(min = 0, max = 100))]
    #[schemars(extend("x-unit" = "conversations", "x-source" = "choice"))]
    pub most: u32,
    /// The first month in which they can begin, from 0.
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub from: u32,
    /// How much stronger dialogue is in such a month.
    #[schemars(extend("x-unit" = "times the strength of dialogue", "x-source" = "guess"))]
    pub size: Positive,
    /// What one costs.
    #[schemars(extend("x-unit" = "that of `rescue.unit`", "x-source" = "guess: made up"))]
    pub price: NonNegative,
}

/// Something that can be done once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OnceTable {
    /// The largest there can be: how much of what is left it achieves. 0 for none.
    #[schemars(extend("x-unit" = "share of the gap", "x-source" = "guess"))]
    pub largest: Share,
    /// The first month in which it can be, from 0.
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub from: u32,
    /// What one of size 1.0 costs.
    #[schemars(extend("x-unit" = "that of `rescue.unit`", "x-source" = "guess: made up"))]
    pub price: NonNegative,
}

/// Dials that may be set anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TurnsTable {
    /// Which ones; none where the list is empty.
    #[schemars(extend("x-source" = "choice"))]
    pub which: Vec<Dial>,
    /// The first month in which that can be, from 0.
    #[schemars(extend("x-unit" = "month, from 0", "x-source" = "choice"))]
    pub from: u32,
    /// What it costs a month to hold one 1.0 away from where it stands in the file: paid from the month in which it is turned to the
    /// horizon. Unless given 1.7, and 0 where `price` is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "that of `rescue.unit`, a month", "x-source" = "guess: made up"))]
    pub price_per_month: Option<NonNegative>,
    /// What it costs to turn one by 1.0 from where it stands in the file: paid once, however long it stays there. 0 unless given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("x-unit" = "that of `rescue.unit`", "x-source" = "choice"))]
    pub price: Option<NonNegative>,
}

impl TurnsTable {
    /// What it costs to turn a dial by 1.0 and to hold it there for so many months, ≥ 0.
    #[must_use]
    pub fn price_for(&self, months: u32) -> f64 {
        let once = self.price.map_or(0.0, f64::from);
        let usual = if self.price.is_some() { 0.0 } else { USUAL_DIAL_A_MONTH };
        once + f64::from(months) * self.price_per_month.map_or(usual, f64::from)
    }
}

impl Default for RescueTable {
    fn default() -> Self {
        Self {
            goal: Goal::Survival,
            target: None,
            budget: None,
            unit: "working days".to_owned(),
            from: 0,
            steward: HelperTable::default(),
            conversations: ConversationsTable::default(),
            agreement: OnceTable::default(),
            story: OnceTable::default(),
            dials: TurnsTable::default(),
        }
    }
}

impl RescueTable {
    /// The share that is to be reached at least cost, 0…1; the greatest there is for the budget where it is `None`.
    #[must_use]
    pub fn aim(&self) -> Option<f64> {
        let usual = self.budget.is_none().then_some(USUAL_TARGET);
        self.target.map(Share::get).or(usual)
    }
}

impl Default for HelperTable {
    fn default() -> Self {
        Self {
            enabled: true,
            role: "facilitator".to_owned(),
            from: 0,
            skill: Share::fixed(0.9),
            cost: Share::fixed(0.0),
            qualities: Quality::ALL.to_vec(),
            focus_each: Share::fixed(1.0),
            focus_in_all: None,
            price_per_month: NonNegative::fixed(1.0),
            price_per_focus: NonNegative::fixed(5.0),
        }
    }
}

impl Default for ConversationsTable {
    fn default() -> Self {
        Self {
            most: 6,
            from: 0,
            size: Positive::fixed(8.0),
            price: NonNegative::fixed(10.0),
        }
    }
}

impl Default for OnceTable {
    fn default() -> Self {
        Self {
            largest: Share::fixed(0.5),
            from: 0,
            price: NonNegative::fixed(30.0),
        }
    }
}

impl Default for TurnsTable {
    fn default() -> Self {
        Self {
            which: vec![Dial::Control, Dial::Process, Dial::Agility],
            from: 0,
            price_per_month: None,
            price: None,
        }
    }
}
