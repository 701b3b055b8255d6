//! Who they were, how it ended, and what the odds had been.

use super::pictures::Picture;
use super::{Draft, Language};
use crate::report::fact::How;
use crate::report::record::{Record, RecordTable, Rows};
use crate::report::said::Said;
use alliance_dynamics::alliance::Goal;

/// Most names that a sentence lists.
pub(super) const MOST_NAMES: usize = 8;

/// The lead of a story.
pub(super) fn lead(record: &Record, goal: Goal, language: Language) -> Draft {
    let sentences = [who(record), how_it_ended(record), odds(record, goal)];
    Draft {
        paragraphs: vec![sentences.into_iter().flatten().collect()],
        pictures: Picture::of_climate(record, language),
        ..Draft::default()
    }
}

fn who(record: &Record) -> Option<Said> {
    let founders = record.rows(RecordTable::Members)?.within((1, 1))?;
    let founders = founders.having("active", "true").unwrap_or(founders);
    let names = founders.names("member");
    let (key, named) = if names.len() <= MOST_NAMES {
        ("lead.few", names)
    } else {
        ("lead.many", names.into_iter().take(3).collect())
    };
    Some(Said::of(key, &founders).with("names", named).with("n", founders.n()))
}

fn how_it_ended(record: &Record) -> Option<Said> {
    let end = record.events("end")?;
    let said = Said::of(format!("lead.{}", end.text("cause")), &end);
    Some(said.with("months", end.fact(How::Number, "month")))
}

/// What the chance was at the founding, and whether the end went with it or against it.
fn odds(record: &Record, goal: Goal) -> Option<Said> {
    let chances = record.rows(RecordTable::Chances)?;
    let first = chances.first();
    let chance = first.number("chance");
    let met = is_met(&chances);
    let how = match (met, chance) {
        (_, chance) if (0.35..=0.65).contains(&chance) => "open",
        (true, chance) if chance < 0.5 => "against.met",
        (false, chance) if chance > 0.5 => "against.failed",
        (true, _) => "expected.met",
        (false, _) => "expected.failed",
    };
    let said = Said::of(format!("odds.{how}"), &first).with("chance", first.percent("chance"));
    Some(said.with("goal", goal_words(goal)))
}

/// Whether the run met the goal: by the end it is certain.
pub(super) fn is_met(chances: &Rows<'_>) -> bool {
    chances.last().number("chance") > 0.5
}

/// What was hoped for.
pub(super) fn goal_words(goal: Goal) -> Said {
    Said::plain(format!("goal.{}", goal.name()))
}
