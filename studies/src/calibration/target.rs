//! The survival curve that a model is to come near.

use crate::experiment::Digest;

/// Months of a year.
const MONTHS: f64 = 12.0;

/// A survival curve: shares of alliances that are still alive after some years.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetCurve {
    /// Its points, years rising and shares falling; at least one has a weight.
    pub points: Vec<TargetPoint>,
    /// How many alliances the shares were counted on; `None` where that is not known.
    pub n_alliances: Option<u32>,
    /// The file that it was read from, where it was.
    pub file: Option<TargetFile>,
}

/// A file that a target was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFile {
    /// Its path, as it was given.
    pub name: String,
    /// Its digest.
    pub digest: Digest,
    /// How it was read, where that is not as CSV mostly is: in words that follow `read with`.
    pub understood: Option<String>,
}

/// One point of a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TargetPoint {
    /// Years since the founding, above 0.
    pub years: f64,
    /// The same in months, to the nearest month.
    pub month: u32,
    /// The share still alive then, 0…1.
    pub share: f64,
    /// How much this point counts, at least 0. Only the ratio to the other weights matters.
    pub weight: f64,
}

impl TargetPoint {
    /// The share still alive after some years, with a weight.
    #[must_use]
    pub fn new(years: f64, share: f64, weight: f64) -> Self {
        Self {
            years,
            month: (years * MONTHS).round() as u32,
            share,
            weight,
        }
    }
}

impl TargetCurve {
    /// Years with the share still alive after each, all of one weight, as they were counted on so many alliances.
    #[must_use]
    pub fn new(shares: impl IntoIterator<Item = (f64, f64)>, n_alliances: Option<u32>) -> Self {
        let points = shares.into_iter();
        Self {
            points: points
                .map(|(years, share)| TargetPoint::new(years, share, 1.0))
                .collect(),
            n_alliances,
            file: None,
        }
    }

    /// Whether it is a survival curve that ends by this month, and says something.
    pub(super) fn is_curve_within(&self, horizon: u32) -> bool {
        let starts = [(0, 1.0)].into_iter();
        let before = starts.chain(self.points.iter().map(|point| (point.month, point.share)));
        let falls = self.points.iter().zip(before).all(|(point, (month, share))| {
            (month + 1..=horizon).contains(&point.month) && (0.0..=share).contains(&point.share) && point.weight >= 0.0
        });
        falls && self.n_weighted() > 0 && self.n_alliances != Some(0)
    }

    /// How far a survival curve lies from the target: shares by month, 0 for the founding, at least up to the last point.
    ///
    /// # Rule
    /// `√(Σ w (s − t)² / Σ w)`: the root mean square difference of the shares, so that 0.05 reads as five percentage points.
    #[must_use]
    pub fn distance(&self, survival: &[f64]) -> f64 {
        self.between(
            self.points
                .iter()
                .map(|point| (survival[point.month as usize], point.share)),
        )
    }

    /// The distance between two curves, from a pair of shares a point.
    pub(super) fn between(&self, shares: impl Iterator<Item = (f64, f64)>) -> f64 {
        let weighted = self.points.iter().zip(shares);
        let squares: f64 = weighted.map(|(point, (a, b))| point.weight * (a - b) * (a - b)).sum();
        let weights: f64 = self.points.iter().map(|point| point.weight).sum();
        (squares / weights).sqrt()
    }

    /// Points that have a weight.
    #[must_use]
    pub fn n_weighted(&self) -> usize {
        self.points.iter().filter(|point| point.weight > 0.0).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_the_weighted_root_mean_square_difference_of_shares() {
        let point = |month, share, weight| TargetPoint {
            years: f64::from(month) / 12.0,
            month,
            share,
            weight,
        };
        let target = TargetCurve {
            points: vec![point(1, 0.9, 3.0), point(3, 0.5, 1.0), point(4, 0.2, 0.0)],
            n_alliances: None,
            file: None,
        };
        let far = target.distance(&[1.0, 0.8, 0.7, 0.7, 0.0]);
        assert!((far - (0.07_f64 / 4.0).sqrt()).abs() < 1e-12, "{far}");
        assert_eq!(target.n_weighted(), 2);
    }
}
