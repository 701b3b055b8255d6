//! What arms, points and keys are compared by, on the command line.

use alliance_studies::experiment::{Fate, Response};
use clap::Args;

/// What is looked at, instead of survival.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Asked {
    /// How often alliances end so is looked at: survival, failure, completed, thriving, hollow, drifted, fragmented, dissolved or
    /// collapsed [default: survival]
    #[arg(long, value_name = "OUTCOME", conflicts_with = "measure")]
    outcome: Option<Fate>,
    /// A measure of the last month is looked at, such as trust, value or hostility, or months, the months lived
    #[arg(long, value_name = "MEASURE", value_parser = Response::measure)]
    measure: Option<Response>,
}

impl Asked {
    /// What was asked for, where anything was.
    pub fn response(self) -> Option<Response> {
        self.outcome.map(Response::Fate).or(self.measure)
    }
}
