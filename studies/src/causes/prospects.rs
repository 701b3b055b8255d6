//! The chances of a run, month by month.

use super::strands::Counterfactuals;
use crate::experiment::{Control, LivedRun};
use crate::statistics::{Interval, clopper_pearson};
use alliance_dynamics::alliance::Goal;

/// Below this chance nothing more is hoped for.
const NO_RETURN: f64 = 0.1;

/// The chance at one moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prospect {
    /// Months lived by then.
    pub months: u32,
    /// The chance to meet the goal with fresh luck from then on, 0…1.
    pub chance: f64,
    /// Its exact 95 % interval.
    pub interval: Interval,
}

/// The chances of a run from its founding to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Prospects(pub Vec<Prospect>);

impl Prospects {
    /// Estimates them by so many futures from every month. `None` when `control` said stop.
    pub(super) fn of(world: &LivedRun, goal: Goal, futures: u32, control: &Control) -> Option<Self> {
        let mut counterfactuals = Counterfactuals::default();
        let places: Vec<usize> = (0..=world.ending.months)
            .map(|month| counterfactuals.ask(Vec::new(), month))
            .collect();
        let counterfactuals = counterfactuals.live(world, goal, 0..futures, control)?;
        let prospect = |(months, place): (u32, usize)| {
            let met = counterfactuals.met(place).iter().filter(|met| **met).count() as u64;
            Prospect {
                months,
                chance: met as f64 / f64::from(futures),
                interval: clopper_pearson(met, u64::from(futures)),
            }
        };
        Some(Self((0..).zip(places).map(prospect).collect()))
    }

    /// The point of no return: months lived when the chance fell under 10 % for good. None where only the end did that.
    #[must_use]
    pub fn no_return(&self) -> Option<u32> {
        self.settled(|chance| chance < NO_RETURN)
    }

    /// The point of safety: months lived when the chance rose above 90 % for good. None where only the end did that.
    #[must_use]
    pub fn safety(&self) -> Option<u32> {
        self.settled(|chance| chance > 1.0 - NO_RETURN)
    }

    fn settled(&self, is_so: impl Fn(f64) -> bool) -> Option<u32> {
        let unsettled = self.0.iter().rposition(|prospect| !is_so(prospect.chance));
        let first = unsettled.map_or(0, |last| last + 1);
        let before_the_end = self.0.get(..self.0.len().saturating_sub(1))?;
        before_the_end.get(first).map(|prospect| prospect.months)
    }
}
