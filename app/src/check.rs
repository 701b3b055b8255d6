//! `alliance check`

use alliance_studies::cautions;
use alliance_studies::experiment::{month_outline, study_outline};
use clap::Args;

use super::scenario_argument::{DrawnPoints, ScenarioArgument};
use super::{DONE, print};

/// Say whether a scenario is valid, and what it would run.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    scenario: ScenarioArgument,
    #[command(flatten)]
    points: DrawnPoints,
    /// Also list the steps of a month in their order
    #[arg(long)]
    month: bool,
}

impl Check {
    /// Reads the scenario and prints what it would run.
    pub fn run(mut self) -> anyhow::Result<u8> {
        self.scenario.draw(self.points);
        let study = self.scenario.study(&self.scenario.given()?)?;
        let name = self.scenario.path().file_name().unwrap_or_default().to_string_lossy();
        let mut text = study_outline(&study, &name);
        if self.month {
            text += &month_outline(&study);
        }
        for caution in cautions(&study) {
            text += &format!("warning: {caution}\n");
        }
        print(&text)?;
        Ok(DONE)
    }
}
