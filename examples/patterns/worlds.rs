//! Many worlds of one scenario, compared pair by pair, and how sure one can be of what they show.

use std::fmt::{self, Display, Formatter};
use std::ops::Sub;

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::{Scenario, ScenarioError};
use alliance_dynamics::simulation::{Ending, MonthView, Simulation};
use alliance_studies::statistics::{Interval, wilson};
use rayon::prelude::*;

/// The seed that all figures are derived from; replication k has the seed that `alliance run` gives it.
pub const SEED: u64 = 1;

/// The 97.5 % point of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// Lines that let every world live to its horizon, so that all can be compared at the same age.
pub const NOBODY_LEAVES: &str = "membership.enabled = false\ncohesion.enabled = false\n";

/// Replications 0, 1, 2… of a scenario, each through `live`. The same number in two scenarios is the same luck.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn worlds<T: Send>(
    scenario: &str,
    runs: u32,
    live: impl Fn(&mut Simulation, u64) -> T + Sync,
) -> Result<Vec<T>, ScenarioError> {
    let scenario = std::sync::Arc::new(Scenario::from_toml(scenario)?);
    let lives = (0..runs).into_par_iter().map_init(
        || Simulation::new(scenario.clone()),
        |simulation, replication| live(simulation, replication_seed(SEED, u64::from(replication))),
    );
    Ok(lives.collect())
}

/// How every world ended.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn endings(scenario: &str, runs: u32) -> Result<Vec<Ending>, ScenarioError> {
    worlds(scenario, runs, |world, seed| world.run(seed, &mut ()))
}

/// One number a month of every world, as long as it lived.
///
/// # Errors
/// If anything in the scenario is wrong.
pub fn months(
    scenario: &str,
    runs: u32,
    read: impl Fn(&MonthView<'_>) -> f64 + Sync,
) -> Result<Vec<Vec<f64>>, ScenarioError> {
    worlds(scenario, runs, |world, seed| {
        let mut life = Vec::new();
        world.run(seed, &mut |month: &MonthView<'_>| life.push(read(month)));
        life
    })
}

/// A number with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl Estimate {
    /// Half the width of its 95 % interval.
    pub fn half(self) -> f64 {
        Z95 * self.error
    }

    /// Whether it lies above a bound by at least four standard errors.
    pub fn is_above(self, bound: f64) -> bool {
        self.value - 4.0 * self.error > bound
    }

    /// Whether it lies below a bound by at least four standard errors.
    pub fn is_below(self, bound: f64) -> bool {
        self.value + 4.0 * self.error < bound
    }
}

impl Sub for Estimate {
    type Output = Self;

    /// The difference of two numbers, its error added up as if they were independent.
    fn sub(self, other: Self) -> Self {
        Self {
            value: self.value - other.value,
            error: self.error.hypot(other.error),
        }
    }
}

impl Display for Estimate {
    /// With as many decimals as asked for (two unless asked), and half the width of its 95 % interval.
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let decimals = to.precision().unwrap_or(2);
        let sign = if self.value < 0.0 { "−" } else { "" };
        let (size, half) = (self.value.abs(), self.half());
        write!(to, "{sign}{size:.decimals$} ± {half:.decimals$}")
    }
}

/// The mean of numbers from independent worlds.
pub fn mean(numbers: impl IntoIterator<Item = f64>) -> Estimate {
    let numbers: Vec<f64> = numbers.into_iter().collect();
    let n = numbers.len() as f64;
    let value = numbers.iter().sum::<f64>() / n;
    let squares: f64 = numbers.iter().map(|number| (number - value).powi(2)).sum();
    Estimate {
        value,
        error: (squares / (n - 1.0) / n).sqrt(),
    }
}

/// The mean of `one − other` over worlds that share their luck.
pub fn difference(one: &[f64], other: &[f64]) -> Estimate {
    mean(one.iter().zip(other).map(|(one, other)| one - other))
}

/// The standard deviation over worlds, with its error for any distribution whose fourth moment exists.
pub fn spread(numbers: &[f64]) -> Estimate {
    let centre = mean(numbers.iter().copied()).value;
    let squares = mean(numbers.iter().map(|number| (number - centre).powi(2)));
    let value = squares.value.sqrt();
    Estimate {
        value,
        error: squares.error / (2.0 * value),
    }
}

/// The correlation of pairs from independent worlds; its error is that of Fisher's z, taken back to the correlation.
pub fn correlation(pairs: &[(f64, f64)]) -> Estimate {
    let n = pairs.len() as f64;
    let (x, y) = pairs
        .iter()
        .fold((0.0, 0.0), |sum, pair| (sum.0 + pair.0, sum.1 + pair.1));
    let (x, y) = (x / n, y / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for pair in pairs {
        xx += (pair.0 - x).powi(2);
        yy += (pair.1 - y).powi(2);
        xy += (pair.0 - x) * (pair.1 - y);
    }
    let value = xy / (xx * yy).sqrt();
    Estimate {
        value,
        error: (1.0 - value * value) / (n - 3.0).sqrt(),
    }
}

/// How often something happened, as a share of all worlds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frequency {
    happened: u64,
    of: u64,
}

impl Frequency {
    /// Its 95 % interval.
    pub fn interval(self) -> Interval {
        wilson(self.happened, self.of)
    }

    /// The share, with its standard error.
    pub fn estimate(self) -> Estimate {
        let (share, n) = (self.happened as f64 / self.of as f64, self.of as f64);
        Estimate {
            value: share,
            error: (share * (1.0 - share) / n).sqrt(),
        }
    }
}

impl Display for Frequency {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let Interval { low, high } = self.interval();
        let share = self.estimate().value;
        write!(to, "{share:.3} ({low:.3}–{high:.3})")
    }
}

/// The share of worlds for which something holds.
pub fn share<T>(worlds: &[T], holds: impl Fn(&T) -> bool) -> Frequency {
    Frequency {
        happened: worlds.iter().filter(|world| holds(world)).count() as u64,
        of: worlds.len() as u64,
    }
}

/// A number worked out for batch after batch of worlds: its mean over all of them, with the error that the batches show.
pub fn by_batches<T>(worlds: &[T], size: usize, work_out: impl Fn(&[T]) -> f64) -> Estimate {
    mean(worlds.chunks_exact(size).map(work_out))
}
