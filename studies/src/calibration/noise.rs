//! How far samples of one and the same curve lie apart by chance alone.

use serde::Serialize;

use super::TargetCurve;
use super::population::weighted_quantile;
use crate::experiment::Response;
use alliance_dynamics::random::{Chance, Draws, Purpose};

/// Where the lives of the samples come from.
const SAMPLES: Purpose = Purpose::named("noise of a calibration target");
/// Pairs of samples that are drawn.
const PAIRS: u32 = 1000;

/// Distances between two samples of one curve: that is how far a perfect model lies from its target.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Noise {
    /// What half of all pairs keep to.
    pub median: f64,
    /// What 95 % of all pairs keep to.
    pub high: f64,
}

impl Noise {
    /// What half of these distances and 95 % of them keep to.
    pub(super) fn of(distances: &[f64]) -> Self {
        let each: Vec<(f64, f64)> = distances.iter().map(|&distance| (distance, 1.0)).collect();
        Self {
            median: weighted_quantile(each.clone(), 0.5),
            high: weighted_quantile(each, 0.95),
        }
    }
}

impl TargetCurve {
    /// The distances that a sample of as many alliances as are behind the target, and one of `runs` alliances, have where both
    /// come from the target's own curve; `None` where it is not known how many are behind it, or measures are part of it, whose spread is
    /// not known.
    ///
    /// # Rule
    /// The distances of a thousand such pairs. Every alliance is taken to be seen to its end. Survival and every outcome are drawn each
    /// by themselves.
    #[must_use]
    pub fn noise(&self, runs: u32, seed: u64) -> Option<Noise> {
        Some(Noise::of(&self.pairs(runs, seed, 0)?))
    }

    /// The distances of these pairs; `place` is that of the target among others, each of which has luck of its own.
    pub(super) fn pairs(&self, runs: u32, seed: u64, place: u32) -> Option<Vec<f64>> {
        let n_alliances = self.n_alliances.filter(|_| !self.has_measures())?;
        let luck = Chance::new(seed).of(SAMPLES, place);
        let distance = |pair| {
            let mut draws = luck.at(pair, 0);
            let (real, simulated) = (self.sample(n_alliances, &mut draws), self.sample(runs, &mut draws));
            self.between(real.into_iter().zip(simulated))
        };
        Some((0..PAIRS).map(distance).collect())
    }

    /// Shares still alive at every point, in a sample of so many alliances.
    fn sample(&self, n_alliances: u32, draws: &mut Draws) -> Vec<f64> {
        let mut abouts: Vec<Response> = Vec::new();
        for point in &self.points {
            if !abouts.contains(&point.about) {
                abouts.push(point.about);
            }
        }
        let mut befell = vec![0_u32; self.points.len()];
        for _ in 0..n_alliances {
            for &about in &abouts {
                let fate = draws.uniform();
                let points = befell
                    .iter_mut()
                    .zip(&self.points)
                    .filter(|(_, point)| point.about == about);
                points.for_each(|(count, point)| *count += u32::from(fate < point.share));
            }
        }
        befell
            .into_iter()
            .map(|count| f64::from(count) / f64::from(n_alliances))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::TargetPoint;
    use super::*;

    #[test]
    fn the_noise_of_one_share_is_that_of_a_difference_of_two_binomial_shares() {
        // Normal approximation: half of all |N(0, σ)| keep to 0.6745·σ and 95 % to 1.96·σ, with σ² = p(1 − p)(1/n + 1/runs).
        let point = TargetPoint::new(1.0, 0.4, 1.0);
        let target = TargetCurve {
            points: vec![point],
            n_alliances: Some(100),
            arm: None,
            file: None,
        };
        let noise = target.noise(300, 1).unwrap();
        let deviation = (0.24_f64 * (1.0 / 100.0 + 1.0 / 300.0)).sqrt();
        assert!((noise.median - 0.6745 * deviation).abs() < 0.004, "{noise:?}");
        assert!((noise.high - 1.96 * deviation).abs() < 0.008, "{noise:?}");
        let unknown = TargetCurve {
            n_alliances: None,
            ..target
        };
        assert_eq!(unknown.noise(300, 1), None);
    }
}
