//! `alliance robust`

use std::path::PathBuf;

use alliance_dynamics::scenario::{Plausible, ScenarioError};
use alliance_studies::robustness::{RobustnessQuestion, RobustnessRequest};
use clap::Args;

use super::Common;
use super::asked::Asked;
use super::session::{Products, Session};

/// Say whether a conclusion holds beyond the assumptions: live the arms under many plausible models, and say in how many an arm helps, where
/// it does not, and which assumption carries it.
#[derive(Debug, Args)]
pub struct Robust {
    #[command(flatten)]
    common: Common,
    /// How many models are drawn
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(20..=100_000))]
    models: u32,
    /// Replications of every arm under every model, in the same worlds
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    runs: u32,
    /// What is plausible: a list of one's own instead of the one that comes with the program (scenarios/data/plausible.toml)
    #[arg(long, value_name = "FILE")]
    plausible: Option<PathBuf>,
    /// Hold the others against this arm [default: base, the scenario as written]
    #[arg(long, value_name = "ARM")]
    base: Option<String>,
    /// Try this arm; may be given several times [default: all]
    #[arg(long = "arm", value_name = "ARM")]
    arms: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    products: Products,
}

impl Robust {
    /// Asks under which models the arms help.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.common.scenario.template()?;
        let plausible = self.plausible.map(Plausible::read).transpose();
        let request = RobustnessRequest {
            plausible: plausible.map_err(ScenarioError::from)?,
            models: self.models,
            runs: self.runs,
            base: self.base,
            arms: self.arms,
            about: self.asked.response(&template.base().resolved().measures)?,
            seed: self.common.scenario.seed,
        };
        let session = Session::begin(&self.common, self.products)?;
        let question = session.on_threads(|| RobustnessQuestion::new(template, &request))?;
        session.answer(&question)
    }
}
