//! `alliance sensitivity`

use alliance_studies::sensitivity::{SensitivityMethod, SensitivityQuestion, SensitivityRequest};
use anyhow::bail;
use clap::{Args, ValueEnum};

use super::Common;
use super::asked::Asked;
use super::session::{Products, Session};

/// Say which keys matter, over the ranges in `[sample]`.
#[derive(Debug, Args)]
pub struct Sensitivity {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    method: MethodOptions,
    /// Replications of every point, in the same worlds at all of them
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    runs: u32,
    /// Bootstrap resamples behind the intervals
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(100..=100_000))]
    resamples: u32,
    /// Vary this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    products: Products,
}

/// The method and the size of its design.
#[derive(Debug, Args)]
struct MethodOptions {
    /// What to estimate
    #[arg(long, value_enum, default_value_t = Method::Sobol)]
    method: Method,
    /// Base points for Sobol' indices, best a power of two; each makes keys + 2 points [default: 256]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(2..=65_536))]
    points: Option<u32>,
    /// Walks for Morris's screening; each makes keys + 1 points [default: 20]
    #[arg(long, value_name = "R", value_parser = clap::value_parser!(u32).range(2..=100_000))]
    trajectories: Option<u32>,
    /// Levels of every key in Morris's screening, an even number [default: 4]
    #[arg(long, value_name = "P", value_parser = clap::value_parser!(u32).range(2..=100))]
    levels: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Shares of variance: Sobol' first-order and total indices
    Sobol,
    /// A screening with few runs: Morris's elementary effects
    Morris,
}

impl Sensitivity {
    /// Asks which keys matter.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.common.scenario.template()?;
        let request = SensitivityRequest {
            method: self.method.method()?,
            runs: self.runs,
            resamples: self.resamples,
            arm: self.arm,
            seed: self.common.scenario.seed,
            about: self.asked.response(&template.base().resolved().measures)?,
        };
        let session = Session::begin(&self.common, self.products)?;
        let question = session.on_threads(|| SensitivityQuestion::new(template, &request))?;
        session.answer(&question)
    }
}

impl MethodOptions {
    /// Refuses options that belong to the other method.
    fn method(&self) -> anyhow::Result<SensitivityMethod> {
        match self.method {
            Method::Sobol => {
                let foreign = [("--trajectories", self.trajectories), ("--levels", self.levels)];
                refuse(&foreign, "sobol", "--points")?;
                let points = self.points.unwrap_or(256);
                Ok(SensitivityMethod::Sobol { points })
            }
            Method::Morris => {
                refuse(&[("--points", self.points)], "morris", "--trajectories and --levels")?;
                let (trajectories, levels) = (self.trajectories.unwrap_or(20), self.levels.unwrap_or(4));
                Ok(SensitivityMethod::Morris { trajectories, levels })
            }
        }
    }
}

/// Refuses options that mean nothing for a method.
fn refuse(foreign: &[(&str, Option<u32>)], method: &str, own: &str) -> anyhow::Result<()> {
    match foreign.iter().find(|(_, given)| given.is_some()) {
        Some((option, _)) => bail!("{option} means nothing for --method {method}; its size is set by {own}"),
        None => Ok(()),
    }
}
