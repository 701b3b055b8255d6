//! What lies beneath: whether the goal was clear, and what was kept under the waterline.

use super::stretches::{Stretch, direction};
use crate::story::fact::{Fact, How};
use crate::story::phrase::Phrase;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// A change of goal clarity that is worth a word.
const CLARITY: f64 = 0.1;
/// A goal that stayed above is clear, one that stayed below the other is vague.
const CLEAR: f64 = 0.7;
const VAGUE: f64 = 0.35;
/// A change of what is hidden that is worth a word, and as much as is worth one where it stays.
const HIDDEN: f64 = 0.05;

/// What goal clarity and hidden goals did in these months; where they never moved, the last chapter says so.
pub(super) fn beneath(sources: &Sources, stretch: &Stretch) -> Vec<Phrase> {
    let Some(timeline) = sources.rows(SourceTable::Timeline) else {
        return Vec::new();
    };
    let Some(rows) = timeline.within(stretch.months) else {
        return Vec::new();
    };
    let whole = stretch.is_last.then_some(&timeline);
    [goal(&rows, whole), hidden(&rows, whole)]
        .into_iter()
        .flatten()
        .collect()
}

fn goal(rows: &SourceRows<'_>, whole: Option<&SourceRows<'_>>) -> Option<Phrase> {
    match direction(rows, "goal_clarity", CLARITY) {
        "kept" => whole.and_then(unmoved_goal),
        way => Some(from_to(format!("goal.{way}"), rows, |row| {
            row.fact(How::Decimal, "goal_clarity")
        })),
    }
}

/// That the goal was clear, or vague, in every month of the run.
fn unmoved_goal(timeline: &SourceRows<'_>) -> Option<Phrase> {
    let key = if timeline.lowest("goal_clarity").number("goal_clarity") >= CLEAR {
        "goal.clear"
    } else if timeline.highest("goal_clarity").number("goal_clarity") <= VAGUE {
        "goal.vague"
    } else {
        return None;
    };
    let to = timeline.last().fact(How::Decimal, "goal_clarity");
    Some(
        Phrase::of(key, timeline)
            .with("to", to)
            .with("scale", Phrase::plain("scale.share")),
    )
}

fn hidden(rows: &SourceRows<'_>, whole: Option<&SourceRows<'_>>) -> Option<Phrase> {
    match direction(rows, "hidden", HIDDEN) {
        "kept" => {
            let timeline = whole.filter(|timeline| timeline.lowest("hidden").number("hidden") >= HIDDEN)?;
            Some(Phrase::of("hidden.kept", timeline).with("to", timeline.last().percent("hidden")))
        }
        way => Some(from_to(format!("hidden.{way}"), rows, |row| row.percent("hidden"))),
    }
}

fn from_to(key: String, rows: &SourceRows<'_>, fact: impl Fn(&SourceRows<'_>) -> Fact) -> Phrase {
    Phrase::of(key, rows)
        .with("from", fact(&rows.first()))
        .with("to", fact(&rows.last()))
        .with("scale", Phrase::plain("scale.share"))
}
