//! Who they were, how it ended, and what the odds had been.

use super::draft::Draft;
use crate::language::Language;
use crate::story::fact::How;
use crate::story::phrase::Phrase;
use crate::story::pictures::StoryPicture;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;
use alliance_dynamics::alliance::Goal;

/// Most names that a sentence lists.
pub(super) const MOST_NAMES: usize = 8;

/// The lead of a story.
pub(super) fn lead(sources: &Sources, goal: Goal, language: Language) -> Draft {
    let sentences = [who(sources), how_it_ended(sources), odds(sources, goal)];
    Draft {
        paragraphs: vec![sentences.into_iter().flatten().collect()],
        pictures: StoryPicture::of_climate(sources, language),
        ..Draft::default()
    }
}

fn who(sources: &Sources) -> Option<Phrase> {
    let founders = sources.rows(SourceTable::Members)?.within((1, 1))?;
    let founders = founders.having("active", "true").unwrap_or(founders);
    let names = founders.names("member");
    let (key, named) = if names.len() <= MOST_NAMES {
        ("lead.few", names)
    } else {
        ("lead.many", names.into_iter().take(3).collect())
    };
    Some(Phrase::of(key, &founders).with("names", named).with("n", founders.n()))
}

fn how_it_ended(sources: &Sources) -> Option<Phrase> {
    let end = sources.events("end")?;
    let said = Phrase::of(format!("lead.{}", end.text("cause")), &end);
    Some(said.with("months", end.fact(How::Number, "month")))
}

/// What the chance was at the founding, and whether the end went with it or against it.
fn odds(sources: &Sources, goal: Goal) -> Option<Phrase> {
    let chances = sources.rows(SourceTable::Chances)?;
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
    let said = Phrase::of(format!("odds.{how}"), &first).with("chance", first.percent("chance"));
    Some(said.with("goal", goal_words(goal)))
}

/// Whether the run met the goal: by the end it is certain.
pub(super) fn is_met(chances: &SourceRows<'_>) -> bool {
    chances.last().number("chance") > 0.5
}

/// What was hoped for.
pub(super) fn goal_words(goal: Goal) -> Phrase {
    Phrase::plain(format!("goal.{}", goal.name()))
}
