//! Which arms a chart shows where there are more than it has room for.

use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::Study;

use super::super::{CellResults, Results};

/// Some of the arms of a study, or all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// Their places among those that there are, in their order.
    pub(super) places: Vec<usize>,
    of: usize,
    things: &'static str,
}

impl Shown {
    /// At most so many of the arms at design points.
    pub(super) fn cells(study: &Study, results: &Results, most: usize) -> Self {
        let things = match (study.keys.is_empty(), study.arms.len()) {
            (true, _) => "arms",
            (false, 1) => "design points",
            (false, _) => "arms at design points",
        };
        let cells: Vec<&CellResults> = results.cells.iter().collect();
        Self::of(&cells, most, things)
    }

    /// At most so many of the arms, by what they came to at the first design point.
    pub(super) fn arms(study: &Study, results: &Results, most: usize) -> Self {
        let firsts = results.cells.iter().step_by(study.points.len().max(1));
        Self::of(&firsts.collect::<Vec<_>>(), most, "arms")
    }

    /// The first, which the others are held against; of the rest the best, the worst, and as many between them, evenly by rank.
    fn of(cells: &[&CellResults], most: usize, things: &'static str) -> Self {
        let of = cells.len();
        let mut places: Vec<usize> = (0..of).collect();
        if of > most {
            let standing = |place: usize| {
                let cell = cells[place];
                [
                    cell.survived().0,
                    cell.share(Outcome::Thriving).0,
                    cell.mean_final_trust(),
                ]
            };
            let rest = places.split_off(1);
            places.extend(spread(&rest, most - 1, standing));
            places.sort_unstable();
        }
        Self { places, of, things }
    }

    /// What is said on a chart that does not show all, where a table does.
    pub(super) fn note(&self) -> String {
        self.said("; the summary has all.")
    }

    /// What is said on a chart that does not show all.
    pub(super) fn choice(&self) -> String {
        self.said(".")
    }

    fn said(&self, end: &str) -> String {
        match self.is_all() {
            true => String::new(),
            false => format!(" Shown are {}: {RULE}{end}", self.count()),
        }
    }

    pub(super) fn is_all(&self) -> bool {
        self.places.len() == self.of
    }

    /// How many of how many.
    pub(super) fn count(&self) -> String {
        format!("{} of {} {}", self.places.len(), self.of, self.things)
    }
}

/// Which ones are shown.
pub(super) const RULE: &str = "the first, the best and the worst at lasting, and an even choice between them";

/// So many places, evenly by rank from the best to the worst.
fn spread(places: &[usize], n: usize, standing: impl Fn(usize) -> [f64; 3]) -> Vec<usize> {
    let mut ranked: Vec<(usize, [f64; 3])> = places.iter().map(|place| (*place, standing(*place))).collect();
    ranked.sort_by(|(a, one), (b, other)| {
        let better = other.iter().zip(one).map(|(other, one)| other.total_cmp(one));
        better
            .fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
            .then(a.cmp(b))
    });
    let last = ranked.len().saturating_sub(1);
    let rank = |step: usize| (step * last + (n - 1) / 2) / (n - 1).max(1);
    (0..n).map(|step| ranked[rank(step)].0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_and_the_worst_are_chosen_and_an_even_spread_between() {
        let standing = |place: usize| [((place * 7) % 11) as f64, 0.0, 0.0];
        let mut chosen = spread(&(0..11).collect::<Vec<_>>(), 6, standing);
        chosen.sort_by_key(|place| (place * 7) % 11);
        let standings: Vec<usize> = chosen.iter().map(|place| (place * 7) % 11).collect();
        assert_eq!(standings, [0, 2, 4, 6, 8, 10]);
    }

    #[test]
    fn none_is_chosen_twice() {
        for n in 2..30 {
            for all in n..60 {
                let mut chosen = spread(&(0..all).collect::<Vec<_>>(), n, |_| [0.0; 3]);
                chosen.sort_unstable();
                chosen.dedup();
                assert_eq!((chosen.len(), chosen[0], chosen[n - 1]), (n, 0, all - 1));
            }
        }
    }
}
