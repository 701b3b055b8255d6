//! How the months were: trust, value, the tone at home.

use super::phases::{NOTABLE, direction};
use crate::report::fact::How;
use crate::report::record::{Record, RecordTable, Rows};
use crate::report::said::Said;

/// A change of hostility at home that is worth a word.
const TONE: f64 = 0.03;
/// A change of value that is worth a word, as a share of the most the alliance ever added in a month.
const RETURNS: f64 = 0.15;

/// What trust, value and the tone at home did in these months.
pub(super) fn climate(record: &Record, months: (u32, u32)) -> Vec<Said> {
    let Some(timeline) = record.rows(RecordTable::Timeline) else {
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

fn weather(timeline: &Rows<'_>, rows: &Rows<'_>) -> Said {
    let most = timeline.highest("value").number("value");
    let key = format!(
        "climate.{}.{}",
        direction(rows, "trust", NOTABLE),
        direction(rows, "value", RETURNS * most)
    );
    let (first, last) = (rows.first(), rows.last());
    Said::of(key, rows)
        .with("trust_from", first.fact(How::Decimal, "trust"))
        .with("trust_to", last.fact(How::Decimal, "trust"))
        .with("value_from", first.fact(How::Decimal, "value"))
        .with("value_to", last.fact(How::Decimal, "value"))
}

/// Whether trust was at its highest or its lowest of all within these months.
fn extreme(timeline: &Rows<'_>, rows: &Rows<'_>) -> Option<Said> {
    let is_within = |row: &Rows<'_>| {
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
    let said = Said::of(key, timeline).with("month", row.figure("month"));
    Some(said.with("trust", row.fact(How::Decimal, "trust")))
}

fn tone(rows: &Rows<'_>) -> Option<Said> {
    let way = direction(rows, "hostility", TONE);
    let said = Said::of(format!("tone.{way}"), rows)
        .with("from", rows.first().fact(How::Decimal, "hostility"))
        .with("to", rows.last().fact(How::Decimal, "hostility"));
    (way != "kept").then_some(said)
}
