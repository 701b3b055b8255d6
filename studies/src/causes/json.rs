//! An explanation for machines.

use serde::Serialize;
use serde_json::{Value, json};

use super::cause::Cause;
use super::description::Description;
use super::shares::Shares;
use super::words::Telling;
use crate::statistics::Interval;

/// A value with the bounds of its 95 % interval.
#[derive(Serialize)]
struct Known {
    value: f64,
    low: f64,
    high: f64,
}

impl Known {
    fn of((value, Interval { low, high }): (f64, Interval)) -> Self {
        Self { value, low, high }
    }
}

impl Telling<'_> {
    /// The answer for machines: how the run ended, its chances, the leading causes and the mechanisms.
    #[must_use]
    pub fn answer(&self) -> Value {
        let Self { explanation, world, .. } = self;
        let causes = explanation.leaders().enumerate();
        let mechanisms = explanation.mechanisms.iter().enumerate();
        json!({
            "outcome": world.ending.outcome,
            "months": world.ending.months,
            "goal": explanation.goal,
            "met": explanation.is_met,
            "chance_at_founding": explanation.prospects.0.first().map(|prospect| prospect.chance),
            "no_return": explanation.prospects.no_return(),
            "safety": explanation.prospects.safety(),
            "causes": causes.map(|one| self.told(one, &explanation.shares)).collect::<Vec<_>>(),
            "mechanisms": mechanisms.map(|one| self.told(one, &explanation.mechanism_shares)).collect::<Vec<_>>(),
        })
    }

    /// One cause, of which `shares` may know what is due to it.
    fn told(&self, (place, cause): (usize, &Cause), shares: &Shares) -> Value {
        let share = shares.shares.get(place).map(|share| (share.value, share.interval));
        json!({
            "what": cause.candidate.called(self.world.scenario()),
            "description": Description::of(&cause.candidate, self.world.scenario()),
            "from": cause.candidate.act.from + 1,
            "to": cause.candidate.act.until,
            "outcome_without": cause.ending_without.outcome,
            "months_without": cause.ending_without.months,
            "chance_with": cause.chance_with(),
            "chance_without": cause.chance_without(),
            "change": Known::of(cause.change()),
            "necessity": cause.necessity().map(Known::of),
            "sufficiency": cause.sufficiency().map(Known::of),
            "share": share.map(Known::of),
        })
    }
}
