//! The chapters of a run: where its life is cut, and what they are called.

use crate::story::fact::How;
use crate::story::phrase::Phrase;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// A change of mean trust that is worth a word.
pub(super) const NOTABLE: f64 = 0.05;
/// A life of fewer months has one chapter.
const SHORT: u32 = 12;

/// A stretch of months that a chapter is about.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// Its first and last month, from 1.
    pub(super) months: (u32, u32),
    pub(super) is_last: bool,
    pub(super) heading: Phrase,
    pub(super) span: Phrase,
}

/// The chapters of a run, at most three.
pub(super) fn stretches(sources: &Sources) -> Vec<Stretch> {
    let Some(timeline) = sources.rows(SourceTable::Timeline) else {
        return Vec::new();
    };
    let lived = timeline.count() as u32;
    let mut first = 1;
    let mut stretches = Vec::new();
    for last in cuts(sources, &timeline).into_iter().chain([lived]) {
        stretches.extend(stretch(sources, (first, last), last == lived));
        first = last + 1;
    }
    stretches
}

/// The last months of all chapters but the last.
fn cuts(sources: &Sources, timeline: &SourceRows<'_>) -> Vec<u32> {
    let lived = timeline.count() as u32;
    if lived < SHORT {
        return Vec::new();
    }
    let least = (lived / 6).max(3);
    let early = early_turns(sources, timeline).into_iter().chain([lived / 3]);
    let Some(first) = early.into_iter().find(|month| (least..=lived / 2).contains(month)) else {
        return Vec::new();
    };
    let late = late_turns(sources).into_iter().chain([first + (lived - first) / 2]);
    let second = late
        .into_iter()
        .find(|month| (first + least..=lived - least).contains(month));
    [first].into_iter().chain(second).collect()
}

/// Months in which the beginning may have ended: the starting phase was over, somebody left, trust was at its highest.
fn early_turns(sources: &Sources, timeline: &SourceRows<'_>) -> Vec<u32> {
    let months = ["phase", "exit"].map(|kind| sources.events(kind).map(|rows| rows.first()));
    let turns = months.into_iter().flatten().chain([timeline.highest("trust")]);
    turns.map(|row| row.number("month") as u32).collect()
}

/// Months in which the end may have begun: the chances were settled, the members fell into camps.
fn late_turns(sources: &Sources) -> Vec<u32> {
    let settled = sources.settled().map(|rows| rows.first());
    let split = sources.events("split").map(|rows| rows.last());
    let turns = settled.into_iter().chain(split);
    turns.map(|row| row.number("month") as u32).collect()
}

fn stretch(sources: &Sources, months: (u32, u32), is_last: bool) -> Option<Stretch> {
    let rows = sources.rows(SourceTable::Timeline)?.within(months)?;
    let key = match (months.0, is_last) {
        (_, true) => format!("heading.{}", sources.events("end")?.text("cause")),
        (1, false) => "heading.start".to_owned(),
        _ => format!("heading.{}", direction(&rows, "trust", NOTABLE)),
    };
    let span = Phrase::of("span", &rows);
    Some(Stretch {
        months,
        is_last,
        heading: Phrase::of(key, &rows),
        span: span
            .with("first", rows.fact(How::Lowest, "month"))
            .with("last", rows.fact(How::Highest, "month")),
    })
}

/// Which way a measure went over some months.
pub(super) fn direction(rows: &SourceRows<'_>, column: &str, notable: f64) -> &'static str {
    match rows.last().number(column) - rows.first().number(column) {
        change if change >= notable => "rose",
        change if change <= -notable => "fell",
        _ => "kept",
    }
}
