//! How new points are proposed near those of a population, and with what density.

use std::f64::consts::{PI, SQRT_2};

use super::Population;
use alliance_dynamics::random::Draws;

/// No step is narrower than this share of a range, so that a population on a line can still leave it.
const NARROWEST: f64 = 1e-4;

/// A Gaussian step with twice the covariance of a population, kept inside the unit cube.
///
/// # Rule
/// With the lower triangular factor `L` of twice the weighted covariance, coordinates are drawn one after the other, each given
/// those before it: coordinate `i` is Gaussian with centre `from[i] + Σ_{k<i} L[i][k]·z[k]`, held inside 0…1, and standard
/// deviation `L[i][i]`, truncated to 0…1; `z[i]` is how many standard deviations it came to lie from its centre. The density
/// is the product of those of the truncated Gaussians. It makes exactly 1 over the cube, so that neither borders nor corners are
/// sampled too little, and keys that trade off are moved together.
///
/// # Source
/// Twice the weighted variance: Beaumont, Cornuet, Marin and Robert (2009); the full covariance: Filippi, Barnes, Cornebise
/// and Stumpf (2013). Truncating coordinate by coordinate is ours: a Gaussian truncated as a whole has no density that can be
/// computed, and a transformed space has weights without bound where a posterior lies at the border.
#[derive(Debug, Clone)]
pub struct Kernel {
    factor: Vec<Vec<f64>>,
}

impl Kernel {
    /// The step that suits a population.
    #[must_use]
    pub fn of(population: &Population, n_keys: usize) -> Self {
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(n_keys);
        for row in 0..n_keys {
            let mut line: Vec<f64> = Vec::with_capacity(row + 1);
            for (column, above) in factor.iter().enumerate() {
                let known: f64 = line.iter().zip(above).map(|(a, b)| a * b).sum();
                let covariance = 2.0 * population.covariance(row, column);
                line.push((covariance - known) / above[column]);
            }
            let known: f64 = line.iter().map(|a| a * a).sum();
            let rest = 2.0 * population.covariance(row, row) - known;
            line.push(rest.max(NARROWEST * NARROWEST).sqrt());
            factor.push(line);
        }
        Self { factor }
    }

    /// A point of the cube near another.
    #[must_use]
    pub fn draw(&self, from: &[f64], draws: &mut Draws) -> Vec<f64> {
        let mut steps = Vec::with_capacity(from.len());
        let mut point = Vec::with_capacity(from.len());
        for (row, from) in self.factor.iter().zip(from) {
            let step = Step::of(row, *from, &steps);
            let place = step.draw(draws);
            steps.push((place - step.centre) / step.spread);
            point.push(place);
        }
        point
    }

    /// The density with which a point of the cube is proposed from another, above 0.
    #[must_use]
    pub fn density(&self, point: &[f64], from: &[f64]) -> f64 {
        let mut steps = Vec::with_capacity(from.len());
        let mut density = 1.0;
        for ((row, from), place) in self.factor.iter().zip(from).zip(point) {
            let step = Step::of(row, *from, &steps);
            let moved = (place - step.centre) / step.spread;
            steps.push(moved);
            density *= bell(moved) / (step.spread * step.inside());
        }
        density
    }
}

/// The step of one coordinate, given those before it.
struct Step {
    centre: f64,
    spread: f64,
}

impl Step {
    fn of(row: &[f64], from: f64, steps: &[f64]) -> Self {
        let moved: f64 = row.iter().zip(steps).map(|(factor, step)| factor * step).sum();
        Self {
            centre: (from + moved).clamp(0.0, 1.0),
            spread: row[steps.len()],
        }
    }

    /// Draws until it lies in the range; with its centre there, that is soon.
    fn draw(&self, draws: &mut Draws) -> f64 {
        loop {
            let place = self.centre + self.spread * draws.normal();
            if (0.0..1.0).contains(&place) {
                return place;
            }
        }
    }

    /// The share of the whole Gaussian that lies in the range.
    fn inside(&self) -> f64 {
        let up_to = |place: f64| libm::erf((place - self.centre) / (self.spread * SQRT_2));
        0.5 * (up_to(1.0) - up_to(0.0))
    }
}

/// The density of the standard normal distribution.
fn bell(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / libm::sqrt(2.0 * PI)
}

#[cfg(test)]
mod tests {
    use super::super::Particle;
    use super::*;
    use alliance_dynamics::random::{Chance, Purpose};

    #[test]
    fn the_density_makes_one_over_the_cube_also_from_a_corner() {
        let kernel = Kernel::of(&slanted(), 2);
        for from in [[0.5, 0.5], [0.01, 0.02], [0.99, 0.01]] {
            let n = 400;
            let middle = |cell: usize| (cell as f64 + 0.5) / n as f64;
            let cells = (0..n).flat_map(|row| (0..n).map(move |column| [middle(row), middle(column)]));
            let all: f64 = cells.map(|point| kernel.density(&point, &from)).sum();
            assert!((all / (n * n) as f64 - 1.0).abs() < 1e-3, "{from:?}: {all}");
        }
    }

    #[test]
    fn points_are_drawn_as_often_as_their_density_says() {
        let (kernel, from, n) = (Kernel::of(&slanted(), 2), [0.05, 0.1], 20_000);
        let luck = Chance::new(4).of(Purpose::named("test"), 0);
        let corner = |point: &[f64]| point[0] < 0.1 && point[1] < 0.2;
        let drawn = (0..n)
            .filter(|&k| corner(&kernel.draw(&from, &mut luck.at(k, 0))))
            .count();
        let cells = (0..100).flat_map(|row| (0..100).map(move |column| [f64::from(row), f64::from(column)]));
        let points = cells.map(|[row, column]| [(row + 0.5) * 1e-3, (column + 0.5) * 2e-3]);
        let expected: f64 = points.map(|point| kernel.density(&point, &from) * 2e-6).sum();
        let share = drawn as f64 / f64::from(n);
        assert!((share - expected).abs() < 0.012, "{share} against {expected}");
    }

    /// Particles whose second coordinate rises with the first.
    fn slanted() -> Population {
        let places = [(0.1, 0.15), (0.2, 0.3), (0.3, 0.25), (0.45, 0.5), (0.6, 0.55)];
        let particle = |(one, other)| Particle {
            point: vec![one, other],
            distance: 0.0,
            weight: 1.0,
        };
        Population::new(places.map(particle).to_vec())
    }
}
