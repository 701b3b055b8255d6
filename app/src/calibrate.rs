//! `alliance calibrate`

use std::num::NonZeroU32;
use std::path::PathBuf;

use alliance_studies::calibration::{CalibrationQuestion, CalibrationRequest, TargetCurve};
use alliance_studies::experiment::in_arm;
use clap::Args;

use super::Common;
use super::asked::Asked;
use super::session::{Products, Session};

/// Fit the keys of `[sample.ranges]` to one or several targets: what is known of them, and how near the model comes to each.
#[derive(Debug, Args)]
pub struct Calibrate {
    #[command(flatten)]
    common: Common,
    /// The target: a CSV file with the columns years, share and perhaps weight and n, the number of alliances behind it; with outcome
    /// or measure (and value) for what is no survival, tolerance for what is near enough, arm for an arm that it is about. Given several
    /// times, all are fitted together
    #[arg(long, value_name = "TARGET.csv", required = true)]
    to: Vec<PathBuf>,
    /// Fit this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Particles of every generation
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(20..=100_000))]
    particles: u32,
    /// Generations at most, the prior among them
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=100))]
    generations: u32,
    /// Give a generation up that accepts fewer than this share of its proposals
    #[arg(long, value_name = "SHARE", default_value_t = 0.02, value_parser = share)]
    acceptance: f64,
    /// Alliances simulated at every proposal for every target [default: as many as are behind it, else 200]
    #[arg(long, value_name = "N")]
    runs: Option<NonZeroU32>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    products: Products,
}

/// A share above 0.
fn share(written: &str) -> Result<f64, String> {
    let share = written.parse().ok().filter(|share| *share >= 1e-4 && *share <= 1.0);
    share.ok_or_else(|| "a share from 0.0001 to 1 is needed".to_owned())
}

impl Calibrate {
    /// Asks which values fit.
    pub fn run(self) -> anyhow::Result<u8> {
        let template = self.common.scenario.template()?;
        let fitted = in_arm(template.clone(), self.arm.as_deref())?;
        let scenario = fitted.base().resolved();
        let about = self.asked.response(&scenario.measures)?;
        let targets = self.to.iter().map(|path| TargetCurve::read(path, scenario, about));
        let request = CalibrationRequest {
            targets: targets.collect::<Result<_, _>>()?,
            arm: self.arm,
            particles: self.particles,
            generations: self.generations,
            acceptance: self.acceptance,
            runs: self.runs,
            seed: self.common.scenario.seed,
        };
        let question = CalibrationQuestion::new(template, request)?;
        Session::begin(&self.common, self.products)?.answer(&question)
    }
}
