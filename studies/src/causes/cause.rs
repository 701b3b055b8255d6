//! What a candidate turned out to mean for a run.

use super::candidates::Candidate;
use crate::statistics::{Interval, PairedCounts, clopper_pearson};
use alliance_dynamics::simulation::Ending;

/// A change of a chance that is rounded to a point of a hundred.
const LEAST_CHANGE: f64 = 0.005;

/// How the same futures fared with and without a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// As it was, against the same futures without the candidate.
    pub but_for: PairedCounts,
    /// Without all that it belongs with, against the same futures with it alone.
    pub alone: Option<PairedCounts>,
}

/// A candidate with what it meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause {
    /// What it is.
    pub candidate: Candidate,
    /// How the run ends without it, under the same luck to the end.
    pub ending_without: Ending,
    /// How futures with and without it fared.
    pub effect: Effect,
    /// Whether the run that is explained met the goal.
    pub is_met: bool,
}

impl Cause {
    /// The chance to meet the goal as it was, from then on.
    #[must_use]
    pub fn chance_with(&self) -> f64 {
        share(self.effect.but_for.base_survived(), self.effect.but_for.worlds())
    }

    /// The chance to meet the goal without it.
    #[must_use]
    pub fn chance_without(&self) -> f64 {
        share(self.effect.but_for.arm_survived(), self.effect.but_for.worlds())
    }

    /// How much taking it out changes the chance to meet the goal, −1…1, with an interval that holds the truth at least 95 times in
    /// 100.
    #[must_use]
    pub fn change(&self) -> (f64, Interval) {
        (self.effect.but_for.difference(), self.effect.but_for.exact_interval())
    }

    /// The probability of necessity: of the futures that end as the run did with it, the share that would not without it.
    ///
    /// # Source
    /// Pearl (1999), Probabilities of causation: P(Y(x′) = y′ | X = x, Y = y), over fresh luck.
    #[must_use]
    pub fn necessity(&self) -> Option<(f64, Interval)> {
        let counts = &self.effect.but_for;
        let (turned, stayed) = if self.is_met {
            (counts.lost, counts.both_survived)
        } else {
            (counts.saved, counts.neither_survived)
        };
        proportion(turned, turned + stayed)
    }

    /// The probability of sufficiency: of the futures that would not end as the run did without all that it belongs with, the share
    /// that does with it alone.
    ///
    /// # Source
    /// Pearl (1999): P(Y(x) = y | X = x′, Y = y′), over fresh luck.
    #[must_use]
    pub fn sufficiency(&self) -> Option<(f64, Interval)> {
        let counts = self.effect.alone?;
        let (turned, stayed) = if self.is_met {
            (counts.saved, counts.neither_survived)
        } else {
            (counts.lost, counts.both_survived)
        };
        proportion(turned, turned + stayed)
    }

    /// How much less often it would have ended as it did without it, −1…1.
    #[must_use]
    pub fn changed(&self) -> f64 {
        let towards = if self.is_met { -1.0 } else { 1.0 };
        towards * self.effect.but_for.difference()
    }

    /// Whether that is a change to be named: at least half a point of a hundred, so that it is not told as nought.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.changed() >= LEAST_CHANGE
    }

    /// Whether hardly anything would have been otherwise without it, but alone it pushes to where the run ended: by at least half a point of a
    /// hundred on average over both.
    #[must_use]
    pub fn pushes_alone(&self) -> bool {
        self.sufficiency().is_some() && self.weight() >= LEAST_CHANGE && self.changed().abs() < LEAST_CHANGE
    }

    /// How far it pushed the run to where it ended, −1…1: the mean of what its absence changes and of what it changes alone;
    /// of a mechanism, the former.
    ///
    /// # Source
    /// The mean of the last and the first marginal contribution of a game, which with two players is the value of Shapley (1953);
    /// so that of two causes that would each have sufficed, neither is missed. As a rule for ranking ours.
    #[must_use]
    pub fn weight(&self) -> f64 {
        let towards = if self.is_met { -1.0 } else { 1.0 };
        let but_for = towards * self.effect.but_for.difference();
        match self.effect.alone {
            Some(alone) => (but_for - towards * alone.difference()) / 2.0,
            None => but_for,
        }
    }
}

fn share(part: u64, all: u64) -> f64 {
    part as f64 / all.max(1) as f64
}

/// A share with its exact interval; none of nothing.
fn proportion(part: u64, all: u64) -> Option<(f64, Interval)> {
    (all > 0).then(|| (share(part, all), clopper_pearson(part, all)))
}
