//! Which one run of a study is meant.

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{RunChoice, SingleRun};
use clap::Args;

use super::Common;

/// One run of a study.
#[derive(Debug, Args)]
pub struct OneRun {
    /// Take this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Take this design point of the sweep or sample, counted from 0 as in the tables
    #[arg(long, value_name = "N", default_value_t = 0)]
    point: usize,
    /// Which replication of the experiment to take
    #[arg(long, value_name = "N", default_value_t = 0)]
    replication: u32,
}

impl OneRun {
    /// Finds it in the scenario file.
    pub fn find(&self, common: &Common) -> anyhow::Result<SingleRun> {
        let mut study = Study::read(&common.file)?;
        study.change_seed(common.seed);
        let choice = RunChoice {
            arm: self.arm.clone(),
            point: self.point,
            replication: self.replication,
        };
        Ok(SingleRun::of(&study, &choice)?)
    }
}
