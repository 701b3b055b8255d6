//! What a picture of loops over the months is made from.

use crate::error::{ChartError, check_finite, check_length};
use crate::panel::Curve;
use crate::panel::alive::Fading;

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
    /// As many of its months as have enough worlds alive.
    pub(super) fn until(&self, fading: Fading) -> Self {
        let runs = &self.whole.runs;
        let shown = runs.iter().take_while(|worlds| fading.shows(**worlds)).count();
        let n = if runs.is_empty() { self.months.len() } else { shown };
        let first = |values: &[f64]| values[..n].to_vec();
        let loops = self.loops.iter().map(|series| LoopSeries {
            name: series.name.clone(),
            strengths: first(&series.strengths),
        });
        Self {
            months: first(&self.months),
            memory: first(&self.memory),
            loops: loops.collect(),
            interaction: first(&self.interaction),
            whole: Curve {
                label: self.whole.label.clone(),
                months: first(&self.whole.months),
                centre: first(&self.whole.centre),
                low: first(&self.whole.low),
                high: first(&self.whole.high),
                runs: runs.get(..n).unwrap_or_default().to_vec(),
            },
        }
    }

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
