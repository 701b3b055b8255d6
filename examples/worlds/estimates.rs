//! Numbers from many worlds, and how sure one can be of them.

use std::fmt::{self, Display, Formatter};
use std::ops::{Mul, Sub};

use alliance_studies::statistics::{Interval, wilson};

/// The 97.5 % point of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// How many standard errors a number has to be clear of a bound before it is called beyond it.
pub const CLEAR: f64 = 4.0;

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

    /// Whether it lies above a bound by at least [`CLEAR`] standard errors.
    pub fn is_above(self, bound: f64) -> bool {
        self.value - CLEAR * self.error > bound
    }

    /// Whether it lies below a bound by at least [`CLEAR`] standard errors.
    pub fn is_below(self, bound: f64) -> bool {
        self.value + CLEAR * self.error < bound
    }
}

impl Mul<f64> for Estimate {
    type Output = Self;

    /// In another unit.
    fn mul(self, factor: f64) -> Self {
        Self {
            value: self.value * factor,
            error: self.error * factor.abs(),
        }
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

/// How much wider numbers of worlds spread than those of their twins: the difference of their standard deviations. Its error is that
/// of the mean of what every pair adds to it.
pub fn wider(one: &[f64], other: &[f64]) -> Estimate {
    let [one, other] = [one, other].map(|numbers| {
        let centre = mean(numbers.iter().copied()).value;
        let deviation = spread(numbers).value;
        let parts = numbers
            .iter()
            .map(|number| (number - centre).powi(2) / (2.0 * deviation));
        (deviation, parts.collect::<Vec<_>>())
    });
    Estimate {
        value: one.0 - other.0,
        error: difference(&one.1, &other.1).error,
    }
}

/// The ratio of the means of pairs from independent worlds, first over second.
pub fn ratio(pairs: &[(f64, f64)]) -> Estimate {
    let below = mean(pairs.iter().map(|pair| pair.1)).value;
    let value = mean(pairs.iter().map(|pair| pair.0)).value / below;
    Estimate {
        value,
        error: mean(pairs.iter().map(|pair| (pair.0 - value * pair.1) / below)).error,
    }
}

/// The median; NaN of nothing.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let n = numbers.len();
    if n == 0 {
        return f64::NAN;
    }
    (numbers[(n - 1) / 2] + numbers[n / 2]) / 2.0
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
