//! What arms, points and keys are compared by, on the command line.

use alliance_dynamics::scenario::file::MeasureEntry;
use alliance_studies::experiment::{Fate, Response};
use anyhow::anyhow;
use clap::Args;

/// What is looked at, instead of survival.
#[derive(Debug, Clone, Default, Args)]
pub struct Asked {
    /// How often alliances end so is looked at: survival, failure, completed, thriving, hollow, drifted, fragmented, dissolved or
    /// collapsed [default: survival; of robust, thriving]
    #[arg(long, value_name = "OUTCOME", conflicts_with = "measure")]
    outcome: Option<Fate>,
    /// A measure of the last month is looked at, such as trust, value, hostility or one of the scenario's own, or months, the months lived
    #[arg(long, value_name = "MEASURE")]
    measure: Option<String>,
}

impl Asked {
    /// What was asked for, where anything was; a scenario may have measures of its own.
    pub fn response(&self, own: &[MeasureEntry]) -> anyhow::Result<Option<Response>> {
        let measure = self
            .measure
            .as_deref()
            .map(|word| Response::measure(word, own))
            .transpose();
        let measure = measure.map_err(|error| anyhow!("--measure: {error}"))?;
        Ok(self.outcome.map(Response::Fate).or(measure))
    }
}
