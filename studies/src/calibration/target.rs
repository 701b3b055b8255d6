//! The survival curve that a model is to come near.

/// A survival curve: shares of alliances that are still alive after some years.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its points, years rising and shares falling; at least one has a weight.
    pub points: Vec<TargetPoint>,
    /// How many alliances the shares were counted on; `None` where that is not known.
    pub n_alliances: Option<u32>,
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

impl Target {
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
        let target = Target {
            points: vec![point(1, 0.9, 3.0), point(3, 0.5, 1.0), point(4, 0.2, 0.0)],
            n_alliances: None,
        };
        let far = target.distance(&[1.0, 0.8, 0.7, 0.7, 0.0]);
        assert!((far - (0.07_f64 / 4.0).sqrt()).abs() < 1e-12, "{far}");
        assert_eq!(target.n_weighted(), 2);
    }
}
