//! How well the posterior fits each of several targets, and which of them the model cannot fit.

use serde::Serialize;

use super::{JointTarget, Noise, Prediction, ScaledTarget, SimulatedCurve, TargetPoint};

/// A target is not met where fewer of the predicted curves than this share lie as far out as it does.
const FEW: f64 = 0.05;

/// How near the model comes to one of several targets.
#[derive(Debug, Clone, Serialize)]
pub struct TargetFit {
    /// What it is called.
    pub name: String,
    /// The arm that it is about; `None` for the one that is fitted.
    pub arm: Option<String>,
    /// Alliances behind it.
    pub n_alliances: Option<u32>,
    /// Whether its distances are counted in tolerances.
    pub has_tolerances: bool,
    /// Distances from it that come about by chance alone; in tolerances 1.
    pub noise: Option<Noise>,
    /// The smallest distance of any proposal from this target alone.
    pub nearest: f64,
    /// How far it lies from the median of what the posterior predicts.
    pub apart: f64,
    /// The share of all predicted curves that lie at least as far from their median as the target does, 0…1.
    pub as_far: f64,
    /// Points that have a weight.
    pub n_points: usize,
    /// Those that the band of 90 % of what is predicted does not hold, in words.
    pub missed: Vec<String>,
    /// What it amounts to.
    pub standing: TargetVerdict,
}

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetVerdict {
    /// It could be one of the curves that the posterior predicts, and lies as near to their middle as chance nearly always lets a perfect
    /// model come; or it lies within its tolerances.
    Met,
    /// It could be one of the curves that the posterior predicts, but these are so far from one another that this says little.
    Open,
    /// A proposal came as near to it as chance nearly always lets a perfect model come, or its tolerances ask, but the posterior, which
    /// keeps to all targets, does not hold it.
    NotTogether,
    /// No proposal came so near to it.
    OutOfReach,
}

/// What came nearest to each target.
#[derive(Debug, Clone)]
pub(super) struct Nearest {
    apart: Vec<f64>,
    /// Proposals that were looked at.
    pub(super) tried: u64,
}

impl Nearest {
    pub(super) fn to(target: &JointTarget) -> Self {
        Self {
            apart: vec![f64::INFINITY; target.targets().len()],
            tried: 0,
        }
    }

    /// Takes note of a proposal.
    pub(super) fn note(&mut self, apart: &[f64]) {
        self.tried += 1;
        for (nearest, apart) in self.apart.iter_mut().zip(apart) {
            *nearest = nearest.min(*apart);
        }
    }
}

impl TargetFit {
    /// How near the model comes to each of the targets, from what the posterior predicts for it; nothing for one whose distance counts as it
    /// is, of which the fit itself tells.
    pub(super) fn of_each(target: &JointTarget, nearest: &Nearest, told: &[Vec<SimulatedCurve>]) -> Vec<Self> {
        if target.plain().is_some() {
            return Vec::new();
        }
        let each = target.targets().iter().zip(&nearest.apart).zip(told);
        each.map(|((of, &apart), told)| Self::of(of, of.unscaled(apart), told))
            .collect()
    }

    /// # Rule
    /// A posterior predictive check: the discrepancy is the target's own distance from the median of what is predicted, and the target is
    /// not met where less than 5 % of the predicted curves are as far from it. It is met only where it is near, too: any target is among curves that
    /// lie all over the place.
    ///
    /// # Source
    /// Gelman, Meng and Stern (1996), Posterior predictive assessment of model fitness via realized discrepancies, Statistica Sinica 6.
    fn of(of: &ScaledTarget, nearest: f64, told: &[SimulatedCurve]) -> Self {
        let target = &of.target;
        let prediction = Prediction::of(told);
        let middle: Vec<f64> = prediction.marks.iter().map(|mark| mark.median).collect();
        let distance = |marks: &[f64]| target.between(marks.iter().copied().zip(middle.iter().copied()));
        let apart = target.distance(&middle);
        let farther = told.iter().filter(|curve| distance(&curve.marks) >= apart).count();
        let as_far = farther as f64 / told.len().max(1) as f64;
        let has_tolerances = target.has_tolerances();
        let is_met = match has_tolerances {
            true => apart <= 1.0,
            false => as_far >= FEW,
        };
        let reach = of.noise.map_or(f64::INFINITY, |noise| noise.high);
        let held = target.points.iter().zip(prediction.holds(target));
        let missed = held.filter(|(point, is_held)| point.weight > 0.0 && !is_held);
        Self {
            name: of.name.clone(),
            arm: target.arm.clone(),
            n_alliances: target.n_alliances,
            has_tolerances,
            noise: of.noise,
            nearest,
            apart,
            as_far,
            n_points: target.n_weighted(),
            missed: missed
                .map(|(point, _): (&TargetPoint, bool)| point.in_words())
                .collect(),
            standing: match (is_met, nearest > reach) {
                (true, _) if apart > reach => TargetVerdict::Open,
                (true, _) => TargetVerdict::Met,
                (false, false) => TargetVerdict::NotTogether,
                (false, true) => TargetVerdict::OutOfReach,
            },
        }
    }
}
