//! Which keys a number hangs on, where all of them vary at once: shares of its variance, and what chance alone comes to.

use alliance_dynamics::random::{Chance, Purpose};
use alliance_dynamics::scenario::gate::Value;
use alliance_prose::numbers::{fixed, plain, power_of_ten};
use rayon::prelude::*;
use serde::Serialize;

use crate::statistics::{Interval, mean_interval, quantile};

/// So often the numbers are dealt out anew to see what chance alone comes to.
const SHUFFLES: u32 = 200;
/// The share of the shuffles in which no key at all reaches the noise floor.
const QUIET: f64 = 0.95;
/// Values of a key are put into at most so many groups.
const MOST_GROUPS: usize = 10;
/// Numbers in a group, at least about so many.
const LEAST_IN_GROUP: usize = 20;

/// The mean of a number over one group of values of a key.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupMean {
    /// The values: one, or from where to where.
    pub values: String,
    /// How many numbers.
    pub n: usize,
    /// Their mean.
    pub mean: f64,
    /// Its 95 % interval (Student); without width of fewer than two.
    pub interval: Interval,
}

/// What every key explains of a number by itself, and how much a key without any effect would come to.
///
/// # Rule
/// Values of a key are put into groups: every value by itself where there are ten or fewer, else ten neighbourhoods of as many numbers each (fewer with
/// less than 200 numbers: one for every twenty). The share of a key is ε² = 1 − (W/(n − g)) / (T/(n − 1)): W is the sum of squares within the g
/// groups, T that around the mean of all n numbers. It estimates the first-order share of variance Var(E\[y|key\])/Var(y), lies around 0 for a key
/// without effect, below it as often as above, and is 1 where the key decides alone.
///
/// The noise floor is what the largest share of any key stays below in 95 of 100 shuffles, in which the numbers are dealt out to the points anew: one
/// key or more of those without effect reaches it in 5 of 100 studies.
///
/// # Source
/// ε²: Kelley (1935), An unbiased correlation ratio measure. First-order shares from given points: Plischke, Borgonovo and Smith (2013), Global
/// sensitivity measures from given data. The floor by the largest of all shares under shuffling: Westfall and Young (1993), Resampling-based multiple
/// testing. How many groups there are is ours.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyShares {
    /// The share of every key, at most 1.
    pub shares: Vec<f64>,
    /// What chance alone comes to.
    pub floor: f64,
    /// The groups of every key, by their values.
    pub groups: Vec<Vec<GroupMean>>,
}

impl KeyShares {
    /// Shares out numbers, one a point, among keys; `columns` has the values of every key at all points. Its luck is derived from `seed`.
    #[must_use]
    pub fn of(numbers: &[f64], columns: &[Vec<&Value>], seed: u64) -> Self {
        let groupings: Vec<Grouping> = columns.iter().map(|values| Grouping::of(values)).collect();
        let shares_of = |numbers: &[f64]| -> Vec<f64> { groupings.iter().map(|keys| keys.share(numbers)).collect() };
        let luck = Chance::new(seed).of(Purpose::named("numbers dealt out to points anew"), 0);
        let shuffled = |shuffle| {
            let mut draws = luck.at(shuffle, 0);
            let mut numbers = numbers.to_vec();
            for last in (1..numbers.len()).rev() {
                numbers.swap(last, draws.below(last as u32 + 1) as usize);
            }
            shares_of(&numbers).into_iter().fold(0.0, f64::max)
        };
        let mut largest: Vec<f64> = (0..SHUFFLES).into_par_iter().map(shuffled).collect();
        largest.sort_by(f64::total_cmp);
        Self {
            shares: shares_of(numbers),
            floor: quantile(&largest, QUIET),
            groups: groupings.iter().map(|keys| keys.means(numbers)).collect(),
        }
    }

    /// Whether a key is shown to matter.
    #[must_use]
    pub fn is_above(&self, key: usize) -> bool {
        self.shares[key] > self.floor
    }
}

/// From where to where values lie, with two figures of the greater.
fn told(low: f64, high: f64) -> String {
    if low == high {
        return plain(low);
    }
    let places = (1.0 - power_of_ten(low.abs().max(high.abs()))).clamp(0.0, 9.0) as usize;
    format!("{} to {}", fixed(low, places), fixed(high, places))
}

/// Points in groups by the value of one key.
struct Grouping {
    /// What the values of every group are.
    names: Vec<String>,
    /// The group of every point.
    of: Vec<usize>,
}

impl Grouping {
    fn of(values: &[&Value]) -> Self {
        let numbers: Option<Vec<f64>> = values.iter().map(|value| value.as_number()).collect();
        numbers.map_or_else(|| Self::of_choices(values), |numbers| Self::of_numbers(&numbers))
    }

    /// A group a value, in the order of their words.
    fn of_choices(values: &[&Value]) -> Self {
        let words: Vec<String> = values.iter().map(|value| value.in_tables()).collect();
        let mut names = words.clone();
        names.sort();
        names.dedup();
        let of = words
            .iter()
            .map(|word| names.iter().position(|name| name == word).unwrap_or_default());
        Self {
            of: of.collect(),
            names,
        }
    }

    /// Groups of neighbours; equal numbers are never apart.
    fn of_numbers(numbers: &[f64]) -> Self {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f64::total_cmp);
        let mut levels = sorted.clone();
        levels.dedup();
        let place = |number: f64| match levels.len() {
            ..=MOST_GROUPS => levels.partition_point(|level| *level < number),
            _ => {
                let n_groups = (numbers.len() / LEAST_IN_GROUP).clamp(2, MOST_GROUPS);
                sorted.partition_point(|other| *other < number) * n_groups / sorted.len().max(1)
            }
        };
        let places: Vec<usize> = numbers.iter().map(|number| place(*number)).collect();
        let mut used = places.clone();
        used.sort_unstable();
        used.dedup();
        let of: Vec<usize> = places
            .iter()
            .map(|place| used.partition_point(|other| other < place))
            .collect();
        let ends = |group: usize| {
            let within = || {
                numbers
                    .iter()
                    .zip(&of)
                    .filter(|(_, of)| **of == group)
                    .map(|(number, _)| *number)
            };
            let (low, high) = (
                within().fold(f64::INFINITY, f64::min),
                within().fold(f64::NEG_INFINITY, f64::max),
            );
            told(low, high)
        };
        let names = (0..used.len()).map(ends).collect();
        Self { names, of }
    }

    /// ε² of these numbers; 0 where nothing varies, or every group has one number only.
    fn share(&self, numbers: &[f64]) -> f64 {
        let mut sums = vec![(0.0, 0.0); self.names.len()];
        for (number, &group) in numbers.iter().zip(&self.of) {
            sums[group].0 += number;
            sums[group].1 += 1.0;
        }
        let n = numbers.len() as f64;
        let mean = sums.iter().map(|(sum, _)| sum).sum::<f64>() / n;
        let total: f64 = numbers.iter().map(|number| (number - mean) * (number - mean)).sum();
        let filled = sums.iter().filter(|(_, n)| *n > 0.0);
        let (mut between, mut n_groups) = (0.0, 0.0);
        for (sum, n) in filled {
            between += n * (sum / n - mean) * (sum / n - mean);
            n_groups += 1.0;
        }
        if total <= 0.0 || n <= n_groups || n_groups < 2.0 {
            return 0.0;
        }
        1.0 - ((total - between) / (n - n_groups)) / (total / (n - 1.0))
    }

    /// The mean of every group.
    fn means(&self, numbers: &[f64]) -> Vec<GroupMean> {
        let of_group = |(group, values): (usize, &String)| {
            let within = numbers.iter().zip(&self.of).filter(|(_, of)| **of == group);
            let within: Vec<f64> = within.map(|(number, _)| *number).collect();
            let (mean, interval) = mean_interval(&within);
            GroupMean {
                values: values.clone(),
                n: within.len(),
                mean,
                interval,
            }
        };
        self.names.iter().enumerate().map(of_group).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points of a lattice: a number, a switch and a number that nothing depends on.
    fn points(n: usize) -> [Vec<Value>; 3] {
        let at = |k: usize, step: f64| (k as f64 * step).fract();
        let number = |step: f64| (0..n).map(|k| Value::number(at(k, step))).collect();
        let switch = (0..n)
            .map(|k| Value::Boolean(at(k, 0.324_717_957_244_746) < 0.75))
            .collect();
        [number(0.754_877_666_246_693), switch, number(0.569_840_290_998_053)]
    }

    fn shared(n: usize, of: impl Fn(f64, bool) -> f64) -> KeyShares {
        let points = points(n);
        let values = points[0].iter().zip(&points[1]);
        let numbers: Vec<f64> = values
            .map(|(x, is_on)| of(x.as_number().unwrap(), *is_on == Value::Boolean(true)))
            .collect();
        let columns: Vec<Vec<&Value>> = points.iter().map(|values| values.iter().collect()).collect();
        KeyShares::of(&numbers, &columns, 1)
    }

    #[test]
    fn shares_are_those_of_the_variance() {
        // Var of x is 1/12, that of a switch that is on in 3 of 4 is 3/16.
        let found = shared(2000, |x, is_on| 3.0 * x + 2.0 * f64::from(is_on));
        let (x, switch) = (9.0 / 12.0, 4.0 * 3.0 / 16.0);
        assert!((found.shares[0] - x / (x + switch)).abs() < 0.02, "{:?}", found.shares);
        assert!(
            (found.shares[1] - switch / (x + switch)).abs() < 0.02,
            "{:?}",
            found.shares
        );
        assert!(
            found.is_above(0) && found.is_above(1) && !found.is_above(2),
            "{found:?}"
        );
    }

    #[test]
    fn an_effect_that_goes_up_and_down_is_seen_too() {
        let found = shared(500, |x, _| (x - 0.5) * (x - 0.5));
        assert!(found.shares[0] > 0.9, "{:?}", found.shares);
    }

    #[test]
    fn what_nothing_depends_on_reaches_the_floor_in_about_one_study_of_twenty() {
        let noise = |seed: u64| {
            let points = points(100);
            let mut draws = Chance::new(seed).of(Purpose::named("test"), 0).at(0, 0);
            let numbers: Vec<f64> = (0..100).map(|_| f64::from(draws.below(1000))).collect();
            let columns: Vec<Vec<&Value>> = points.iter().map(|values| values.iter().collect()).collect();
            let found = KeyShares::of(&numbers, &columns, seed);
            (0..3).any(|key| found.is_above(key))
        };
        let loud = (0..100).filter(|seed| noise(*seed)).count();
        assert!((1..=12).contains(&loud), "{loud} of 100");
    }

    #[test]
    fn groups_are_told_by_their_values() {
        let found = shared(400, |x, is_on| x + f64::from(is_on));
        let names = |key: usize| -> Vec<&str> { found.groups[key].iter().map(|group| group.values.as_str()).collect() };
        assert_eq!(names(1), ["false", "true"]);
        assert_eq!(names(0).len(), 10);
        assert!(
            found.groups[0].iter().all(|group| group.n == 40),
            "{:?}",
            found.groups[0]
        );
        let on = &found.groups[1][1];
        assert!((on.mean - 1.5).abs() < 0.02 && on.interval.low < on.mean, "{on:?}");
    }

    #[test]
    fn where_nothing_varies_nothing_is_shared_out() {
        let found = shared(100, |_, _| 1.0);
        assert_eq!((found.shares, found.floor), (vec![0.0; 3], 0.0));
    }
}
