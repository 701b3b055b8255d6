//! An explanation for machines.

use schemars::JsonSchema;
use serde::Serialize;

use super::cause::Cause;
use super::description::Description;
use super::shares::Shares;
use super::words::Telling;
use crate::statistics::Interval;
use crate::verdict::Reasons;
use alliance_dynamics::alliance::{Goal, Outcome};

/// A value with the bounds of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Bounded {
    /// The value.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// What one run hung on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CausesAnswer<'a> {
    /// How the run ended.
    pub outcome: Outcome,
    /// Months that it lived.
    pub months: u32,
    /// What is hoped for.
    pub goal: Goal,
    /// Whether the goal was met.
    pub met: bool,
    /// The chance to meet it, at the founding.
    pub chance_at_founding: f64,
    /// Months lived when it was too late.
    pub no_return: Option<u32>,
    /// Months lived when it was safe.
    pub safety: Option<u32>,
    /// The leading acts, the weightiest first.
    pub causes: Vec<CauseAnswer<'a>>,
    /// Whole mechanisms, the weightiest first.
    pub mechanisms: Vec<CauseAnswer<'a>>,
    /// What it is called and what it may have been: the differences of culture, and homes that magnify.
    pub conditions: Vec<CauseAnswer<'a>>,
    /// How trust was lost.
    pub reasons: Reasons,
}

/// Something that the run hung on.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CauseAnswer<'a> {
    /// What it is called, in English.
    pub what: String,
    /// What it is, for other languages.
    pub description: Description<'a>,
    /// Its first month, from 1.
    pub from: u32,
    /// Its last month.
    pub to: u32,
    /// How the run ends without it, under the same luck.
    pub outcome_without: Outcome,
    /// Months that it then lives.
    pub months_without: u32,
    /// The chance to meet the goal with it.
    pub chance_with: f64,
    /// The chance to meet the goal without it.
    pub chance_without: f64,
    /// What its absence changes.
    pub change: Bounded,
    /// The probability that it was necessary.
    pub necessity: Option<Bounded>,
    /// The probability that it was sufficient.
    pub sufficiency: Option<Bounded>,
    /// What of the end is due to it.
    pub share: Option<Bounded>,
}

impl Bounded {
    /// A value in its interval.
    #[must_use]
    pub const fn of((value, Interval { low, high }): (f64, Interval)) -> Self {
        Self { value, low, high }
    }
}

impl<'a> Telling<'a> {
    /// The answer for machines: how the run ended, its chances, the leading causes and the mechanisms.
    #[must_use]
    pub fn answer(&self) -> CausesAnswer<'a> {
        let Self { explanation, world, .. } = self;
        let causes = explanation.leaders().enumerate();
        let mechanisms = explanation.mechanisms.iter().enumerate();
        let conditions = explanation.conditions.iter().enumerate();
        CausesAnswer {
            outcome: world.ending.outcome,
            months: world.ending.months,
            goal: explanation.goal,
            met: explanation.is_met,
            chance_at_founding: explanation.prospects.0[0].chance,
            no_return: explanation.prospects.no_return(),
            safety: explanation.prospects.safety(),
            causes: causes.map(|one| self.told(one, &explanation.shares)).collect(),
            mechanisms: mechanisms
                .map(|one| self.told(one, &explanation.mechanism_shares))
                .collect(),
            conditions: conditions.map(|one| self.told(one, &Shares::default())).collect(),
            reasons: self.reasons(),
        }
    }

    /// One cause, of which `shares` may know what is due to it.
    fn told(&self, (place, cause): (usize, &Cause), shares: &Shares) -> CauseAnswer<'a> {
        let share = shares.shares.get(place).map(|share| (share.value, share.interval));
        CauseAnswer {
            what: cause.candidate.called(self.world.scenario()),
            description: Description::of(&cause.candidate, self.world.scenario()),
            from: cause.candidate.act.from + 1,
            to: cause.candidate.act.until,
            outcome_without: cause.ending_without.outcome,
            months_without: cause.ending_without.months,
            chance_with: cause.chance_with(),
            chance_without: cause.chance_without(),
            change: Bounded::of(cause.change()),
            necessity: cause.necessity().map(Bounded::of),
            sufficiency: cause.sufficiency().map(Bounded::of),
            share: share.map(Bounded::of),
        }
    }
}
