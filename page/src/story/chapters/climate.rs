//! How the months were: trust, value, the tone at home.

use super::stretches::{NOTABLE, direction};
use crate::story::fact::How;
use crate::story::phrase::Phrase;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// A change of hostility at home that is worth a word.
const TONE: f64 = 0.03;
/// A change of value that is worth a word, as a share of the most the alliance ever added in a month.
const RETURNS: f64 = 0.15;

/// What trust, value and the tone at home did in these months.
pub(super) fn climate(sources: &Sources, months: (u32, u32)) -> Vec<Phrase> {
    let Some(timeline) = sources.rows(SourceTable::Timeline) else {
        return Vec::new();
    };
    let Some(rows) = timeline.within(months) else {
        return Vec::new();
    };
    let extreme = extreme(&timeline, &rows);
    [Some(weather(&timeline, &rows)), extreme, tone(&rows)]
        .into_iter()
        .flatten()
        .collect()
}

fn weather(timeline: &SourceRows<'_>, rows: &SourceRows<'_>) -> Phrase {
    let most = timeline.highest("value").number("value");
    let key = format!(
        "climate.{}.{}",
        direction(rows, "trust", NOTABLE),
        direction(rows, "value", RETURNS * most)
    );
    let (first, last) = (rows.first(), rows.last());
    Phrase::of(key, rows)
        .with("trust_from", first.fact(How::Decimal, "trust"))
        .with("trust_to", last.fact(How::Decimal, "trust"))
        .with("value_from", first.fact(How::Decimal, "value"))
        .with("value_to", last.fact(How::Decimal, "value"))
        .with("scale", Phrase::plain("scale.trust"))
        .with("value_scale", value_scale(timeline))
}

/// What a month's work is measured by: the best month of the run.
pub(super) fn value_scale(timeline: &SourceRows<'_>) -> Phrase {
    let best = timeline.highest("value").fact(How::Decimal, "value");
    Phrase::plain("scale.value").with("most", best)
}

/// Whether trust was at its highest or its lowest of all within these months.
fn extreme(timeline: &SourceRows<'_>, rows: &SourceRows<'_>) -> Option<Phrase> {
    let is_within = |row: &SourceRows<'_>| {
        let place = row.places();
        rows.places().contains(&place[0]) && place != rows.first().places() && place != rows.last().places()
    };
    let best = Some(timeline.highest("trust"))
        .filter(is_within)
        .map(|row| ("climate.best", row));
    let worst = Some(timeline.lowest("trust"))
        .filter(is_within)
        .map(|row| ("climate.worst", row));
    let (key, row) = best.or(worst)?;
    let said = Phrase::of(key, timeline).with("month", row.figure("month"));
    Some(said.with("trust", row.fact(How::Decimal, "trust")))
}

fn tone(rows: &SourceRows<'_>) -> Option<Phrase> {
    let way = direction(rows, "hostility", TONE);
    let said = Phrase::of(format!("tone.{way}"), rows)
        .with("from", rows.first().fact(How::Decimal, "hostility"))
        .with("to", rows.last().fact(How::Decimal, "hostility"))
        .with("scale", Phrase::plain("scale.share"));
    (way != "kept").then_some(said)
}
