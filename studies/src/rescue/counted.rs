//! How often a plan got there.

use serde::Serialize;

use crate::statistics::{Interval, wilson};

/// Alliances that got there, among those that were tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// How many got there.
    pub hits: u64,
    /// How many were tried.
    pub runs: u64,
}

impl Counted {
    /// The count of some worlds, each with whether the alliance got there.
    #[must_use]
    pub fn of(hits: &[bool]) -> Self {
        Self {
            hits: hits.iter().filter(|hit| **hit).count() as u64,
            runs: hits.len() as u64,
        }
    }

    /// The share that got there, 0…1; 0 where none was tried.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.hits as f64 / self.runs.max(1) as f64
    }

    /// Its 95 % interval (Wilson).
    #[must_use]
    pub fn interval(&self) -> Interval {
        wilson(self.hits, self.runs)
    }

    /// The share less one standard error of it.
    fn cautious(&self) -> f64 {
        let share = self.share();
        share - (share * (1.0 - share) / self.runs.max(1) as f64).sqrt()
    }
}

/// Which of some plans, the cheapest first, is to be taken, and whether it reaches the target.
///
/// # Rule
/// The cheapest whose share is at least the target with a standard error to spare; where there is none, or no target, the one
/// with the greatest share, and of several such the cheapest.
///
/// # Source
/// Ours. Without something to spare, half of all plans that just reach a target by luck would miss it in other worlds.
#[must_use]
pub fn choose(checked: &[Counted], target: Option<f64>) -> (usize, Reach) {
    let reaches = |counted: &Counted| target.is_some_and(|target| counted.cautious() >= target);
    if let Some(first) = checked.iter().position(reaches) {
        return (first, Reach::Target);
    }
    let best = checked.iter().map(Counted::share).fold(0.0, f64::max);
    let first = checked.iter().position(|counted| counted.share() >= best);
    (
        first.unwrap_or(0),
        if target.is_some() {
            Reach::LessThanTarget
        } else {
            Reach::Best
        },
    )
}

/// What the plan that was taken comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// It reaches the target, as far as can be told.
    Target,
    /// No plan that was tried reaches the target; it comes nearest.
    LessThanTarget,
    /// There is no target; it is the best that was found within the budget.
    Best,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(hits: &[u64]) -> Vec<Counted> {
        hits.iter().map(|&hits| Counted { hits, runs: 1000 }).collect()
    }

    #[test]
    fn the_cheapest_plan_that_reaches_the_target_with_something_to_spare_is_taken() {
        let checked = counts(&[300, 905, 912, 990]);
        assert_eq!(choose(&checked, Some(0.9)), (2, Reach::Target));
        assert_eq!(choose(&checked, Some(0.2)), (0, Reach::Target));
    }

    #[test]
    fn where_none_reaches_it_the_best_is_taken_and_said_to_fall_short() {
        assert_eq!(
            choose(&counts(&[300, 810, 810, 700]), Some(0.9)),
            (1, Reach::LessThanTarget)
        );
        assert_eq!(choose(&counts(&[300, 810]), None), (1, Reach::Best));
    }
}
