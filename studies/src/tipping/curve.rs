//! The probability along a range.

use super::local_fit::Fit;
use super::responses::Responses;
use super::window::Window;
use crate::statistics::Interval;
use crate::statistics::score_interval;
use alliance_dynamics::alliance::logistic;

/// What an estimate is worth when its places were chosen by looking at earlier results, as part of what it would be worth
/// otherwise. Ours: with it, intervals cover what they promise in simulations.
const AFTER_LOOKING: f64 = 0.95;

/// The probability along a range, estimated at every place from the runs nearby.
#[derive(Debug, Clone, Copy)]
pub struct TippingCurve<'a> {
    responses: &'a Responses,
}

/// The curve at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// The place, 0…1 along the range.
    pub place: f64,
    /// The probability, 0…1.
    pub share: f64,
    /// It is as certain as if so many runs had been done right there.
    pub runs: f64,
}

impl<'a> TippingCurve<'a> {
    /// The curve through these responses.
    #[must_use]
    pub fn of(responses: &'a Responses) -> Self {
        Self { responses }
    }

    /// The curve at a place, 0…1 along the range.
    ///
    /// # Rule
    /// A quadratic in the log-odds, fitted to the nearest places with weights that fall with their distance. Its variance v
    /// at the place makes it worth `0.95 / (v·p(1−p))` runs: a twentieth less than it would be had nobody looked at results
    /// to choose the places.
    #[must_use]
    pub fn at(&self, place: f64) -> CurvePoint {
        let window = Window::around(place, self.responses);
        let Some(fit) = Fit::of(&window) else {
            let (share, runs) = (0.5, 0.0);
            return CurvePoint { place, share, runs };
        };
        let share = logistic(fit.log_odds());
        let runs = AFTER_LOOKING / (fit.variance(&window) * share * (1.0 - share));
        CurvePoint { place, share, runs }
    }

    /// The curve at the places that were tried.
    #[must_use]
    pub fn at_tried(&self) -> Vec<CurvePoint> {
        self.responses
            .with_runs()
            .map(|(_, tried)| self.at(tried.place))
            .collect()
    }

    /// The curve from the first place tried to the last, in so many steps from each to the next.
    #[must_use]
    pub fn course(&self, steps: u32) -> Vec<CurvePoint> {
        let places: Vec<f64> = self.responses.with_runs().map(|(_, tried)| tried.place).collect();
        let between = places.windows(2).flat_map(|pair| {
            let step = (pair[1] - pair[0]) / f64::from(steps);
            (0..steps).map(move |number| pair[0] + f64::from(number) * step)
        });
        between
            .chain(places.last().copied())
            .map(|place| self.at(place))
            .collect()
    }

    /// What it is drawn through.
    #[must_use]
    pub fn responses(&self) -> &'a Responses {
        self.responses
    }
}

impl CurvePoint {
    /// The 95 % score interval of the probability.
    ///
    /// # Source
    /// Wilson (1927), for as many runs as the estimate is worth.
    #[must_use]
    pub fn interval(&self) -> Interval {
        score_interval(self.share, self.runs)
    }

    /// How far it lies from a level, in the standard errors that it would have there: the test that
    /// [`CurvePoint::interval`] inverts.
    pub(super) fn errors_from(&self, level: f64) -> f64 {
        (self.share - level) * (self.runs / (level * (1.0 - level))).sqrt()
    }
}
