//! How many replications are asked for.

use alliance_dynamics::scenario::Study;
use anyhow::ensure;
use clap::Args;

/// How many replications, instead of what the file says.
#[derive(Debug, Args)]
pub struct Replications {
    /// Replications of every arm and design point, instead of the file's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000_000))]
    runs: Option<u32>,
    /// Go on until half of the 95 % interval of every outcome's share is at most this, 0.001 to 0.5
    #[arg(long, value_name = "SHARE", value_parser = half_width)]
    precision: Option<f64>,
    /// The most replications that the precision may take [default: as many as any share can need]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000_000))]
    max_runs: Option<u32>,
}

impl Replications {
    /// Asks a study for as many.
    pub fn change(&self, study: &mut Study) -> anyhow::Result<()> {
        study.change_runs(self.runs, self.precision, self.max_runs);
        ensure!(
            self.max_runs.is_none() || study.precision.is_some(),
            "--max-runs is for a precision, and neither the scenario nor --precision has one; see --runs"
        );
        if let (Some(runs), Some(most)) = (self.runs, self.max_runs) {
            ensure!(
                runs <= most,
                "--max-runs {most} is less than --runs {runs}, after which the precision is looked at first; allowed: at least that"
            );
        }
        Ok(())
    }
}

fn half_width(text: &str) -> Result<f64, String> {
    let allowed = || "a number from 0.001 to 0.5".to_owned();
    let half_width = text.parse().map_err(|_| allowed())?;
    if (0.001..=0.5).contains(&half_width) {
        Ok(half_width)
    } else {
        Err(allowed())
    }
}
