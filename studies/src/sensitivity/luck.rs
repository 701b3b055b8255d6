//! How much of what happens is luck.

use serde::Serialize;

/// Where the variance between single runs comes from: the keys, or luck of either kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct VarianceShares {
    /// The share that goes with the design point: what the keys decide, 0…1.
    pub keys: f64,
    /// The share of luck that is the same at all points: good and bad worlds, 0…1.
    pub worlds: f64,
    /// The share of luck that falls out differently from point to point, 0…1.
    pub mixed: f64,
    /// How much of the variance between the means of points is luck that so many runs have not averaged out, 0…1.
    pub left: f64,
}

/// Runs of the same worlds at many points, added point by point.
///
/// # Rule
/// Points and worlds are crossed: result = mean + point + world + rest. From the mean squares of points, worlds and rest,
/// with `m` points and `r` worlds, the parts of the variance are `(MS_points − MS_rest)/r`, `(MS_worlds − MS_rest)/m` and
/// `MS_rest`; a negative one counts as 0. By the law of total variance the last two together are the mean over the points of
/// the variance between runs at the same point, and the first is the variance of the expected result. The means of points
/// vary by `MS_points/r`, of which `MS_rest/r` is luck: what all points share drops out of every comparison.
///
/// # Source
/// Searle, Casella and McCulloch (1992), Variance components, the two-way crossed classification with random effects.
#[derive(Debug, Clone, Default)]
pub struct CrossedTally {
    means: Vec<f64>,
    world_sums: Vec<f64>,
    within: f64,
}

impl CrossedTally {
    /// Adds a point with its results, a world each; always the same worlds.
    pub fn add(&mut self, results: &[f64]) {
        self.world_sums.resize(results.len(), 0.0);
        let mean = results.iter().sum::<f64>() / results.len().max(1) as f64;
        for (sum, result) in self.world_sums.iter_mut().zip(results) {
            *sum += result;
            self.within += (result - mean) * (result - mean);
        }
        self.means.push(mean);
    }

    /// The mean of all results.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.means.iter().sum::<f64>() / self.means.len().max(1) as f64
    }

    /// Where the variance comes from; `None` with fewer than two points or two worlds, or where nothing varies.
    #[must_use]
    pub fn shares(&self) -> Option<VarianceShares> {
        let (m, r) = (self.means.len() as f64, self.world_sums.len() as f64);
        if m < 2.0 || r < 2.0 {
            return None;
        }
        let mean = self.mean();
        let squares =
            |values: &mut dyn Iterator<Item = f64>| values.map(|value| (value - mean) * (value - mean)).sum::<f64>();
        let points = r * squares(&mut self.means.iter().copied());
        let worlds = m * squares(&mut self.world_sums.iter().map(|sum| sum / m));
        let rest = (self.within - worlds).max(0.0) / ((m - 1.0) * (r - 1.0));
        let (points, worlds) = (points / (m - 1.0), worlds / (r - 1.0));
        let parts = [(points - rest) / r, (worlds - rest) / m, rest].map(|part: f64| part.max(0.0));
        let all: f64 = parts.iter().sum();
        (all > 0.0).then(|| VarianceShares {
            keys: parts[0] / all,
            worlds: parts[1] / all,
            mixed: parts[2] / all,
            left: if points > 0.0 { (rest / points).min(1.0) } else { 0.0 },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alliance_dynamics::random::{Chance, Purpose};

    fn shares(n_points: u32, n_worlds: u32, sizes: [f64; 3]) -> VarianceShares {
        let luck = |what| Chance::new(4).of(Purpose::named(what), 0);
        let (points, worlds, rest) = (luck("points"), luck("worlds"), luck("rest"));
        let mut tally = CrossedTally::default();
        for point in 0..n_points {
            let base = sizes[0] * points.at(point, 0).normal();
            let result =
                |world| base + sizes[1] * worlds.at(world, 0).normal() + sizes[2] * rest.at(point, world).normal();
            tally.add(&(0..n_worlds).map(result).collect::<Vec<_>>());
        }
        tally.shares().unwrap()
    }

    #[test]
    fn each_part_of_the_variance_is_found() {
        let found = shares(400, 300, [1.0, 2.0, 3.0]);
        for (found, known) in [(found.keys, 1.0), (found.worlds, 4.0), (found.mixed, 9.0)] {
            assert!(
                (found - known / 14.0).abs() < 0.04,
                "{found} instead of {}",
                known / 14.0
            );
        }
        // Of 1 + 9/300.
        assert!((found.left - 0.03 / 1.03).abs() < 0.005, "{found:?}");
    }

    #[test]
    fn mean_squares_are_those_of_the_textbook() {
        // Worked out by hand: means of points 1 and 3, of worlds 1 and 3, rest ±0.5.
        let mut tally = CrossedTally::default();
        tally.add(&[0.5, 1.5]);
        tally.add(&[1.5, 4.5]);
        // MS: points 4, worlds 4, rest 1; parts 1.5, 1.5 and 1.
        let found = tally.shares().unwrap();
        assert!(
            (found.keys - 0.375).abs() < 1e-12 && (found.worlds - 0.375).abs() < 1e-12,
            "{found:?}"
        );
        assert!(
            (found.mixed - 0.25).abs() < 1e-12 && (found.left - 0.25).abs() < 1e-12,
            "{found:?}"
        );
    }

    #[test]
    fn without_luck_all_is_the_keys() {
        let mut tally = CrossedTally::default();
        tally.add(&[1.0, 1.0]);
        tally.add(&[2.0, 2.0]);
        let found = tally.shares().unwrap();
        assert_eq!((found.keys, found.left), (1.0, 0.0));
    }

    #[test]
    fn one_world_tells_nothing_of_luck() {
        let mut tally = CrossedTally::default();
        tally.add(&[1.0]);
        tally.add(&[2.0]);
        assert_eq!(tally.shares(), None);
    }
}
