//! Tipping points along a second key.

use serde::Serialize;

use super::numbers::Tipping;

/// Tipping points at one value of a second key.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineStep {
    /// The value of the second key.
    pub value: f64,
    /// What the search there came to.
    pub tipping: Tipping,
}

/// How the tipping points of one key move with another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TippingLine {
    /// The second key.
    pub key: String,
    /// Its values, rising.
    pub steps: Vec<LineStep>,
}

impl TippingLine {
    /// Runs that ended.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.steps.iter().map(|step| step.tipping.runs).sum()
    }

    /// Runs that failed.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.steps.iter().map(|step| step.tipping.failed).sum()
    }
}
