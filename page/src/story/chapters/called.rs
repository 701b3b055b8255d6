//! What they called it, and what it was.

use super::draft::Draft;
use super::lead::goal_words;
use crate::story::fact::How;
use crate::story::losses::BLAME;
use crate::story::phrase::Phrase;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;
use alliance_dynamics::alliance::Goal;

/// A smaller share of the trust lost is not worth a word.
const LEAST: f64 = 0.005;

/// How members would explain the trust that was lost, by what it went in truth, and what would have helped. None where none was
/// lost.
pub(super) fn called(sources: &Sources, goal: Goal) -> Option<Draft> {
    let losses = sources.rows(SourceTable::Losses)?;
    let otherwise = sources
        .rows(SourceTable::Causes)
        .and_then(|rows| rows.having("kind", "condition"));
    let otherwise = otherwise.map(|rows| rows.each().map(|row| without(&row, goal)).collect::<Vec<_>>());
    Some(Draft {
        heading: Some(Phrase::of("heading.called", &losses)),
        paragraphs: vec![
            said(&losses).into_iter().chain(was(&losses)).collect(),
            otherwise.unwrap_or_default(),
        ],
        ..Draft::default()
    })
}

/// What they would say: of what was lost at the table, for the talk they do not see.
fn said(losses: &SourceRows<'_>) -> Option<Phrase> {
    let blame = losses.having("channel", BLAME)?;
    if blame.number("share_at_table") < LEAST {
        return Some(Phrase::of("called.nothing", &blame));
    }
    Some(Phrase::of("called.said", losses).with("said", blame.percent("share_at_table")))
}

/// What it was, the heaviest first.
fn was(losses: &SourceRows<'_>) -> Vec<Phrase> {
    let worth: Option<SourceRows<'_>> = losses.that(|row| row.number("share") >= LEAST);
    let mut parts: Vec<SourceRows<'_>> = worth.iter().flat_map(|rows| rows.each()).collect();
    parts.sort_by(|one, other| other.number("share").total_cmp(&one.number("share")));
    let [first, rest @ ..] = parts.as_slice() else {
        return Vec::new();
    };
    let key = if first.number("share") > 0.5 {
        "called.mostly"
    } else {
        "called.most"
    };
    let first = named(key, first);
    let rest: Vec<Phrase> = rest.iter().map(|part| named("called.part", part)).collect();
    let rest = (!rest.is_empty()).then(|| Phrase::of("called.rest", losses).with("parts", rest));
    [Some(first), rest].into_iter().flatten().collect()
}

fn named(key: &str, part: &SourceRows<'_>) -> Phrase {
    Phrase::of(key, part)
        .with("what", part.fact(How::Word, "channel"))
        .with("share", part.percent("share"))
}

/// How the chances would have been without what holds all the time.
fn without(row: &SourceRows<'_>, goal: Goal) -> Phrase {
    Phrase::of(format!("why.condition.{}", row.text("what")), row)
        .with("with", row.percent("chance_with"))
        .with("without", row.percent("chance_without"))
        .with("goal", goal_words(goal))
}
