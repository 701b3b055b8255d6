//! `alliance loops`

use alliance_dynamics::simulation::loops::Window;
use alliance_studies::loops::{LoopsQuestion, LoopsRequest};
use clap::Args;

use super::Common;
use super::session::{Products, Session};

/// Measure the feedback loops: by which way a small loss of trust comes back, in every month.
#[derive(Debug, Args)]
pub struct Loops {
    #[command(flatten)]
    common: Common,
    /// Measure this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// How many worlds to measure
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// Measure one world alone, by its number in the experiment
    #[arg(long, value_name = "N", conflicts_with = "runs", value_parser = clap::value_parser!(u32).range(..=1_000_000_000))]
    replication: Option<u32>,
    /// Months that a turn lasts
    #[arg(long, value_name = "MONTHS", default_value_t = Window::default().months, value_parser = clap::value_parser!(u32).range(1..=600))]
    turn: u32,
    /// Months that a loss settles before its turn begins; 0 for a fresh loss, of trust alone
    #[arg(long, value_name = "MONTHS", default_value_t = Window::default().settling, value_parser = clap::value_parser!(u32).range(..=600))]
    settle: u32,
    /// Draw the causal-loop diagram of this month [default: that of the greatest gain]
    #[arg(long, value_name = "MONTH")]
    month: Option<u32>,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
}

impl Loops {
    /// Asks for the loops.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.common.scenario.template()?;
        let question = LoopsQuestion::new(template, &self.request())?;
        let products = Products {
            no_charts: self.no_charts,
            json: false,
            is_told_anew: false,
            has_report: false,
        };
        Session::begin(&self.common, products)?.answer(&question)
    }

    fn request(&self) -> LoopsRequest {
        LoopsRequest {
            arm: self.arm.clone(),
            replications: match self.replication {
                Some(replication) => replication..replication + 1,
                None => 0..self.runs,
            },
            turn: Window {
                settling: self.settle,
                months: self.turn,
            },
            month: self.month,
            seed: self.common.scenario.seed,
        }
    }
}
