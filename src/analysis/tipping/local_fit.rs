//! A quadratic in the log-odds, fitted to the runs near a place.

use super::matrix::{Matrix, Vector, dot};
use super::window::{Point, Window};
use crate::alliance::logistic;

/// Newton's steps are at most so long, in log-odds.
const LONGEST_STEP: f64 = 3.0;
const MOST_STEPS: usize = 60;
/// Steps shorter than this end the search.
const SHORTEST_STEP: f64 = 1e-11;

/// A quadratic in the log-odds; its first coefficient is the curve at the place itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    coefficients: Vector,
}

impl Fit {
    /// The quadratic of highest local likelihood with Firth's correction, which makes it less biased, and finite whatever
    /// happened. `None` where fewer than three places were tried.
    ///
    /// # Source
    /// Local likelihood: Fan, Heckman and Wand (1995). Correction: Firth (1993), for log-odds equal to adding half its
    /// leverage of hits, and as much of misses, to every place.
    pub(super) fn of(window: &Window) -> Option<Self> {
        let mut fit = Self {
            coefficients: Vector::default(),
        };
        for _ in 0..MOST_STEPS {
            let step = fit.step(window)?;
            let length = step.into_iter().map(f64::abs).fold(0.0, f64::max);
            let scale = (LONGEST_STEP / length).min(1.0);
            for (coefficient, step) in fit.coefficients.iter_mut().zip(step) {
                *coefficient += scale * step;
            }
            if length < SHORTEST_STEP {
                break;
            }
        }
        Some(fit)
    }

    /// Newton's step, with the information of the uncorrected likelihood.
    fn step(&self, window: &Window) -> Option<Vector> {
        let inverse = self.information(window, |weight| weight).inverse()?;
        let mut score = Vector::default();
        for point in &window.points {
            let share = self.share(point);
            let leverage = point.weight * spread(point, share) * dot(point.x, inverse.times(point.x));
            let pull = point.weight * (point.hits - point.runs * share) + leverage * (0.5 - share);
            for (sum, x) in score.iter_mut().zip(point.x) {
                *sum += pull * x;
            }
        }
        Some(inverse.times(score))
    }

    /// The curve at the place itself, in log-odds.
    pub(super) fn log_odds(&self) -> f64 {
        self.coefficients[0]
    }

    /// The variance of the curve at the place itself, in log-odds.
    ///
    /// # Rule
    /// The first element of `A⁻¹ B A⁻¹`, with `A = Σ w n p(1−p) x xᵀ` and `B = Σ w² n p(1−p) x xᵀ`.
    ///
    /// # Source
    /// Fan, Heckman and Wand (1995), of weighted scores with binomial variance.
    pub(super) fn variance(&self, window: &Window) -> f64 {
        let Some(inverse) = self.information(window, |weight| weight).inverse() else {
            return f64::INFINITY;
        };
        let first = inverse.times([1.0, 0.0, 0.0]);
        dot(first, self.information(window, |weight| weight * weight).times(first))
    }

    fn information(&self, window: &Window, weigh: impl Fn(f64) -> f64) -> Matrix {
        let mut information = Matrix::default();
        for point in &window.points {
            information.add(weigh(point.weight) * spread(point, self.share(point)), point.x);
        }
        information
    }

    fn share(&self, point: &Point) -> f64 {
        logistic(dot(self.coefficients, point.x))
    }
}

/// The variance of the hits at a point.
fn spread(point: &Point, share: f64) -> f64 {
    point.runs * share * (1.0 - share)
}
