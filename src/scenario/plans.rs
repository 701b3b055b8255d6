//! From what a file plans to what happens.

use super::file::{EventEntry, StewardEntry, WhenEntry};
use crate::alliance::MemberId;
use crate::mechanisms::{Event, Side, Trigger, When};

/// The event of an entry in which nothing is wrong.
pub(super) fn event(place: usize, entry: &EventEntry, id: &dyn Fn(&str) -> MemberId) -> Event {
    Event {
        place,
        when: when(entry.month(), entry.when()),
        kind: entry.kind(id),
    }
}

/// When a steward comes, and for how many months.
pub(super) fn presence(entry: &StewardEntry) -> (When, u32) {
    let when = when(Some(entry.from), entry.when.as_ref());
    let until = entry.until.map(|until| until - entry.from);
    (when, until.or(entry.months).unwrap_or(u32::MAX))
}

fn when(month: Option<u32>, trigger: Option<&WhenEntry>) -> When {
    match trigger {
        Some(entry) => When::Trigger(trigger_of(entry)),
        None => When::Month(month.unwrap_or(0)),
    }
}

fn trigger_of(entry: &WhenEntry) -> Trigger {
    let (side, value) = match (entry.above, entry.below) {
        (Some(above), _) => (Side::Above, *above),
        (None, below) => (Side::Below, below.map_or(0.0, f64::from)),
    };
    Trigger {
        measure: entry.measure,
        side,
        value,
        months: entry.months,
        again: entry.again,
    }
}
