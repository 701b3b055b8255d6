//! How a measure is spread over runs, month by month.

use rayon::prelude::*;

use super::quantile::QuantilePlace;
use super::ranks::Ranks;
use crate::experiment::Block;
use alliance_dynamics::measures::{MOST_OWN, Measure, Numbers};

/// Up to so many runs of a cell, quantiles are exact.
const EXACT_UP_TO: u32 = 10_000;

/// Steps into which the range of a measure is divided beyond that.
const STEPS: usize = 1000;

/// Records that are dealt out together: as many as a processor has at hand.
const TOGETHER: usize = 64;

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

/// The months of all runs of a cell: `N` numbers each, those of the measures of the model or those of a scenario's own.
///
/// Means are sums over blocks, block by block. Quantiles interpolate between neighbours and are exact for up
/// to 10,000 runs; beyond, every number is first put on a grid of 1,000 steps over the measure's range, so that a quantile is off by
/// half a thousandth of the range at the most, and memory no longer grows with the number of runs.
#[derive(Debug)]
pub struct CellMonths<const N: usize = { Measure::COUNT }> {
    /// Runs that lived each month.
    alive: Vec<u64>,
    values: Values<N>,
}

#[derive(Debug)]
enum Values<const N: usize> {
    /// Every month of every run.
    Exact(Vec<BlockMonths<N>>),
    Grid {
        ranges: [Range; N],
        months: Vec<GridMonth<N>>,
    },
}

/// The records of a block, run after run.
#[derive(Debug)]
struct BlockMonths<const N: usize> {
    /// Where each run ends.
    ends: Vec<u32>,
    records: Vec<Numbers<N>>,
}

/// One month of all runs, where not every number is kept.
#[derive(Debug)]
struct GridMonth<const N: usize> {
    sum: Numbers<N>,
    /// How many runs are on each step, measure by measure.
    counts: Vec<u32>,
}

/// The numbers between which a measure lies.
type Range = (f64, f64);

impl CellMonths {
    /// Adds the runs of some blocks, which have to come in their order, on the threads of the current rayon pool.
    pub fn add(&mut self, blocks: Vec<Block>) {
        self.take(blocks.into_iter().map(BlockMonths::of).collect());
    }

    /// The spread of one measure, month by month.
    #[must_use]
    pub fn spreads_of(&self, measure: Measure) -> Vec<Spread> {
        self.spreads_at(measure as usize)
    }
}

impl CellMonths<MOST_OWN> {
    /// Adds what the scenario's own measures were in the runs of some blocks, which have to come in their order.
    pub fn add_own(&mut self, blocks: &[Block]) {
        self.take(blocks.iter().map(BlockMonths::of_own).collect());
    }
}

impl<const N: usize> CellMonths<N> {
    /// Room for the given number of runs, where numbers lie in these ranges.
    #[must_use]
    pub fn with_room(runs: u32, months: u32, ranges: [(f64, f64); N]) -> Self {
        let months = months as usize;
        let grid_month = |_| GridMonth {
            sum: Numbers::default(),
            counts: vec![0; N * (STEPS + 1)],
        };
        let values = match runs <= EXACT_UP_TO {
            true => Values::Exact(Vec::new()),
            false => Values::Grid {
                ranges,
                months: (0..months).map(grid_month).collect(),
            },
        };
        let alive = vec![0; months];
        Self { alive, values }
    }

    fn take(&mut self, blocks: Vec<BlockMonths<N>>) {
        for months in blocks.iter().flat_map(BlockMonths::months_lived) {
            self.alive[..months].iter_mut().for_each(|alive| *alive += 1);
        }
        match &mut self.values {
            Values::Exact(all) => all.extend(blocks),
            Values::Grid { ranges, months } => {
                let months = months.par_iter_mut().enumerate();
                months.for_each(|(number, month)| month.add(&blocks, number, ranges));
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
    pub fn spreads(&self) -> Vec<[Spread; N]> {
        let all = std::array::from_fn(|measure| measure);
        (0..self.alive.len())
            .into_par_iter()
            .map_init(Room::default, |room, month| self.spreads_in(month, all, room))
            .collect()
    }

    /// The spread of the measure at a place, month by month.
    #[must_use]
    pub fn spreads_at(&self, place: usize) -> Vec<Spread> {
        let mut room = Room::default();
        (0..self.alive.len())
            .map(|month| self.spreads_in(month, [place], &mut room)[0])
            .collect()
    }

    fn spreads_in<'a, const M: usize>(
        &'a self,
        month: usize,
        measures: [usize; M],
        room: &mut Room<'a, N>,
    ) -> [Spread; M] {
        let n = self.alive[month] as usize;
        if n == 0 {
            return [Spread::default(); M];
        }
        match &self.values {
            Values::Exact(blocks) => {
                room.take(blocks, month);
                room.deal_out(&measures);
                room.spreads(measures)
            }
            Values::Grid { ranges, months } => {
                let month = &months[month];
                measures.map(|measure| {
                    let counts = &month.counts[measure * (STEPS + 1)..][..=STEPS];
                    on_grid(counts, n, ranges[measure], month.sum.0[measure] / n as f64)
                })
            }
        }
    }
}

impl BlockMonths<{ Measure::COUNT }> {
    fn of(block: Block) -> Self {
        Self {
            ends: ends(&block),
            records: block.records,
        }
    }
}

impl BlockMonths<MOST_OWN> {
    fn of_own(block: &Block) -> Self {
        Self {
            ends: ends(block),
            records: block.own.clone(),
        }
    }
}

/// Where each run of a block that did not fail ends.
fn ends(block: &Block) -> Vec<u32> {
    let lives = block.lives().scan(0, |end, (ending, _)| {
        *end += ending.months;
        Some(*end)
    });
    lives.collect()
}

impl<const N: usize> BlockMonths<N> {
    /// Where each run begins and ends.
    fn lives(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| start as usize..end as usize)
    }

    fn months_lived(&self) -> impl Iterator<Item = usize> {
        self.lives().map(|life| life.len())
    }

    /// The records of a month of all runs that lived it.
    fn in_month(&self, month: usize) -> impl Iterator<Item = &Numbers<N>> {
        let place = self.lives().filter(move |life| month < life.len());
        place.map(move |life| &self.records[life.start + month])
    }
}

impl<const N: usize> GridMonth<N> {
    /// Adds what was this month of the runs of some blocks.
    fn add(&mut self, blocks: &[BlockMonths<N>], month: usize, ranges: &[Range; N]) {
        for block in blocks {
            let mut sum = Numbers::default();
            for record in block.in_month(month) {
                sum.add(record);
                self.put_on_grid(record, ranges);
            }
            self.sum.add(&sum);
        }
    }

    fn put_on_grid(&mut self, record: &Numbers<N>, ranges: &[Range; N]) {
        let mut on = [0; N];
        for ((step, number), &(low, high)) in on.iter_mut().zip(record.0).zip(ranges) {
            *step = nearest((number - low) / (high - low) * STEPS as f64);
        }
        for (counts, step) in self.counts.chunks_exact_mut(STEPS + 1).zip(on) {
            counts[usize::from(step)] += 1;
        }
    }
}

/// Room for the numbers of one month, used month after month.
struct Room<'a, const N: usize> {
    records: Vec<&'a Numbers<N>>,
    sum: Numbers<N>,
    /// Measure after measure, the numbers of all runs.
    columns: Vec<f64>,
    ranks: Ranks,
}

impl<const N: usize> Default for Room<'_, N> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            sum: Numbers::default(),
            columns: Vec::new(),
            ranks: Ranks::default(),
        }
    }
}

impl<'a, const N: usize> Room<'a, N> {
    /// Takes the records of a month of all runs that lived it, and adds them up: block by block, for that order is part of the
    /// bytes of the tables.
    fn take(&mut self, blocks: &'a [BlockMonths<N>], month: usize) {
        self.records.clear();
        self.sum = Numbers::default();
        for block in blocks {
            let (mut sum, before) = (Numbers::default(), self.records.len());
            self.records.extend(block.in_month(month));
            self.records[before..].iter().for_each(|record| sum.add(record));
            self.sum.add(&sum);
        }
    }

    /// Deals the numbers of these measures out to columns, some records at a time: every record is fetched once.
    fn deal_out(&mut self, measures: &[usize]) {
        let n = self.records.len();
        self.columns.resize(measures.len() * n, 0.0);
        for (first, some) in (0..).step_by(TOGETHER).zip(self.records.chunks(TOGETHER)) {
            for (column, &measure) in self.columns.chunks_exact_mut(n).zip(measures) {
                for (number, record) in column[first..].iter_mut().zip(some) {
                    *number = record.0[measure];
                }
            }
        }
    }

    /// How the measures of the columns are spread, where there is at least one record.
    fn spreads<const M: usize>(&mut self, measures: [usize; M]) -> [Spread; M] {
        let (n, mut spreads) = (self.records.len(), [Spread::default(); M]);
        let columns = self.columns.chunks_exact(n).zip(measures);
        for (spread, (numbers, measure)) in spreads.iter_mut().zip(columns) {
            let mean = self.sum.0[measure] / n as f64;
            *spread = Spread::of(mean, n, |places| self.ranks.quantiles(places, numbers));
        }
        spreads
    }
}

impl Spread {
    /// The spread of `n` numbers, of which `quantiles` gives those at some places.
    fn of(mean: f64, n: usize, quantiles: impl FnOnce([QuantilePlace; 3]) -> [f64; 3]) -> Self {
        let places = [0.05, 0.5, 0.95].map(|share| QuantilePlace::of(share, n));
        let [p05, median, p95] = quantiles(places);
        Self { mean, median, p05, p95 }
    }
}

/// The nearest step to a number of steps, the upper one of two that are as near; as `f64::round` finds it, in arithmetic of which a
/// processor does several at a time.
fn nearest(steps: f64) -> u16 {
    /// Added to a number of 0…2⁵¹, it leaves the nearest whole number in the last bits, of two that are as near the even one.
    const WHOLE: f64 = (1_u64 << 52) as f64;
    let steps = if steps > 0.0 { steps } else { 0.0 };
    let steps = if steps < STEPS as f64 { steps } else { STEPS as f64 };
    let even = steps + WHOLE;
    even.to_bits() as u16 + u16::from(steps - (even - WHOLE) == 0.5)
}

fn on_grid(counts: &[u32], n: usize, (low, high): Range, mean: f64) -> Spread {
    let number_at = |rank: usize| {
        let mut seen = 0;
        let step = counts.iter().position(|&count| {
            seen += u64::from(count);
            seen > rank as u64
        });
        low + (high - low) * step.unwrap_or(STEPS) as f64 / STEPS as f64
    };
    let quantile = |place: QuantilePlace| place.between(number_at(place.below), number_at(place.above()));
    Spread::of(mean, n, |places| places.map(quantile))
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
        let (grid, exact) = (on_grid(&counts, 5000, (-1.0, 1.0), 0.0), exact_of(&numbers));
        for (grid, exact) in [
            (grid.p05, exact.p05),
            (grid.median, exact.median),
            (grid.p95, exact.p95),
        ] {
            assert!((grid - exact).abs() <= 2.0 / STEPS as f64, "{grid} instead of {exact}");
        }
    }

    #[test]
    fn the_nearest_step_is_that_of_rounding() {
        let below = |number: f64| number.next_down();
        for number in (0..=2 * STEPS).map(|half| half as f64 / 2.0) {
            for number in [number, below(number), number.next_up(), -number, number + 1e6] {
                let known = number.round().clamp(0.0, STEPS as f64) as u16;
                assert_eq!(nearest(number), known, "{number}");
            }
        }
        assert_eq!(nearest(f64::NAN), 0);
    }

    fn exact_of(numbers: &[f64]) -> Spread {
        Spread::of(0.0, numbers.len(), |places| Ranks::default().quantiles(places, numbers))
    }
}
