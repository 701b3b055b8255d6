//! Which cells have curves, and which replication is replayed.

use std::collections::BTreeMap;

use super::data::Why;
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;
use alliance_studies::finished::{End, FinishedRuns};

/// Arms at design points that have curves and replays.
pub(super) const MOST_CURVES: usize = 12;

/// The places of the cells that have curves: all arms first, at points that are spread evenly from the first to the last.
pub(super) fn cells_with_curves(n_arms: usize, n_points: usize) -> Vec<usize> {
    let arms = n_arms.min(MOST_CURVES);
    let points = (MOST_CURVES / arms.max(1)).min(n_points);
    let point = |place: usize| match points {
        0 | 1 => 0,
        _ => place * (n_points - 1) / (points - 1),
    };
    let of_arm = |arm: usize| (0..points).map(move |place| arm * n_points + point(place));
    (0..arms).flat_map(of_arm).collect()
}

/// How the runs of some cells ended, by replication.
pub(super) struct Ends(Vec<BTreeMap<u64, End>>);

impl Ends {
    /// Those of these cells, by their places in the study.
    pub(super) fn of(study: &Study, runs: &FinishedRuns, cells: &[usize]) -> Self {
        let arm_of = |name: &String| study.arms.iter().position(|arm| arm.name == *name);
        let arms: Vec<Option<usize>> = runs.arms.iter().map(arm_of).collect();
        let named: BTreeMap<(usize, usize), usize> = (0..)
            .zip(cells)
            .map(|(place, &cell)| ((study.cells[cell].arm, study.cells[cell].point), place))
            .collect();
        let mut ends = vec![BTreeMap::new(); cells.len()];
        for run in &runs.runs {
            let place = arms[run.arm].and_then(|arm| named.get(&(arm, run.point)));
            if let (Some(&place), Some(end)) = (place, run.end) {
                ends[place].insert(run.replication, end);
            }
        }
        Self(ends)
    }

    /// How a replication ended in the cell at this place; nothing where it failed or was not run.
    pub(super) fn end(&self, place: usize, replication: u64) -> Option<End> {
        self.0[place].get(&replication).copied()
    }

    /// The replication to show: the first of those in which most cells end otherwise than the base at the same point, as long as
    /// none failed; where none differs, or there is nothing to hold against the base, the first that ends as most do.
    ///
    /// `bases` gives for every cell the place of the base at its point.
    pub(super) fn choose(&self, bases: &[usize]) -> Option<(u64, Why)> {
        let base = self.0.first()?;
        if (0..).zip(bases).all(|(place, &base)| place == base) {
            return typical(base).map(|replication| (replication, Why::Typical));
        }
        let in_all = base
            .keys()
            .filter(|run| self.0.iter().all(|ends| ends.contains_key(run)));
        let differing = |run: u64| {
            let pairs = self.0.iter().zip(bases);
            let outcome = |ends: &BTreeMap<u64, End>| ends.get(&run).map(|end| end.outcome);
            pairs
                .filter(|(ends, base)| outcome(ends) != outcome(&self.0[**base]))
                .count()
        };
        let best = in_all
            .clone()
            .max_by_key(|&&run| (differing(run), std::cmp::Reverse(run)));
        match best {
            Some(&run) if differing(run) > 0 => Some((run, Why::Differs)),
            Some(_) => {
                let shared = in_all.filter_map(|&run| Some((run, *base.get(&run)?))).collect();
                typical(&shared).map(|replication| (replication, Why::Typical))
            }
            None => typical(base).map(|replication| (replication, Why::Typical)),
        }
    }
}

/// The first replication with the commonest outcome.
fn typical(ends: &BTreeMap<u64, End>) -> Option<u64> {
    let count = |outcome: Outcome| ends.values().filter(|end| end.outcome == outcome).count();
    let commonest = Outcome::ALL.into_iter().rev().max_by_key(|&outcome| count(outcome))?;
    let first = ends.iter().find(|(_, end)| end.outcome == commonest);
    first.map(|(&replication, _)| replication)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_arm_has_curves_before_any_has_two() {
        assert_eq!(cells_with_curves(1, 1), [0]);
        assert_eq!(cells_with_curves(3, 1), [0, 1, 2]);
        assert_eq!(cells_with_curves(2, 11), [0, 2, 4, 6, 8, 10, 11, 13, 15, 17, 19, 21]);
        assert_eq!(cells_with_curves(20, 5), [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
        assert_eq!(cells_with_curves(1, 4000).len(), MOST_CURVES);
    }

    #[test]
    fn the_first_world_in_which_most_arms_differ_is_shown() {
        let ends = ends(&["hhtt", "hthh", "htth"]);
        assert_eq!(ends.choose(&[0, 0, 0]), Some((1, Why::Differs)));
        assert_eq!(ends.choose(&[0, 1, 2]), Some((2, Why::Typical)));
    }

    #[test]
    fn where_no_arm_differs_a_typical_world_is_shown() {
        assert_eq!(ends(&["thh", "thh"]).choose(&[0, 0]), Some((1, Why::Typical)));
    }

    #[test]
    fn a_world_in_which_a_run_failed_is_not() {
        let ends = ends(&["hhtt", "h-hh"]);
        assert_eq!(ends.choose(&[0, 0]), Some((2, Why::Differs)));
        assert_eq!(ends.end(1, 1), None);
    }

    /// Arms with the outcome of every replication: thriving, hollow or failed.
    fn ends(arms: &[&str]) -> Ends {
        let end = |letter| match letter {
            't' => Some(Outcome::Thriving),
            'h' => Some(Outcome::Hollow),
            _ => None,
        };
        let of_arm = |arm: &&str| {
            let outcomes = (0..).zip(arm.chars().map(end));
            let ends = outcomes.filter_map(|(run, outcome)| {
                Some((
                    run,
                    End {
                        outcome: outcome?,
                        months: 12,
                    },
                ))
            });
            ends.collect()
        };
        Ends(arms.iter().map(of_arm).collect())
    }
}
