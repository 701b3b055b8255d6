//! What survival curves a population predicts.

use super::population::weighted_quantile;
use super::{Population, Proposal, SurvivalCurve, TargetCurve};

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
    pub fn of(curves: &[SurvivalCurve]) -> Self {
        let months = curves.first().map_or(0, Vec::len);
        let at = |month: usize, level: f64| {
            let shares = curves.iter().map(|curve| (curve[month], 1.0));
            weighted_quantile(shares.collect(), level)
        };
        let line = |level: f64| (0..months).map(|month| at(month, level)).collect();
        Self {
            median: line(0.5),
            low: line((1.0 - BAND) / 2.0),
            high: line((1.0 + BAND) / 2.0),
        }
    }

    /// Whether the band holds each point of a target.
    #[must_use]
    pub fn holds(&self, target: &TargetCurve) -> Vec<bool> {
        let inside = |month: usize, share: f64| self.low[month] <= share && share <= self.high[month];
        let points = target.points.iter();
        points
            .map(|point| self.median.len() > point.month as usize && inside(point.month as usize, point.share))
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
        let curves: Vec<SurvivalCurve> = (1..=100).map(|k| vec![1.0, f64::from(k) / 100.0]).collect();
        let prediction = Prediction::of(&curves);
        assert_eq!(
            (prediction.low[1], prediction.median[1], prediction.high[1]),
            (0.05, 0.5, 0.95)
        );
        let point = |share| TargetPoint {
            years: 1.0 / 12.0,
            month: 1,
            share,
            weight: 1.0,
        };
        let target = TargetCurve {
            points: vec![point(0.97), point(0.9)],
            n_alliances: None,
            file: None,
        };
        assert_eq!(prediction.holds(&target), [false, true]);
    }
}
