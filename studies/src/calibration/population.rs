//! Weighted points that stand for a distribution.

/// One point of a population.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// Its place in the unit cube, a coordinate from 0 (included) to 1 (excluded) a key.
    pub point: Vec<f64>,
    /// How far what was simulated there lies from the target, at least 0.
    pub distance: f64,
    /// Its share of the population, above 0; all together make 1.
    pub weight: f64,
}

/// Weighted points of the unit cube: an approximation of a distribution over it.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    particles: Vec<Particle>,
}

impl Population {
    /// The population of these particles, with their weights brought to a sum of 1.
    #[must_use]
    pub fn new(mut particles: Vec<Particle>) -> Self {
        let all: f64 = particles.iter().map(|particle| particle.weight).sum();
        for particle in &mut particles {
            particle.weight /= all;
        }
        Self { particles }
    }

    /// Its particles, in the order in which they were accepted.
    #[must_use]
    pub fn particles(&self) -> &[Particle] {
        &self.particles
    }

    /// How many particles of equal weight would tell as much: from 1 to the number of particles.
    ///
    /// # Source
    /// Kong, Liu and Wong (1994): `1 / Σ w²`.
    #[must_use]
    pub fn effective_size(&self) -> f64 {
        let squares: f64 = self.particles.iter().map(|at| at.weight * at.weight).sum();
        1.0 / squares
    }

    /// The particle at a place from 0 (included) to 1 (excluded) along all weights.
    #[must_use]
    pub fn at(&self, place: f64) -> &Particle {
        let mut passed = 0.0;
        let found = self.particles.iter().find(|particle| {
            passed += particle.weight;
            place < passed
        });
        // Rounding may leave the sum of all weights a little below 1.
        found.unwrap_or(&self.particles[self.particles.len() - 1])
    }

    /// The weighted mean of a coordinate.
    #[must_use]
    pub fn mean(&self, key: usize) -> f64 {
        self.particles.iter().map(|at| at.weight * at.point[key]).sum()
    }

    /// The weighted covariance of two coordinates, 0 or less only where they do not rise together.
    ///
    /// # Rule
    /// `Σ w (x − x̄)(y − ȳ) / (1 − Σ w²)`, which with equal weights is the usual unbiased estimate.
    #[must_use]
    pub fn covariance(&self, one: usize, other: usize) -> f64 {
        let (x, y) = (self.mean(one), self.mean(other));
        let products = self.particles.iter();
        let sum: f64 = products
            .map(|at| at.weight * (at.point[one] - x) * (at.point[other] - y))
            .sum();
        sum / (1.0 - 1.0 / self.effective_size())
    }

    /// The weighted correlation of two coordinates, −1…1; 0 where one of them does not vary.
    #[must_use]
    pub fn correlation(&self, one: usize, other: usize) -> f64 {
        let both = (self.covariance(one, one) * self.covariance(other, other)).sqrt();
        if both > 0.0 {
            (self.covariance(one, other) / both).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    /// The weight of all particles whose coordinate lies from `low` (included) to `high` (excluded).
    #[must_use]
    pub fn share(&self, key: usize, low: f64, high: f64) -> f64 {
        let inside = self.particles.iter().filter(|at| (low..high).contains(&at.point[key]));
        inside.map(|at| at.weight).sum()
    }

    /// The smallest coordinate that has at least the share `level` (0…1) of all weight at or below it.
    #[must_use]
    pub fn quantile(&self, key: usize, level: f64) -> f64 {
        let pairs = self.particles.iter().map(|at| (at.point[key], at.weight));
        weighted_quantile(pairs.collect(), level)
    }
}

/// The smallest value that has at least the share `level` (0…1) of all weight at or below it; 0 where there are none.
pub(super) fn weighted_quantile(mut pairs: Vec<(f64, f64)>, level: f64) -> f64 {
    pairs.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let all: f64 = pairs.iter().map(|(_, weight)| weight).sum();
    let mut passed = 0.0;
    let found = pairs.iter().find(|(_, weight)| {
        passed += weight;
        passed >= level * all * (1.0 - 1e-12)
    });
    found.or(pairs.last()).map_or(0.0, |(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn population(weighted: &[(f64, f64)]) -> Population {
        let particle = |&(place, weight): &(f64, f64)| Particle {
            point: vec![place, 1.0 - place],
            distance: 0.0,
            weight,
        };
        Population::new(weighted.iter().map(particle).collect())
    }

    #[test]
    fn equal_weights_are_worth_their_number_and_a_heavy_one_is_worth_little_more_than_itself() {
        assert!((population(&[(0.1, 2.0), (0.2, 2.0), (0.6, 2.0)]).effective_size() - 3.0).abs() < 1e-12);
        assert!(population(&[(0.1, 1e6), (0.2, 1.0)]).effective_size() < 1.001);
    }

    #[test]
    fn moments_are_weighted_as_numpy_weighs_them() {
        // numpy 2: np.cov([.1, .2, .6], aweights=[1, 2, 5], ddof=1) and np.average.
        let population = population(&[(0.1, 1.0), (0.2, 2.0), (0.6, 5.0)]);
        assert!((population.mean(0) - 0.4375).abs() < 1e-12);
        assert!((population.covariance(0, 0) - 0.084_411_764_705_882_35).abs() < 1e-12);
        assert!((population.correlation(0, 1) + 1.0).abs() < 1e-12);
    }

    #[test]
    fn quantiles_and_shares_count_weights_and_not_particles() {
        let population = population(&[(0.6, 5.0), (0.1, 1.0), (0.2, 2.0)]);
        assert_eq!(
            [0.1, 0.2, 0.375, 0.5, 1.0].map(|level| population.quantile(0, level)),
            [0.1, 0.2, 0.2, 0.6, 0.6]
        );
        assert!((population.share(0, 0.1, 0.6) - 0.375).abs() < 1e-12);
        assert_eq!(population.at(0.0).point[0], 0.6);
        assert_eq!(population.at(0.999_999).point[0], 0.2);
    }
}
