//! Intervals for shares.

use serde::Serialize;

/// The 97.5 % point of the standard normal distribution.
pub(super) const Z95: f64 = 1.959_963_984_540_054;

/// A lower and an upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// The 95 % score interval of a share, from how often it happened in `n` runs; 0…1 where there are none.
///
/// # Example
/// ```
/// use alliance_dynamics::analysis::wilson;
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

/// The 95 % score interval of a share 0…1 in so many runs, which need not be a whole number.
pub(super) fn score_interval(share: f64, n: f64) -> Interval {
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
    fn nobody_and_everybody_keep_to_the_ends() {
        assert_eq!(wilson(0, 20).low, 0.0);
        assert_eq!(wilson(20, 20).high, 1.0);
        assert_eq!(wilson(0, 0), Interval { low: 0.0, high: 1.0 });
    }
}
