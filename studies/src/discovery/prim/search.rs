//! One trajectory: peeling, then pasting.

use super::quantile::{lower_cut, upper_cut};
use super::region::{Bound, Region};
use super::{CaseValues, Cases, PeelingCriterion, Prim, PrimBox, PrimLimit};
use crate::statistics::binomial_at_least;

/// What a trajectory is made of.
pub(super) struct Search<'a> {
    prim: &'a Prim,
    cases: &'a Cases,
    /// Cases that no box holds.
    remaining: &'a [usize],
    /// What holds all cases, remaining or not.
    whole: Region,
}

/// A region, and which of the remaining cases are inside.
struct Held {
    region: Region,
    inside: Vec<usize>,
    of_interest: usize,
}

impl Held {
    fn mean(&self) -> f64 {
        mean(self.of_interest, self.inside.len())
    }
}

/// The share that is of interest; 0 where there is nothing.
fn mean(of_interest: usize, cases: usize) -> f64 {
    match cases {
        0 => 0.0,
        _ => of_interest as f64 / cases as f64,
    }
}

impl<'a> Search<'a> {
    pub(super) fn new(prim: &'a Prim, cases: &'a Cases, remaining: &'a [usize]) -> Self {
        let whole = Region::of_all(cases);
        Self {
            prim,
            cases,
            remaining,
            whole,
        }
    }

    pub(super) fn trajectory(&self) -> Vec<PrimBox> {
        let mut held = self.held(self.whole.clone());
        let mut boxes = vec![self.seen(&held)];
        while let Some(peeled) = self.peel(&held) {
            held = peeled;
            boxes.push(self.seen(&held));
        }
        while let Some(pasted) = self.paste(&held) {
            held = pasted;
            boxes.push(self.seen(&held));
        }
        boxes
    }

    /// A box without the limits whose quasi-p-value is above `level`; the weakest goes first, and those that stay are tested anew.
    pub(super) fn pruned(&self, from: &PrimBox, level: f64) -> PrimBox {
        let mut pruned = from.clone();
        while let Some(weakest) = weakest(&pruned.limits).filter(|&place| pruned.limits[place].quasi_p() > level) {
            pruned.limits.remove(weakest);
            pruned = self.seen(&self.held(self.within(&pruned.limits)));
        }
        pruned
    }

    /// The region with these limits and no others.
    fn within(&self, limits: &[PrimLimit]) -> Region {
        let mut region = self.whole.clone();
        for limit in limits {
            match (limit, &mut region.bounds[limit.column()]) {
                (PrimLimit::AtLeast { value, .. }, Bound::Range { low, .. }) => *low = *value,
                (PrimLimit::AtMost { value, .. }, Bound::Range { high, .. }) => *high = *value,
                (PrimLimit::OneOf { categories, .. }, Bound::Among(inside)) => {
                    (0..inside.len()).for_each(|place| inside[place] = categories.contains(&place));
                }
                _ => {}
            }
        }
        region
    }

    fn held(&self, region: Region) -> Held {
        let inside: Vec<usize> = self.inside(&region).collect();
        Held {
            of_interest: self.cases.count_of_interest(&inside),
            region,
            inside,
        }
    }

    fn inside(&self, region: &Region) -> impl Iterator<Item = usize> {
        let remaining = self.remaining.iter().copied();
        remaining.filter(|&case| region.contains(self.cases, case))
    }

    /// The best region with a little less, if it is better and large enough.
    fn peel(&self, from: &Held) -> Option<Held> {
        let columns = 0..self.cases.columns().len();
        let peels = columns.flat_map(|column| self.peels(from, column));
        let (criterion, best) = self.best(from, peels)?;
        let is_smaller = best.inside.len() < from.inside.len();
        (is_smaller && criterion > 0.0 && self.has_mass(&best)).then_some(best)
    }

    /// The best region with a little more, if it is denser.
    fn paste(&self, from: &Held) -> Option<Held> {
        let columns = from.region.restricted(&self.whole);
        let pastes = columns.flat_map(|column| self.pastes(from, column));
        let (criterion, best) = self.best(from, pastes)?;
        let is_better = best.inside.len() > from.inside.len() && best.mean() > from.mean();
        (is_better && criterion > 0.0 && self.has_mass(&best)).then_some(best)
    }

    fn has_mass(&self, held: &Held) -> bool {
        held.inside.len() as f64 / self.cases.len() as f64 >= self.prim.mass_min
    }

    /// The first of the best, with its criterion.
    fn best(&self, from: &Held, regions: impl Iterator<Item = Region>) -> Option<(f64, Held)> {
        let ranked = regions.map(|region| {
            let held = self.held(region);
            let free = self.cases.columns().len() - held.region.restricted(&self.whole).count();
            ((self.criterion(from, &held), free), held)
        });
        let best = ranked.reduce(|best, next| if next.0 > best.0 { next } else { best });
        best.map(|((criterion, _), held)| (criterion, held))
    }

    fn criterion(&self, from: &Held, to: &Held) -> f64 {
        let gained = to.mean() - from.mean();
        let cases = from.inside.len().abs_diff(to.inside.len()) as f64;
        match self.prim.criterion {
            PeelingCriterion::Density if to.inside.is_empty() => -1.0,
            PeelingCriterion::Density => to.mean(),
            _ if gained == 0.0 => 0.0,
            PeelingCriterion::GainPerCase => gained / cases,
            PeelingCriterion::WeightedGain => to.inside.len() as f64 * gained / cases,
        }
    }

    /// What can be peeled off a column: of numbers the upper end and the lower, of categories each that occurs.
    fn peels(&self, from: &Held, column: usize) -> Vec<Region> {
        let bounds = match &from.region.bounds[column] {
            Bound::Among(categories) => without_one(categories),
            &Bound::Range { low, high } => {
                let mut numbers: Vec<f64> = from
                    .inside
                    .iter()
                    .map(|&case| self.cases.number(column, case))
                    .collect();
                if numbers.is_empty() {
                    return Vec::new();
                }
                let ends = match self.cases.columns()[column].values {
                    CaseValues::Whole(_) => self.whole_ends(&mut numbers),
                    _ => (
                        lower_cut(&mut numbers, self.prim.peeling),
                        upper_cut(&mut numbers, self.prim.peeling),
                    ),
                };
                vec![Bound::Range { low, high: ends.1 }, Bound::Range { low: ends.0, high }]
            }
        };
        let regions = bounds.into_iter().map(|bound| from.region.with(column, bound));
        regions.collect()
    }

    /// The smallest and the largest number that stay when the lower, or the upper end is peeled off a column of whole numbers.
    fn whole_ends(&self, numbers: &mut [f64]) -> (f64, f64) {
        let smallest = numbers.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lower = lower_cut(numbers, self.prim.peeling).trunc();
        let upper = upper_cut(numbers, self.prim.peeling).trunc();
        let from_below = numbers
            .iter()
            .copied()
            .filter(|&number| number >= lower && number > smallest);
        let from_above = numbers
            .iter()
            .copied()
            .filter(|&number| number <= upper && number < largest);
        let low = from_below.reduce(f64::min).unwrap_or(smallest);
        let high = from_above.reduce(f64::max).unwrap_or(largest);
        (low, high)
    }

    /// What can be pasted to a restricted column: of numbers the lower end and the upper, of categories each that is missing.
    fn pastes(&self, from: &Held, column: usize) -> Vec<Region> {
        let bounds = match (&from.region.bounds[column], &self.whole.bounds[column]) {
            (Bound::Among(categories), Bound::Among(whole)) => with_one(categories, whole),
            (&Bound::Range { low, high }, &Bound::Range { low: first, high: last }) => {
                let mut below = self.between(from, column, (first, low));
                let mut above = self.between(from, column, (high, last));
                let lower = (!below.is_empty()).then(|| upper_cut(&mut below, self.prim.pasting));
                let upper = (!above.is_empty()).then(|| lower_cut(&mut above, self.prim.pasting));
                let (lower, upper) = (lower.unwrap_or(first), upper.unwrap_or(last));
                let is_whole = matches!(self.cases.columns()[column].values, CaseValues::Whole(_));
                let (lower, upper) = if is_whole {
                    (lower.ceil(), upper.floor())
                } else {
                    (lower, upper)
                };
                vec![Bound::Range { low: lower, high }, Bound::Range { low, high: upper }]
            }
            _ => Vec::new(),
        };
        let regions = bounds.into_iter().map(|bound| from.region.with(column, bound));
        regions.collect()
    }

    /// The numbers of a column from `low` to `high`, where all other bounds hold.
    fn between(&self, from: &Held, column: usize, (low, high): (f64, f64)) -> Vec<f64> {
        let region = from.region.with(column, Bound::Range { low, high });
        let inside = self.inside(&region);
        inside.map(|case| self.cases.number(column, case)).collect()
    }
}

/// The limit with the largest quasi-p-value, the first of equals.
fn weakest(limits: &[PrimLimit]) -> Option<usize> {
    (0..limits.len()).reduce(
        |weakest, next| match limits[next].quasi_p() > limits[weakest].quasi_p() {
            true => next,
            false => weakest,
        },
    )
}

fn without_one(categories: &[bool]) -> Vec<Bound> {
    let inside = categories.iter().filter(|&&inside| inside).count();
    let peeled = (0..categories.len()).filter(|&place| categories[place] && inside > 1);
    peeled.map(|place| flipped(categories, place)).collect()
}

fn with_one(categories: &[bool], whole: &[bool]) -> Vec<Bound> {
    let missing = (0..categories.len()).filter(|&place| whole[place] && !categories[place]);
    missing.map(|place| flipped(categories, place)).collect()
}

fn flipped(categories: &[bool], place: usize) -> Bound {
    let mut flipped = categories.to_vec();
    flipped[place] = !flipped[place];
    Bound::Among(flipped)
}

impl Search<'_> {
    /// What is told of a region.
    fn seen(&self, held: &Held) -> PrimBox {
        let all_of_interest = (0..self.cases.len())
            .filter(|&case| self.cases.is_of_interest(case))
            .count();
        let restricted = held.region.restricted(&self.whole);
        PrimBox {
            limits: restricted.flat_map(|column| self.limits(held, column)).collect(),
            cases: held.inside.len(),
            of_interest: held.of_interest,
            coverage: mean(held.of_interest, all_of_interest),
            density: held.mean(),
            mass: mean(held.inside.len(), self.cases.len()),
        }
    }

    fn limits(&self, held: &Held, column: usize) -> Vec<PrimLimit> {
        match (&held.region.bounds[column], &self.whole.bounds[column]) {
            (Bound::Among(categories), whole) => vec![PrimLimit::OneOf {
                column,
                categories: (0..categories.len()).filter(|&place| categories[place]).collect(),
                quasi_p: self.quasi_p(held, column, whole.clone()),
            }],
            (&Bound::Range { low, high }, &Bound::Range { low: first, high: last }) => {
                let lower = || PrimLimit::AtLeast {
                    column,
                    value: low,
                    quasi_p: self.quasi_p(held, column, Bound::Range { low: first, high }),
                };
                let upper = || PrimLimit::AtMost {
                    column,
                    value: high,
                    quasi_p: self.quasi_p(held, column, Bound::Range { low, high: last }),
                };
                let lower = (low != first).then(lower);
                lower.into_iter().chain((high != last).then(upper)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// How likely as many of interest would be if the box with another bound told their share.
    fn quasi_p(&self, held: &Held, column: usize, without: Bound) -> f64 {
        let wider = self.held(held.region.with(column, without));
        let [of_interest, all] = [held.of_interest, held.inside.len()].map(|cases| self.prim.weight * cases as f64);
        binomial_at_least(of_interest, all, wider.mean())
    }
}
