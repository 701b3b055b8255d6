//! From what a file plans to what happens.

use super::file::{EventEntry, ScenarioFile, StewardEntry, WhenEntry};
use crate::alliance::MemberId;
use crate::mechanisms::{Event, Side, Trigger, Watched, When};

/// The event of an entry in which nothing is wrong.
pub(super) fn event(place: usize, entry: &EventEntry, file: &ScenarioFile, id: &dyn Fn(&str) -> MemberId) -> Event {
    Event {
        place,
        when: when(entry.month(), entry.when(), file),
        kind: entry.kind(id),
    }
}

/// When a steward comes, and for how many months.
pub(super) fn presence(entry: &StewardEntry, file: &ScenarioFile) -> (When, u32) {
    let when = when(Some(entry.from), entry.when.as_ref(), file);
    let until = entry.until.map(|until| until - entry.from);
    (when, until.or(entry.months).unwrap_or(u32::MAX))
}

fn when(month: Option<u32>, trigger: Option<&WhenEntry>, file: &ScenarioFile) -> When {
    let trigger = trigger.and_then(|entry| Some(trigger_of(entry, file.watched(&entry.measure)?)));
    trigger.map_or(When::Month(month.unwrap_or(0)), When::Trigger)
}

fn trigger_of(entry: &WhenEntry, measure: Watched) -> Trigger {
    let (side, value) = match (entry.above, entry.below) {
        (Some(above), _) => (Side::Above, *above),
        (None, below) => (Side::Below, below.map_or(0.0, f64::from)),
    };
    Trigger {
        measure,
        side,
        value,
        months: entry.months,
        again: entry.again,
    }
}
