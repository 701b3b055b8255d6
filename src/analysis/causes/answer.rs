//! An explanation for machines.

use serde::Serialize;
use serde_json::{Value, json};

use super::cause::Cause;
use super::description::Description;
use super::explanation::Explanation;
use super::shares::Shares;
use crate::analysis::Interval;
use crate::experiment::World;

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

impl Explanation {
    /// The answer for machines: how the run ended, its chances, the leading causes and the mechanisms.
    #[must_use]
    pub fn answer(&self, world: &World) -> Value {
        let causes = self.leaders().enumerate();
        let mechanisms = self.mechanisms.iter().enumerate();
        json!({
            "outcome": world.ending.outcome,
            "months": world.ending.months,
            "goal": self.goal,
            "met": self.is_met,
            "chance_at_founding": self.prospects.0.first().map(|prospect| prospect.chance),
            "no_return": self.prospects.no_return(),
            "safety": self.prospects.safety(),
            "causes": causes.map(|one| told(one, &self.shares, world)).collect::<Vec<_>>(),
            "mechanisms": mechanisms.map(|one| told(one, &self.mechanism_shares, world)).collect::<Vec<_>>(),
        })
    }
}

/// One cause, of which `shares` may know what is due to it.
fn told((place, cause): (usize, &Cause), shares: &Shares, world: &World) -> Value {
    let share = shares.shares.get(place).map(|share| (share.value, share.interval));
    json!({
        "what": cause.candidate.in_words(world.scenario()),
        "description": Description::of(&cause.candidate, world.scenario()),
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
