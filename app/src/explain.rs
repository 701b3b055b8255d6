//! `alliance explain`

use alliance_studies::causes::{Depth, ExplanationQuestion};
use clap::Args;

use super::Common;
use super::goal::GoalArg;
use super::one_run::OneRun;
use super::session::{Products, Session};

/// Say what one run hung on.
#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    which: OneRun,
    /// What is hoped for
    #[arg(long, value_enum, default_value_t = GoalArg::Survival)]
    goal: GoalArg,
    /// Futures that every candidate is judged by
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    futures: u32,
    #[command(flatten)]
    products: Products,
}

impl Explain {
    /// Asks what the run hung on.
    pub fn run(mut self) -> anyhow::Result<u8> {
        let depth = Depth::of(self.futures);
        let (run, _) = self.which.find(&mut self.common.scenario)?;
        let question = ExplanationQuestion::new(run, self.goal.into(), depth)?;
        Session::begin(&self.common, self.products)?.answer(&question)
    }
}
