//! How a measure is spread over runs, month by month.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::quantile::QuantilePlace;
use crate::experiment::Block;
use alliance_dynamics::measures::{Measure, Record};

/// Up to so many runs of a cell, quantiles are exact.
const EXACT_UP_TO: u32 = 10_000;

/// Steps into which the range of a measure is divided beyond that.
const STEPS: usize = 1000;

/// Numbers a month has, one a measure.
const COUNT: usize = Measure::COUNT;

/// How one measure is spread over the runs alive in a month.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Median.
    pub median: f64,
    /// 5 % quantile.
    pub p05: f64,
    /// 95 % quantile.
    pub p95: f64,
}

/// The months of all runs of a cell.
///
/// Means are sums over blocks, block by block. Quantiles interpolate between neighbours and are exact for up
/// to 10,000 runs; beyond, every number is first put on a grid of 1,000 steps over the measure's range, so that a quantile is off by
/// half a thousandth of the range at the most, and memory no longer grows with the number of runs.
#[derive(Debug)]
pub struct CellMonths {
    /// Runs that lived each month.
    alive: Vec<u64>,
    sums: Vec<Record>,
    values: Values,
}

#[derive(Debug)]
enum Values {
    /// The records of every block, and where each run begins.
    Exact { blocks: Vec<(Vec<u32>, Vec<Record>)> },
    /// How many runs are in each step, by month, measure and step.
    Grid { ranges: Vec<(f64, f64)>, counts: Vec<u32> },
}

impl CellMonths {
    /// Room for the given number of runs; `range` says between which numbers a measure lies.
    #[must_use]
    pub fn with_room(runs: u32, months: u32, range: impl Fn(Measure) -> (f64, f64)) -> Self {
        let months = months as usize;
        let values = if runs <= EXACT_UP_TO {
            Values::Exact { blocks: Vec::new() }
        } else {
            Values::Grid {
                ranges: Measure::ALL.into_iter().map(range).collect(),
                counts: vec![0; months * COUNT * (STEPS + 1)],
            }
        };
        Self {
            alive: vec![0; months],
            sums: vec![Record([0.0; COUNT]); months],
            values,
        }
    }

    /// Adds the runs of a block. Blocks have to come in their order.
    pub fn add(&mut self, block: Block) {
        let longest = block
            .lives()
            .map(|(ending, _)| ending.months as usize)
            .max()
            .unwrap_or(0);
        let mut sums = vec![Record([0.0; COUNT]); longest];
        for (_, life) in block.lives() {
            for ((sum, record), alive) in sums.iter_mut().zip(life).zip(&mut self.alive) {
                add_up(sum, record);
                *alive += 1;
            }
        }
        for (total, sum) in self.sums.iter_mut().zip(&sums) {
            add_up(total, sum);
        }
        match &mut self.values {
            Values::Exact { blocks } => {
                let mut start = 0;
                let starts = block.lives().map(|(ending, _)| {
                    start += ending.months;
                    start
                });
                let ends: Vec<u32> = starts.collect();
                blocks.push((ends, block.records));
            }
            Values::Grid { ranges, counts } => {
                for (_, life) in block.lives() {
                    for (record, counts) in life.iter().zip(counts.chunks_exact_mut(COUNT * (STEPS + 1))) {
                        put_on_grid(record, ranges, counts);
                    }
                }
            }
        }
    }

    /// How many runs lived each month.
    #[must_use]
    pub fn alive(&self) -> &[u64] {
        &self.alive
    }

    /// The spread of every measure, month by month, on the threads of the current rayon pool.
    #[must_use]
    pub fn spreads(&self) -> Vec<[Spread; COUNT]> {
        (0..self.alive.len())
            .into_par_iter()
            .map(|month| self.spreads_in(month, Measure::ALL))
            .collect()
    }

    /// The spread of one measure, month by month.
    #[must_use]
    pub fn spreads_of(&self, measure: Measure) -> Vec<Spread> {
        let spread = |month| self.spreads_in(month, [measure])[0];
        (0..self.alive.len()).map(spread).collect()
    }

    fn spreads_in<const N: usize>(&self, month: usize, measures: [Measure; N]) -> [Spread; N] {
        let n = self.alive[month];
        let mut spreads = [Spread::default(); N];
        if n == 0 {
            return spreads;
        }
        let measures = measures.map(|measure| measure as usize);
        match &self.values {
            Values::Exact { blocks } => {
                let records = records_of_month(blocks, month);
                let mut column = Vec::with_capacity(records.len());
                for (measure, spread) in measures.into_iter().zip(&mut spreads) {
                    column.clear();
                    column.extend(records.iter().map(|record| key(record.0[measure])));
                    *spread = exact(&mut column);
                }
            }
            Values::Grid { ranges, counts } => {
                let month = &counts[month * COUNT * (STEPS + 1)..];
                for (measure, spread) in measures.into_iter().zip(&mut spreads) {
                    *spread = on_grid(&month[measure * (STEPS + 1)..][..=STEPS], n, ranges[measure]);
                }
            }
        }
        for (measure, spread) in measures.into_iter().zip(&mut spreads) {
            spread.mean = self.sums[month].0[measure] / n as f64;
        }
        spreads
    }
}

fn add_up(sum: &mut Record, record: &Record) {
    for (sum, number) in sum.0.iter_mut().zip(record.0) {
        *sum += number;
    }
}

/// The records of a month of all runs that lived it.
fn records_of_month(blocks: &[(Vec<u32>, Vec<Record>)], month: usize) -> Vec<&Record> {
    let runs = blocks.iter().flat_map(|(ends, records)| {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts
            .zip(ends)
            .map(move |(start, &end)| &records[start as usize..end as usize])
    });
    runs.filter_map(|life| life.get(month)).collect()
}

/// Median, 5 % and 95 % of at least one number, given by their keys, which it puts in another order.
fn exact(keys: &mut [i64]) -> Spread {
    let n = keys.len();
    let middle = (n - 1) / 2;
    let (below, &mut low, above) = keys.select_nth_unstable(middle);
    let high = least(above, low);
    let mut quantile = |share: f64| {
        let place = QuantilePlace::of(share, n);
        let (low, high) = match place.below.cmp(&middle) {
            Ordering::Less => neighbours(below, place.below, low),
            Ordering::Equal => (low, high),
            Ordering::Greater => neighbours(above, place.below - (middle + 1), high),
        };
        place.between(number(low), number(high))
    };
    Spread {
        mean: 0.0,
        p05: quantile(0.05),
        median: quantile(0.5),
        p95: quantile(0.95),
    }
}

/// The key at a place among some keys and the one after it, where `next` is the least of those that come after them all.
fn neighbours(keys: &mut [i64], place: usize, next: i64) -> (i64, i64) {
    let (_, &mut low, above) = keys.select_nth_unstable(place);
    (low, least(above, next))
}

fn least(keys: &[i64], otherwise: i64) -> i64 {
    keys.iter().copied().min().unwrap_or(otherwise)
}

/// A whole number that sorts as the number does by [`f64::total_cmp`], for whole numbers sort faster.
fn key(number: f64) -> i64 {
    turned(number.to_bits().cast_signed())
}

/// The number of a key.
fn number(key: i64) -> f64 {
    f64::from_bits(turned(key).cast_unsigned())
}

/// Turns the order of the negative numbers round; undoes itself.
fn turned(bits: i64) -> i64 {
    bits ^ (bits >> 63 & i64::MAX)
}

fn put_on_grid(record: &Record, ranges: &[(f64, f64)], counts: &mut [u32]) {
    let steps = counts.chunks_exact_mut(STEPS + 1);
    for ((number, &(low, high)), steps) in record.0.iter().zip(ranges).zip(steps) {
        let step = ((number - low) / (high - low) * STEPS as f64).round();
        steps[(step.max(0.0) as usize).min(STEPS)] += 1;
    }
}

fn on_grid(counts: &[u32], n: u64, (low, high): (f64, f64)) -> Spread {
    let number_at = |rank: usize| {
        let mut seen = 0;
        let step = counts.iter().position(|&count| {
            seen += u64::from(count);
            seen > rank as u64
        });
        low + (high - low) * step.unwrap_or(STEPS) as f64 / STEPS as f64
    };
    let quantile = |share: f64| {
        let place = QuantilePlace::of(share, n as usize);
        place.between(number_at(place.below), number_at(place.above()))
    };
    Spread {
        mean: 0.0,
        p05: quantile(0.05),
        median: quantile(0.5),
        p95: quantile(0.95),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quantiles_interpolate_between_neighbours() {
        let five = exact_of(&[5.0, 1.0, 4.0, 2.0, 3.0]);
        assert_eq!((five.p05, five.median, five.p95), (1.2, 3.0, 4.8));
        let two = exact_of(&[20.0, 0.0]);
        assert_eq!((two.p05, two.median, two.p95), (1.0, 10.0, 19.0));
        let one = exact_of(&[7.0]);
        assert_eq!((one.p05, one.median, one.p95), (7.0, 7.0, 7.0));
    }

    proptest! {
        #[test]
        fn quantiles_are_those_of_the_sorted_numbers(numbers in prop::collection::vec(-3i8..=3, 1..60)) {
            let mut sorted: Vec<f64> = numbers.iter().map(|&number| f64::from(number) / 7.0).collect();
            let found = exact_of(&sorted);
            sorted.sort_by(f64::total_cmp);
            for (share, quantile) in [(0.05, found.p05), (0.5, found.median), (0.95, found.p95)] {
                let place = share * (sorted.len() - 1) as f64;
                let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
                prop_assert!((quantile - (low + (high - low) * place.fract())).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn the_grid_is_off_by_half_a_step_at_the_most() {
        let numbers: Vec<f64> = (0..5000)
            .map(|k| (f64::from(k) * 0.618_034).fract() * 2.0 - 1.0)
            .collect();
        let mut counts = vec![0; STEPS + 1];
        for &number in &numbers {
            counts[((number + 1.0) / 2.0 * STEPS as f64).round() as usize] += 1;
        }
        let (grid, exact) = (on_grid(&counts, 5000, (-1.0, 1.0)), exact_of(&numbers));
        for (grid, exact) in [
            (grid.p05, exact.p05),
            (grid.median, exact.median),
            (grid.p95, exact.p95),
        ] {
            assert!((grid - exact).abs() <= 2.0 / STEPS as f64, "{grid} instead of {exact}");
        }
    }

    fn exact_of(numbers: &[f64]) -> Spread {
        exact(&mut numbers.iter().copied().map(key).collect::<Vec<_>>())
    }
}
