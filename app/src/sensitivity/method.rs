//! Which design is asked for.

use alliance_studies::sensitivity::{Design, Saltelli, Trajectories};
use anyhow::{Context as _, bail, ensure};
use clap::{Args, ValueEnum};

/// The method and the size of its design.
#[derive(Debug, Args)]
pub struct MethodOptions {
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

/// What a design was made of, for the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Recipe {
    /// For Sobol' indices.
    Sobol { points: u32 },
    /// For Morris's screening.
    Morris { trajectories: u32, levels: u32 },
}

impl MethodOptions {
    /// The design that is asked for.
    ///
    /// # Errors
    /// If an option belongs to the other method, or the number of levels is odd.
    pub fn recipe(&self) -> anyhow::Result<Recipe> {
        match self.method {
            Method::Sobol => {
                let foreign = [("--trajectories", self.trajectories), ("--levels", self.levels)];
                refuse(&foreign, "sobol", "--points")?;
                let points = self.points.unwrap_or(256);
                Ok(Recipe::Sobol { points })
            }
            Method::Morris => {
                refuse(&[("--points", self.points)], "morris", "--trajectories and --levels")?;
                let (trajectories, levels) = (self.trajectories.unwrap_or(20), self.levels.unwrap_or(4));
                ensure!(
                    levels.is_multiple_of(2),
                    "--levels is {levels}; allowed: an even number from 2 to 100"
                );
                Ok(Recipe::Morris { trajectories, levels })
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

impl Recipe {
    /// The points, drawn for these keys.
    ///
    /// # Errors
    /// If there are more keys than the design reaches.
    pub fn design(self, seed: u64, keys: &[&str]) -> anyhow::Result<Design> {
        match self {
            Self::Sobol { points } => {
                let design = Saltelli::draw(seed, keys, points);
                let design = design.context("--method sobol cannot vary so much at once; --method morris can")?;
                Ok(Design::Sobol(design))
            }
            Self::Morris { trajectories, levels } => {
                Ok(Design::Morris(Trajectories::draw(seed, keys, levels, trajectories)))
            }
        }
    }
}
