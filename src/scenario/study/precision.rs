//! When a cell has had enough replications.

use crate::alliance::Outcome;

/// The 97.5 % point of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// How well every share of an outcome is to be known, and where to begin looking.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// The widest that half of a 95 % interval may be, 0.001…0.5.
    pub half_width: f64,
    /// Replications before the first look.
    pub first: u32,
}

impl Precision {
    /// Whether the 95 % interval of every share is narrow enough.
    ///
    /// # Source
    /// Going on until an interval is as narrow as wanted: Chow & Robbins (1965), On the asymptotic theory of fixed-width
    /// sequential confidence intervals for the mean. The interval is Wilson's (1927).
    #[must_use]
    pub fn is_reached(&self, outcomes: &[u64; Outcome::ALL.len()]) -> bool {
        widest(outcomes) <= self.half_width
    }

    /// So many replications are always enough: the share that is hardest to know is one half.
    ///
    /// # Rule
    /// `z²/(4h²) − z²`, which solves `h = z / (2·√(n + z²))`.
    #[must_use]
    pub fn most_runs(&self) -> u32 {
        let z2 = Z95 * Z95;
        (z2 / (4.0 * self.half_width * self.half_width) - z2).ceil().max(1.0) as u32
    }
}

/// Half of the widest 95 % interval among the shares of these outcomes, by how often each happened; infinite where
/// nothing happened.
#[must_use]
pub fn widest(outcomes: &[u64; Outcome::ALL.len()]) -> f64 {
    let n = outcomes.iter().sum::<u64>() as f64;
    let half = |&happened: &u64| {
        let (share, z2) = (happened as f64 / n, Z95 * Z95);
        Z95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n)
    };
    if n == 0.0 {
        return f64::INFINITY;
    }
    outcomes.iter().map(half).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn precision(half_width: f64) -> Precision {
        Precision { half_width, first: 1 }
    }

    /// As many of one outcome as of all others.
    fn halves(n: u64) -> [u64; Outcome::ALL.len()] {
        let mut outcomes = [0; Outcome::ALL.len()];
        (outcomes[0], outcomes[1]) = (n / 2, n - n / 2);
        outcomes
    }

    #[test]
    fn most_runs_are_enough_for_one_half_and_one_less_is_not() {
        for half_width in [0.1, 0.05, 0.02, 0.01] {
            let precision = precision(half_width);
            let most = u64::from(precision.most_runs());
            assert!(precision.is_reached(&halves(most + most % 2)), "{half_width}");
            assert!(!precision.is_reached(&halves((most - 1) & !1)), "{half_width}");
        }
    }

    #[test]
    fn a_share_far_from_one_half_needs_fewer() {
        let mut rare = halves(1000);
        assert!(!precision(0.02).is_reached(&rare));
        (rare[0], rare[1]) = (20, 980);
        assert!(precision(0.02).is_reached(&rare));
    }

    #[test]
    fn nothing_is_known_without_runs() {
        assert_eq!(widest(&[0; Outcome::ALL.len()]), f64::INFINITY);
    }
}
