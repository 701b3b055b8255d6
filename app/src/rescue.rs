//! `alliance rescue`

use alliance_dynamics::alliance::{NonNegative, Share};
use alliance_studies::rescue::{RescueQuestion, RescueRequest};
use clap::Args;

use super::Common;
use super::goal::GoalArg;
use super::session::{Products, Session};

/// Find the cheapest help that would have saved the alliance.
#[derive(Debug, Args)]
pub struct Rescue {
    #[command(flatten)]
    common: Common,
    /// The share of alliances that are to get there, 0 to 1, instead of the file's
    #[arg(long, value_name = "SHARE", value_parser = share)]
    target: Option<Share>,
    /// The most that help may cost, instead of the file's; without a target, the best help for it is looked for
    #[arg(long, value_name = "COST", value_parser = cost)]
    budget: Option<NonNegative>,
    /// What help is to bring, instead of the file's
    #[arg(long, value_enum, value_name = "GOAL")]
    goal: Option<GoalArg>,
    /// Help this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Runs of the search, about; three searches for later help take a quarter of them each
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..=100_000_000))]
    runs: u32,
    /// Fresh worlds in which plans are told of
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    fresh: u32,
    #[command(flatten)]
    products: Products,
}

impl Rescue {
    /// Asks for help.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.common.scenario.template()?;
        let question = RescueQuestion::new(template, &self.request())?;
        Session::begin(&self.common, self.products)?.answer(&question)
    }

    fn request(&self) -> RescueRequest {
        RescueRequest {
            file: self.common.scenario.path().to_owned(),
            folder: None,
            arm: self.arm.clone(),
            goal: self.goal.map(Into::into),
            target: self.target,
            budget: self.budget,
            runs: self.runs,
            fresh: self.fresh,
            seed: self.common.scenario.seed,
        }
    }
}

fn share(text: &str) -> Result<Share, String> {
    within(text, Share::ALLOWED)
}

fn cost(text: &str) -> Result<NonNegative, String> {
    within(text, NonNegative::ALLOWED)
}

fn within<T: TryFrom<f64>>(text: &str, allowed: &str) -> Result<T, String> {
    let number: Option<f64> = text.parse().ok();
    number
        .and_then(|number| T::try_from(number).ok())
        .ok_or_else(|| allowed.to_owned())
}
