//! What survival curves a population predicts.

use super::population::weighted_quantile;
use super::{Population, Proposal, SimulatedCurve, TargetCurve};

/// The share of all curves that a band holds.
pub const BAND: f64 = 0.9;
/// Curves that are simulated for a band.
pub const CURVES: usize = 300;

/// Survival by month, over all that a population holds possible: alliances simulated anew, not those that were accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The median share still alive, by month, 0 for the founding.
    pub median: Vec<f64>,
    /// What 5 % of the curves lie at or below.
    pub low: Vec<f64>,
    /// What 95 % of the curves lie at or below.
    pub high: Vec<f64>,
    /// For each point of the target the median, and what 5 % and 95 % lie at or below.
    pub marks: Vec<PredictedMark>,
}

/// What is predicted for one point of a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PredictedMark {
    /// The median.
    pub median: f64,
    /// What 5 % lie at or below.
    pub low: f64,
    /// What 95 % lie at or below.
    pub high: f64,
}

impl Population {
    /// Points to simulate for a prediction: evenly along all weights, so that a particle is there as often as its weight says.
    /// Their numbers begin at `first`.
    #[must_use]
    pub fn predictors(&self, first: u64) -> Vec<Proposal> {
        let places = (0..CURVES).map(|place| (place as f64 + 0.5) / CURVES as f64);
        (first..)
            .zip(places)
            .map(|(number, place)| Proposal {
                number,
                point: self.at(place).point.clone(),
            })
            .collect()
    }
}

impl Prediction {
    /// The prediction of equally likely curves of one length; empty where there are none.
    #[must_use]
    pub fn of(curves: &[SimulatedCurve]) -> Self {
        let first = curves.first();
        let months = first.map_or(0, |curve| curve.survival.len());
        let n_marks = first.map_or(0, |curve| curve.marks.len());
        let level = |read: &dyn Fn(&SimulatedCurve) -> f64, level: f64| {
            let numbers = curves.iter().map(|curve| (read(curve), 1.0));
            weighted_quantile(numbers.collect(), level)
        };
        let line = |at: f64| {
            (0..months)
                .map(|month| level(&|curve| curve.survival[month], at))
                .collect()
        };
        let mark = |number: usize| {
            let at = |wanted: f64| level(&|curve| curve.marks[number], wanted);
            PredictedMark {
                median: at(0.5),
                low: at((1.0 - BAND) / 2.0),
                high: at((1.0 + BAND) / 2.0),
            }
        };
        Self {
            median: line(0.5),
            low: line((1.0 - BAND) / 2.0),
            high: line((1.0 + BAND) / 2.0),
            marks: (0..n_marks).map(mark).collect(),
        }
    }

    /// Whether the band holds each point of a target.
    #[must_use]
    pub fn holds(&self, target: &TargetCurve) -> Vec<bool> {
        let points = target.points.iter().enumerate();
        points
            .map(|(number, point)| {
                let mark = self.marks.get(number);
                mark.is_some_and(|mark| mark.low <= point.share && point.share <= mark.high)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Particle, TargetPoint};
    use super::*;

    #[test]
    fn a_particle_predicts_as_often_as_its_weight_says() {
        let particle = |place, weight| Particle {
            point: vec![place],
            distance: 0.0,
            weight,
        };
        let predictors = Population::new(vec![particle(0.1, 1.0), particle(0.7, 2.0)]).predictors(40);
        let light = predictors.iter().filter(|predictor| predictor.point[0] == 0.1).count();
        assert_eq!((light, predictors.len()), (CURVES / 3, CURVES));
        assert_eq!((predictors[0].number, predictors[299].number), (40, 339));
    }

    #[test]
    fn the_band_leaves_a_twentieth_out_on_either_side() {
        let share = |k| f64::from(k) / 100.0;
        let curve = |k| SimulatedCurve {
            survival: vec![1.0, share(k)],
            marks: vec![share(k); 2],
        };
        let prediction = Prediction::of(&(1..=100).map(curve).collect::<Vec<_>>());
        assert_eq!(
            (prediction.low[1], prediction.median[1], prediction.high[1]),
            (0.05, 0.5, 0.95)
        );
        let point = |share| TargetPoint::new(1.0 / 12.0, share, 1.0);
        let target = TargetCurve {
            points: vec![point(0.97), point(0.9)],
            n_alliances: None,
            arm: None,
            file: None,
        };
        assert_eq!(prediction.holds(&target), [false, true]);
    }
}
