//! What plans there are.

use std::ops::Range;

use alliance_dynamics::random::Draws;

/// A plan as a level on every axis; 0 is none of it.
pub type PlanLevels = Vec<u32>;

/// All plans there are, and what each costs.
pub trait Space {
    /// The highest level of every axis.
    fn highest(&self) -> &[u32];

    /// Axes that mean something together only, each once and in order.
    fn groups(&self) -> Vec<Range<usize>>;

    /// The plan as it would be carried out, with everything at 0 that has no effect; `None` where it is not allowed. The plan
    /// of nothing but 0 always is.
    fn settled(&self, plan: PlanLevels) -> Option<PlanLevels>;

    /// What a settled plan costs, ≥ 0.
    fn cost(&self, plan: &PlanLevels) -> f64;

    /// Any settled plan at all; `None` where the one drawn was not allowed.
    fn drawn(&self, draws: &mut Draws) -> Option<PlanLevels>;
}

/// How many parts a plan has: axes that are not at 0.
pub(super) fn n_parts(plan: &PlanLevels) -> usize {
    plan.iter().filter(|level| **level > 0).count()
}
