//! A quadratic in the log-odds, fitted to the runs near a place.

use super::matrix::{Matrix, Vector, dot};
use super::window::{Point, Window};
use alliance_dynamics::alliance::logistic;

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

#[cfg(test)]
mod tests {
    use super::super::responses::{Responses, Tried};
    use super::*;

    /// `(runs, hits)` at places a tenth apart.
    fn responses(counts: &[(u64, u64)]) -> Responses {
        let mut responses = Responses::default();
        for (step, &(runs, hits)) in counts.iter().enumerate() {
            responses.add(Tried {
                place: [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0][step],
                runs,
                hits,
                failed: 0,
            });
        }
        responses
    }

    fn at(place: f64, counts: &[(u64, u64)]) -> (f64, f64) {
        let window = Window::around(place, &responses(counts));
        let fit = Fit::of(&window).unwrap();
        (fit.log_odds(), fit.variance(&window))
    }

    const COUNTS: [(u64, u64); 11] = [
        (40, 0),
        (40, 1),
        (50, 4),
        (60, 9),
        (200, 55),
        (400, 180),
        (300, 201),
        (60, 49),
        (50, 45),
        (40, 38),
        (40, 40),
    ];

    #[test]
    fn a_fit_is_that_of_a_reference() {
        // statsmodels 0.15.0, GLM(…, family=Binomial()).fit(tol=1e-14) of weight·hits + leverage/2 in weight·runs + leverage,
        // again and again until the leverages stay as they are; the variance from them with numpy 2.4.6.
        for (place, log_odds, variance) in [
            (0.5, -0.175_455_928_793_153_03, 0.006_269_725_736_620_682),
            (0.43, -0.751_391_992_497_041_9, 0.009_177_283_750_668_537),
            (0.0, -4.452_916_483_359_306, 0.804_750_233_778_314),
        ] {
            let found = at(place, &COUNTS);
            assert!((found.0 - log_odds).abs() < 1e-9, "{found:?} at {place}");
            assert!((found.1 - variance).abs() < 1e-9, "{found:?} at {place}");
        }
    }

    #[test]
    fn where_it_never_or_always_happens_a_fit_is_finite() {
        let (never, always) = (at(0.5, &[(50, 0); 11]), at(0.5, &[(50, 50); 11]));
        assert!(never.0 < -4.0 && never.0.is_finite() && never.1.is_finite());
        assert!((never.0 + always.0).abs() < 1e-9);
    }

    #[test]
    fn two_places_make_no_fit() {
        let window = Window::around(0.0, &responses(&[(50, 10), (50, 20)]));
        assert_eq!(Fit::of(&window), None);
    }
}
