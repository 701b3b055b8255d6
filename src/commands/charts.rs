//! Charts of a run or a trace.

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::analysis::Results;
use alliance_dynamics::experiment::ResultFolder;
use alliance_dynamics::scenario::{Scenario, Study};
use alliance_dynamics::simulation::{Ending, MonthView};

pub fn write_all(_: &Study, _: &Results, _: &ResultFolder) -> anyhow::Result<()> {
    Ok(())
}

#[derive(Default)]
pub struct Story;

impl Story {
    pub fn month(&mut self, _: &MonthView<'_>) {}
    pub fn write(&self, _: &Scenario, _: &Alliance, _: &Ending, _: &ResultFolder) -> anyhow::Result<()> {
        Ok(())
    }
}
