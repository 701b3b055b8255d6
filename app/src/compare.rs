//! `alliance compare`

use std::path::PathBuf;

use alliance_studies::comparison::{ComparisonQuestion, ComparisonRequest};
use alliance_studies::experiment::Response;
use alliance_studies::finished::{FinishedRuns, own_measures};
use clap::Args;

use super::asked::Asked;
use super::found::FoundProducts;

/// Say whether arms help, world by world: paired statistics over a folder that `run` made.
#[derive(Debug, Args)]
pub struct Compare {
    /// The folder of results
    dir: PathBuf,
    /// Hold the others against this arm [default: base]
    #[arg(long, value_name = "ARM")]
    base: Option<String>,
    /// Compare this arm; may be given several times [default: all]
    #[arg(long = "arm", value_name = "ARM")]
    arms: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    told: FoundProducts,
}

impl Compare {
    /// Compares, writes tables and charts, and prints what came out.
    pub fn run(self) -> anyhow::Result<u8> {
        let request = ComparisonRequest {
            base: self.base,
            arms: self.arms,
            about: self.asked.response(&own_measures(&self.dir))?,
        };
        let runs = FinishedRuns::read_with(&self.dir, request.about.unwrap_or(Response::SURVIVAL))?;
        let question = ComparisonQuestion::new(runs, &request)?;
        self.told.leave(&self.dir, || question.answer())
    }
}
