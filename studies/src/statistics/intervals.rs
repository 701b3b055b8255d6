//! Intervals for shares.

use alliance_prose::numbers::range;
use schemars::JsonSchema;
use serde::Serialize;

use super::beta::beta_quantile;

/// The 97.5 % point of the standard normal distribution.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// A lower and an upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Interval {
    /// The interval in another unit, so many of which make up one of this: a hundred for per cent.
    pub(crate) fn scaled(self, factor: f64) -> Self {
        Self {
            low: factor * self.low,
            high: factor * self.high,
        }
    }

    /// Both bounds with so many decimals: `27 to 48`.
    pub(crate) fn told(self, places: usize) -> String {
        range(self.low, self.high, places)
    }
}

/// The 95 % score interval of a share, from how often it happened in `n` runs; 0…1 where there are none.
///
/// # Example
/// ```
/// use alliance_studies::statistics::wilson;
///
/// let share = wilson(10, 20);
/// assert!((share.low - 0.2993).abs() < 1e-4 && (share.high - 0.7007).abs() < 1e-4);
/// ```
///
/// # Source
/// Wilson (1927), Probable inference, the law of succession, and statistical inference.
#[must_use]
pub fn wilson(happened: u64, n: u64) -> Interval {
    score_interval(happened as f64 / n as f64, n as f64)
}

/// The exact 95 % interval of a share, from how often it happened in `n` runs: it holds the truth at least 95 times in 100, however
/// few runs there are; 0…1 where there are none.
///
/// # Example
/// ```
/// use alliance_studies::statistics::clopper_pearson;
///
/// let share = clopper_pearson(10, 20);
/// assert!((share.low - 0.2720).abs() < 1e-4 && (share.high - 0.7280).abs() < 1e-4);
/// ```
///
/// # Source
/// Clopper and Pearson (1934), The use of confidence or fiducial limits illustrated in the case of the binomial.
#[must_use]
pub fn clopper_pearson(happened: u64, n: u64) -> Interval {
    exact_interval(happened, n, 0.05)
}

/// The exact interval of a share that misses the truth at most `error` (0…1) of the time.
pub(crate) fn exact_interval(happened: u64, n: u64, error: f64) -> Interval {
    let (happened, missed) = (happened as f64, n.saturating_sub(happened) as f64);
    let bound = |a: f64, b: f64, at: f64| (a > 0.0 && b > 0.0).then(|| beta_quantile(a, b, at));
    Interval {
        low: bound(happened, missed + 1.0, error / 2.0).unwrap_or(0.0),
        high: bound(happened + 1.0, missed, 1.0 - error / 2.0).unwrap_or(1.0),
    }
}

/// The 95 % score interval of a share 0…1 in so many runs, which need not be a whole number.
pub(crate) fn score_interval(share: f64, n: f64) -> Interval {
    if n <= 0.0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let z2 = Z95 * Z95;
    let centre = share + z2 / (2.0 * n);
    let half = Z95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    // At the ends the bound is exactly 0 or 1, which rounding would miss.
    let low = if share <= 0.0 { 0.0 } else { (centre - half) / scale };
    let high = if share >= 1.0 { 1.0 } else { (centre + half) / scale };
    Interval { low, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_agree_with_a_published_table() {
        // Newcombe (1998), table I: 81 of 263 and 15 of 148.
        for (happened, n, low, high) in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)] {
            let interval = wilson(happened, n);
            assert!(
                (interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5,
                "{interval:?}"
            );
        }
    }

    #[test]
    fn exact_bounds_agree_with_scipy() {
        // scipy 1.17.1, binomtest(k, n).proportion_ci(0.95, "exact").
        for (happened, n, low, high) in [
            (0, 200, 0.0, 0.018_275_340_355_148_807),
            (1, 200, 0.000_126_581_028_009_403_86, 0.027_541_898_457_558_386),
            (73, 200, 0.298_233_426_367_318_37, 0.435_834_029_789_997_6),
            (199, 200, 0.972_458_101_542_441_6, 0.999_873_418_971_990_2),
            (1000, 1000, 0.996_317_916_103_360_8, 1.0),
            (0, 0, 0.0, 1.0),
        ] {
            let Interval { low: l, high: h } = clopper_pearson(happened, n);
            assert!(
                (l - low).abs() < 1e-9 && (h - high).abs() < 1e-9,
                "{happened} of {n}: {l} {h}"
            );
        }
    }

    #[test]
    fn nobody_and_everybody_keep_to_the_ends() {
        assert_eq!(wilson(0, 20).low, 0.0);
        assert_eq!(wilson(20, 20).high, 1.0);
        assert_eq!(wilson(0, 0), Interval { low: 0.0, high: 1.0 });
    }
}
