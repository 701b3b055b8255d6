//! How it ended.

use super::quarrels::sides;
use crate::report::fact::How;
use crate::report::record::{Record, RecordTable, Rows};
use crate::report::said::Said;

/// How the run ended, who was left, and where they stood.
pub(super) fn ending(record: &Record) -> Vec<Said> {
    let (Some(end), Some(timeline)) = (record.events("end"), record.rows(RecordTable::Timeline)) else {
        return Vec::new();
    };
    let camps = match end.text("cause") {
        "fragmented" => sides(record, "end.sides", &end),
        _ => None,
    };
    [Some(last_month(&end, &timeline.last())), camps, left(&timeline)]
        .into_iter()
        .flatten()
        .collect()
}

fn last_month(end: &Rows<'_>, last: &Rows<'_>) -> Said {
    Said::of(format!("end.{}", end.text("cause")), end)
        .with("month", end.figure("month"))
        .with("members", last.figure("members"))
        .with("trust", last.fact(How::Decimal, "trust"))
        .with("value", last.fact(How::Decimal, "value"))
        .with("drift", last.fact(How::Decimal, "mission_drift"))
}

/// How many were at the table at the end, where that was another number than at the start.
fn left(timeline: &Rows<'_>) -> Option<Said> {
    let (first, last) = (timeline.first(), timeline.last());
    let key = match last.number("members") - first.number("members") {
        0.0 => return None,
        change if change < 0.0 => "end.fewer",
        _ => "end.more",
    };
    let said = Said::of(key, &last).with("then", first.figure("members"));
    Some(said.with("now", last.figure("members")))
}
