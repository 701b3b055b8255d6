//! The chapters of a run: where its life is cut, and what they are called.

use crate::report::fact::How;
use crate::report::record::{Record, RecordTable, Rows};
use crate::report::said::Said;

/// A change of mean trust that is worth a word.
pub(super) const NOTABLE: f64 = 0.05;
/// A life of fewer months has one chapter.
const SHORT: u32 = 12;

/// A stretch of months that a chapter is about.
#[derive(Debug, Clone)]
pub(super) struct Phase {
    /// Its first and last month, from 1.
    pub(super) months: (u32, u32),
    pub(super) is_last: bool,
    pub(super) heading: Said,
    pub(super) span: Said,
}

/// The chapters of a run, at most three.
pub(super) fn phases(record: &Record) -> Vec<Phase> {
    let Some(timeline) = record.rows(RecordTable::Timeline) else {
        return Vec::new();
    };
    let lived = timeline.count() as u32;
    let mut first = 1;
    let mut phases = Vec::new();
    for last in cuts(record, &timeline).into_iter().chain([lived]) {
        phases.extend(phase(record, (first, last), last == lived));
        first = last + 1;
    }
    phases
}

/// The last months of all chapters but the last.
fn cuts(record: &Record, timeline: &Rows<'_>) -> Vec<u32> {
    let lived = timeline.count() as u32;
    if lived < SHORT {
        return Vec::new();
    }
    let least = (lived / 6).max(3);
    let early = early_turns(record, timeline).into_iter().chain([lived / 3]);
    let Some(first) = early.into_iter().find(|month| (least..=lived / 2).contains(month)) else {
        return Vec::new();
    };
    let late = late_turns(record).into_iter().chain([first + (lived - first) / 2]);
    let second = late
        .into_iter()
        .find(|month| (first + least..=lived - least).contains(month));
    [first].into_iter().chain(second).collect()
}

/// Months in which the beginning may have ended: the starting phase was over, somebody left, trust was at its highest.
fn early_turns(record: &Record, timeline: &Rows<'_>) -> Vec<u32> {
    let months = ["phase", "exit"].map(|kind| record.events(kind).map(|rows| rows.first()));
    let turns = months.into_iter().flatten().chain([timeline.highest("trust")]);
    turns.map(|row| row.number("month") as u32).collect()
}

/// Months in which the end may have begun: the chances were settled, the members fell into camps.
fn late_turns(record: &Record) -> Vec<u32> {
    let settled = settled(record).map(|rows| rows.first());
    let split = record.events("split").map(|rows| rows.last());
    let turns = settled.into_iter().chain(split);
    turns.map(|row| row.number("month") as u32).collect()
}

/// The months from which on the chance to meet the goal stayed where the run ended: under 10 %, or above 90 %.
pub(super) fn settled(record: &Record) -> Option<Rows<'_>> {
    const FAR: f64 = 0.1;
    let chances = record.rows(RecordTable::Chances)?;
    let end = chances.last().number("chance").round();
    let is_open = |row: &Rows<'_>| (row.number("chance") - end).abs() >= FAR;
    let after = chances.that(is_open).map_or(-1.0, |open| open.last().number("month"));
    chances.that(|row| row.number("month") > after)
}

fn phase(record: &Record, months: (u32, u32), is_last: bool) -> Option<Phase> {
    let rows = record.rows(RecordTable::Timeline)?.within(months)?;
    let key = match (months.0, is_last) {
        (_, true) => format!("heading.{}", record.events("end")?.text("cause")),
        (1, false) => "heading.start".to_owned(),
        _ => format!("heading.{}", direction(&rows, "trust", NOTABLE)),
    };
    let span = Said::of("span", &rows);
    Some(Phase {
        months,
        is_last,
        heading: Said::of(key, &rows),
        span: span
            .with("first", rows.fact(How::Lowest, "month"))
            .with("last", rows.fact(How::Highest, "month")),
    })
}

/// Which way a measure went over some months.
pub(super) fn direction(rows: &Rows<'_>, column: &str, notable: f64) -> &'static str {
    match rows.last().number(column) - rows.first().number(column) {
        change if change >= notable => "rose",
        change if change <= -notable => "fell",
        _ => "kept",
    }
}
