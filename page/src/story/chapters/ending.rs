//! How it ended.

use super::camps::sides;
use super::climate::value_scale;
use crate::story::fact::How;
use crate::story::phrase::Phrase;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// How the run ended, who was left, and where they stood.
pub(super) fn ending(sources: &Sources) -> Vec<Phrase> {
    let (Some(end), Some(timeline)) = (sources.events("end"), sources.rows(SourceTable::Timeline)) else {
        return Vec::new();
    };
    let camps = match end.text("cause") {
        "fragmented" => sides(sources, "end.sides", &end),
        _ => None,
    };
    [Some(last_month(&end, &timeline)), camps, left(&timeline)]
        .into_iter()
        .flatten()
        .collect()
}

fn last_month(end: &SourceRows<'_>, timeline: &SourceRows<'_>) -> Phrase {
    let last = timeline.last();
    Phrase::of(format!("end.{}", end.text("cause")), end)
        .with("month", end.figure("month"))
        .with("members", last.figure("members"))
        .with("trust", last.fact(How::Decimal, "trust"))
        .with("value", last.fact(How::Decimal, "value"))
        .with("delivered", last.fact(How::Decimal, "delivered"))
        .with("scale", Phrase::plain("scale.trust"))
        .with("value_scale", value_scale(timeline))
        .with("drift", last.fact(How::Decimal, "mission_drift"))
}

/// How many were at the table at the end, where that was another number than at the start.
fn left(timeline: &SourceRows<'_>) -> Option<Phrase> {
    let (first, last) = (timeline.first(), timeline.last());
    let key = match last.number("members") - first.number("members") {
        0.0 => return None,
        change if change < 0.0 => "end.fewer",
        _ => "end.more",
    };
    let said = Phrase::of(key, &last).with("then", first.figure("members"));
    Some(said.with("now", last.figure("members")))
}
