//! Which one run of a study is meant.

use alliance_dynamics::scenario::GivenScenario;
use alliance_studies::experiment::{RunChoice, SingleRun};
use clap::Args;

use super::scenario_argument::{DrawnPoints, ScenarioArgument};

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
    #[command(flatten)]
    points: DrawnPoints,
}

impl OneRun {
    /// Finds it in the scenario, which is told too.
    pub fn find(&self, scenario: &mut ScenarioArgument) -> anyhow::Result<(SingleRun, GivenScenario)> {
        scenario.draw(self.points);
        let given = scenario.given()?;
        let study = scenario.study(&given)?;
        let choice = RunChoice {
            arm: self.arm.clone(),
            point: self.point,
            replication: self.replication,
        };
        Ok((SingleRun::of(&study, &choice)?, given))
    }
}
