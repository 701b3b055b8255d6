//! How a measure is spread over runs, month by month.

use rayon::prelude::*;

use crate::experiment::Block;
use crate::measures::{Measure, Record};

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
/// Means are sums over blocks, block by block. Quantiles interpolate between neighbours (Hyndman and Fan's type 7) and are exact for up
/// to 10,000 runs; beyond, every number is first put on a grid of 1,000 steps over the measure's range, so that a quantile is off by
/// half a thousandth of the range at the most, and memory no longer grows with the number of runs.
#[derive(Debug)]
pub struct Trajectories {
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

impl Trajectories {
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
            .map(|month| self.spread_in(month))
            .collect()
    }

    fn spread_in(&self, month: usize) -> [Spread; COUNT] {
        let n = self.alive[month];
        let mut spreads = [Spread::default(); COUNT];
        if n == 0 {
            return spreads;
        }
        match &self.values {
            Values::Exact { blocks } => {
                let records = records_of_month(blocks, month);
                let mut column = Vec::with_capacity(records.len());
                for (measure, spread) in spreads.iter_mut().enumerate() {
                    column.clear();
                    column.extend(records.iter().map(|record| record.0[measure]));
                    *spread = exact(&mut column);
                }
            }
            Values::Grid { ranges, counts } => {
                let month = &counts[month * COUNT * (STEPS + 1)..];
                for (measure, spread) in spreads.iter_mut().enumerate() {
                    *spread = on_grid(&month[measure * (STEPS + 1)..][..=STEPS], n, ranges[measure]);
                }
            }
        }
        for (spread, sum) in spreads.iter_mut().zip(self.sums[month].0) {
            spread.mean = sum / n as f64;
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

/// Median, 5 % and 95 % of some numbers, which it puts in another order.
fn exact(numbers: &mut [f64]) -> Spread {
    let n = numbers.len();
    let mut quantile = |share: f64| {
        let place = share * (n - 1) as f64;
        let below = place as usize;
        let (_, &mut low, above) = numbers.select_nth_unstable_by(below, f64::total_cmp);
        let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
        low + (high - low) * (place - below as f64)
    };
    Spread {
        mean: 0.0,
        p05: quantile(0.05),
        median: quantile(0.5),
        p95: quantile(0.95),
    }
}

fn put_on_grid(record: &Record, ranges: &[(f64, f64)], counts: &mut [u32]) {
    let steps = counts.chunks_exact_mut(STEPS + 1);
    for ((number, &(low, high)), steps) in record.0.iter().zip(ranges).zip(steps) {
        let step = ((number - low) / (high - low) * STEPS as f64).round();
        steps[(step.max(0.0) as usize).min(STEPS)] += 1;
    }
}

fn on_grid(counts: &[u32], n: u64, (low, high): (f64, f64)) -> Spread {
    let number_at = |rank: u64| {
        let mut seen = 0;
        let step = counts.iter().position(|&count| {
            seen += u64::from(count);
            seen > rank
        });
        low + (high - low) * step.unwrap_or(STEPS) as f64 / STEPS as f64
    };
    let quantile = |share: f64| {
        let place = share * (n - 1) as f64;
        let below = place as u64;
        let (lower, upper) = (number_at(below), number_at((below + 1).min(n - 1)));
        lower + (upper - lower) * (place - below as f64)
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
    use super::*;

    #[test]
    fn quantiles_interpolate_between_neighbours() {
        let mut numbers = [5.0, 1.0, 4.0, 2.0, 3.0];
        let spread = exact(&mut numbers);
        assert_eq!((spread.p05, spread.median, spread.p95), (1.2, 3.0, 4.8));
        assert_eq!(exact(&mut [7.0]).p95, 7.0);
        assert_eq!(exact(&mut [1.0, 2.0]).median, 1.5);
    }

    #[test]
    fn the_grid_is_off_by_half_a_step_at_the_most() {
        let mut numbers: Vec<f64> = (0..5000)
            .map(|k| (f64::from(k) * 0.618_034).fract() * 2.0 - 1.0)
            .collect();
        let mut counts = vec![0; STEPS + 1];
        for &number in &numbers {
            counts[((number + 1.0) / 2.0 * STEPS as f64).round() as usize] += 1;
        }
        let (grid, exact) = (on_grid(&counts, 5000, (-1.0, 1.0)), exact(&mut numbers));
        for (grid, exact) in [
            (grid.p05, exact.p05),
            (grid.median, exact.median),
            (grid.p95, exact.p95),
        ] {
            assert!((grid - exact).abs() <= 2.0 / STEPS as f64, "{grid} instead of {exact}");
        }
    }
}
