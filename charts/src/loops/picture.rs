//! What a picture of loops over the months is made from.

use crate::error::{ChartError, check_finite, check_length};
use crate::panel::Curve;

/// Parts of a gain over the months, and the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopPicture {
    /// The months, rising.
    pub months: Vec<f64>,
    /// What comes back without any loop.
    pub memory: Vec<f64>,
    /// The strength of every loop.
    pub loops: Vec<LoopSeries>,
    /// What the loops do to one another.
    pub interaction: Vec<f64>,
    /// The gain with all links.
    pub whole: Curve,
}

/// A loop over the months.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopSeries {
    /// Its name.
    pub name: String,
    /// Its strength in each month; below 0 where it makes up for a loss.
    pub strengths: Vec<f64>,
}

impl LoopPicture {
    pub(super) fn check(&self) -> Result<(), ChartError> {
        self.whole.check()?;
        let lists = [("memory", &self.memory), ("interaction", &self.interaction)].into_iter();
        let loops = self
            .loops
            .iter()
            .map(|series| (series.name.as_str(), &series.strengths));
        for (name, values) in lists.chain(loops).chain([("whole", &self.whole.centre)]) {
            check_length(name, values.len(), self.months.len())?;
            check_finite(name, values.iter().copied())?;
        }
        Ok(())
    }
}
