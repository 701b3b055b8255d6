//! Where the next runs teach most.

use super::curve::TippingCurve;
use super::local_fit::Fit;
use super::responses::Responses;
use super::window::Window;

/// The levels that are looked for, and how much each of them counts.
const LEVELS: [(f64, f64); 3] = [(0.5, 3.0), (0.1, 1.0), (0.9, 1.0)];

/// The places where a curve is at the levels that are looked for, as far as is known by now.
#[derive(Debug)]
pub(super) struct Targets(Vec<Target>);

/// A place at which the curve is to be known.
#[derive(Debug)]
struct Target {
    window: Window,
    fit: Fit,
    weight: f64,
}

impl Targets {
    /// All places where the curve is at a level; where it never is, the one where it may be soonest.
    pub(super) fn of(responses: &Responses) -> Self {
        let points = TippingCurve::of(responses).at_tried();
        let places = |level: f64| {
            let away: Vec<(f64, f64)> = points.iter().map(|at| (at.place, at.errors_from(level))).collect();
            let mut places: Vec<f64> = away.windows(2).filter_map(|pair| root(pair[0], pair[1])).collect();
            if places.is_empty() {
                let nearest = away.iter().min_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
                places.extend(nearest.map(|(place, _)| *place));
            }
            places
        };
        let wanted = LEVELS
            .iter()
            .flat_map(|(level, weight)| places(*level).into_iter().map(|place| (place, *weight)));
        let targets = wanted.filter_map(|(place, weight)| {
            let window = Window::around(place, responses);
            let fit = Fit::of(&window)?;
            Some(Target { window, fit, weight })
        });
        Self(targets.collect())
    }

    /// The place tried at which so many more runs teach most, told by its number.
    ///
    /// # Rule
    /// The one that lowers `Σ weight · ln(variance of the curve at the target)` most, the variance as far as it can be
    /// foreseen: a greedy c-optimal design. With logarithms, targets share the runs by their weights.
    pub(super) fn best(&self, runs: f64) -> Option<usize> {
        let numbers = self.0.iter().flat_map(|target| &target.window.points);
        let mut numbers: Vec<usize> = numbers.map(|point| point.index).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let spread = |number: usize| -> f64 { self.0.iter().map(|target| target.spread(number, runs)).sum() };
        let spreads = numbers.into_iter().map(|number| (spread(number), number));
        let best = spreads.min_by(|a, b| a.0.total_cmp(&b.0));
        best.map(|(_, number)| number)
    }

    /// Reckons with more runs at a place.
    pub(super) fn expect(&mut self, number: usize, runs: f64) {
        for target in &mut self.0 {
            target.window = target.window.expecting(number, runs);
        }
    }
}

impl Target {
    fn spread(&self, number: usize, runs: f64) -> f64 {
        self.weight * libm::log(self.fit.variance(&self.window.expecting(number, runs)))
    }
}

/// The place between two others where the curve is at the level, were it straight.
fn root((from, below): (f64, f64), (to, above): (f64, f64)) -> Option<f64> {
    let changes = (below < 0.0) != (above < 0.0);
    changes.then(|| from + (to - from) * below / (below - above))
}
