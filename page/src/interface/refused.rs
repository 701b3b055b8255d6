//! Why a question is not answered.

use schemars::JsonSchema;
use serde::Serialize;

use alliance_dynamics::scenario::ScenarioError;
use alliance_studies::robustness::RobustnessError;

/// What is told instead of an answer: mistakes in a scenario, or a question that cannot be answered.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct RefusalAnswer {
    /// What is wrong, where, and what is allowed: several lines, to be shown as they are.
    error: String,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The scenario, or a change to it, is wrong: all mistakes, each with its place, as on the command line.
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    /// The question cannot be read.
    #[error("error: the question cannot be read: {0}")]
    Malformed(String),
    /// It asks for more than is allowed.
    #[error(
        "error: too many {what}\n  found {found}\n  allowed: at most {allowed} here; the command line has no such limit"
    )]
    Beyond {
        /// What there is too much of.
        what: &'static str,
        /// How much was asked for.
        found: u64,
        /// How much is allowed.
        allowed: u64,
    },
    /// Its runs together would keep everybody waiting.
    #[error(
        "error: this would take too long\n  found {month} × {months} months × {runs} runs = {found}\n  allowed: at most {allowed} here; the command line has no such limit"
    )]
    TooLong {
        /// What a month of one run comes to, in words.
        month: String,
        /// Months until the horizon.
        months: u32,
        /// Runs that it takes at most.
        runs: u64,
        /// The product of all.
        found: u64,
        /// How large it may be.
        allowed: u64,
    },
    /// There is nothing that could be tried under other models.
    #[error("error: {}", with_reasons(.0))]
    Robustness(#[from] RobustnessError),
    /// A run failed, which none should.
    #[error("error: a run failed: {0}")]
    Failed(String),
    /// Nobody waits for the answer any more.
    #[error("stopped")]
    Stopped,
}

/// An error with what it comes from.
fn with_reasons(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

impl Refused {
    /// What is told instead of an answer: `{"error": …}`.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let error = self.to_string();
        serde_json::to_vec(&RefusalAnswer { error }).unwrap_or_default()
    }
}

impl From<serde_json::Error> for Refused {
    fn from(error: serde_json::Error) -> Self {
        Self::Malformed(error.to_string())
    }
}
