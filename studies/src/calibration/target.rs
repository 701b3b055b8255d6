//! What a model is to come near: a survival curve, how often alliances end in some way, what a measure is after some years.

use alliance_dynamics::alliance::Outcome;
use alliance_prose::numbers::brief;

use crate::experiment::{Digest, Fate, Response};

/// Months of a year.
const MONTHS: f64 = 12.0;

/// Shares of alliances that are still alive after some years, or have ended in some way by then, and means of measures.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetCurve {
    /// Its points: of survival with years rising and shares falling; at least one has a weight.
    pub points: Vec<TargetPoint>,
    /// How many alliances the shares were counted on; `None` where that is not known.
    pub n_alliances: Option<u32>,
    /// The arm that it is about; `None` for the one that is fitted.
    pub arm: Option<String>,
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
    /// What it is about.
    pub about: Response,
    /// Years since the founding, above 0.
    pub years: f64,
    /// The same in months, to the nearest month.
    pub month: u32,
    /// The share still alive then, that has ended so by then, or that would be judged so then, 0…1; of a measure its mean in that month, or in
    /// the last month of who has ended before.
    pub share: f64,
    /// How much this point counts, at least 0. Only the ratio to the other weights matters.
    pub weight: f64,
    /// The difference that is near enough, above 0 and in the units of the point: it counts as 1. `None`: differences count as they are.
    pub tolerance: Option<f64>,
}

impl TargetPoint {
    /// The share still alive after some years, with a weight.
    #[must_use]
    pub fn new(years: f64, share: f64, weight: f64) -> Self {
        Self {
            about: Response::SURVIVAL,
            years,
            month: (years * MONTHS).round() as u32,
            share,
            weight,
            tolerance: None,
        }
    }
}

impl TargetPoint {
    /// Whether it is about how alliances are then, and not about how they have ended by then: a measure, months lived, or a fate that befalls
    /// who is still there.
    pub(super) fn is_as_of_then(&self) -> bool {
        match self.about {
            Response::Fate(Fate::Outcome(outcome)) => outcome.survived() && outcome != Outcome::Completed,
            Response::Fate(_) => false,
            Response::Months | Response::Final(_) | Response::Own(_) => true,
        }
    }

    /// By what a difference is multiplied: a tolerance is 1, and without one of months lived all those until then are.
    fn scale(&self) -> f64 {
        if let Some(tolerance) = self.tolerance {
            return 1.0 / tolerance;
        }
        match self.about {
            Response::Months => 1.0 / f64::from(self.month.max(1)),
            Response::Fate(_) | Response::Final(_) | Response::Own(_) => 1.0,
        }
    }

    /// What it is called where it is not about survival: `fragmented after 5 years`.
    pub(super) fn in_words(&self) -> String {
        let years = if self.years == 1.0 { "year" } else { "years" };
        format!("{} after {} {years}", self.about.plain_label(), brief(self.years))
    }
}

impl TargetCurve {
    /// Whether it says nothing but how many are still alive.
    pub(super) fn is_survival_only(&self) -> bool {
        self.points.iter().all(|point| point.about == Response::SURVIVAL)
    }

    /// Whether another one, from whatever file, is about the same and has the same points.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        self.points == other.points && self.n_alliances == other.n_alliances && self.arm == other.arm
    }

    /// Whether it says of its points which differences are near enough.
    pub(super) fn has_tolerances(&self) -> bool {
        self.points.iter().any(|point| point.tolerance.is_some())
    }

    /// Whether any of it is the mean of a measure.
    pub(super) fn has_measures(&self) -> bool {
        self.points.iter().any(|point| !point.about.is_share())
    }

    /// Years with the share still alive after each, all of one weight, as they were counted on so many alliances.
    #[must_use]
    pub fn new(shares: impl IntoIterator<Item = (f64, f64)>, n_alliances: Option<u32>) -> Self {
        let points = shares.into_iter();
        Self {
            points: points
                .map(|(years, share)| TargetPoint::new(years, share, 1.0))
                .collect(),
            n_alliances,
            arm: None,
            file: None,
        }
    }

    /// Whether it is a survival curve that ends by this month, and says something.
    pub(super) fn is_curve_within(&self, horizon: u32) -> bool {
        let of_survival = || self.points.iter().filter(|point| point.about == Response::SURVIVAL);
        let starts = [(0, 1.0)].into_iter();
        let before = starts.chain(of_survival().map(|point| (point.month, point.share)));
        let falls = of_survival().zip(before).all(|(point, (month, share))| {
            (month + 1..=horizon).contains(&point.month) && (0.0..=share).contains(&point.share)
        });
        let is_point = |point: &TargetPoint| {
            let is_share = !point.about.is_share() || (0.0..=1.0).contains(&point.share);
            let is_then = (1..=horizon).contains(&point.month);
            let is_near = point
                .tolerance
                .is_none_or(|tolerance| tolerance > 0.0 && tolerance.is_finite());
            is_share && point.share.is_finite() && is_then && is_near && point.weight >= 0.0
        };
        let all_or_none = self
            .points
            .iter()
            .all(|point| point.tolerance.is_some() == self.has_tolerances());
        falls && all_or_none && self.points.iter().all(is_point) && self.n_weighted() > 0 && self.n_alliances != Some(0)
    }

    /// How far what was simulated lies from the target: for each of its points the share or the mean.
    ///
    /// # Rule
    /// `√(Σ w (s − t)² / Σ w)`: the root mean square difference of the shares, so that 0.05 reads as five percentage points. Measures
    /// count in their own units, months lived as a share of all those until then; where there are tolerances, differences are counted in
    /// them.
    #[must_use]
    pub fn distance(&self, marks: &[f64]) -> f64 {
        self.between(self.points.iter().zip(marks).map(|(point, &mark)| (mark, point.share)))
    }

    /// The distance between two curves, from a pair of shares a point.
    pub(super) fn between(&self, shares: impl Iterator<Item = (f64, f64)>) -> f64 {
        let weighted = self.points.iter().zip(shares);
        let squares: f64 = weighted
            .map(|(point, (a, b))| (point, point.scale() * (a - b)))
            .map(|(point, apart)| point.weight * apart * apart)
            .sum();
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
            month,
            ..TargetPoint::new(f64::from(month) / 12.0, share, weight)
        };
        let target = TargetCurve {
            points: vec![point(1, 0.9, 3.0), point(3, 0.5, 1.0), point(4, 0.2, 0.0)],
            n_alliances: None,
            arm: None,
            file: None,
        };
        let far = target.distance(&[0.8, 0.7, 0.0]);
        assert!((far - (0.07_f64 / 4.0).sqrt()).abs() < 1e-12, "{far}");
        assert_eq!(target.n_weighted(), 2);
    }
}
