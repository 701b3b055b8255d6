//! What it hung on.

use super::draft::Draft;
use super::lead::{goal_words, is_met};
use crate::language::Language;
use crate::language::act_key;
use crate::story::fact::How;
use crate::story::phrase::{Phrase, when_done};
use crate::story::pictures::StoryPicture;
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;
use alliance_dynamics::alliance::Goal;

/// The last chapter: how the chances went, and what the run hung on.
pub(super) fn why(sources: &Sources, goal: Goal, language: Language) -> Option<Draft> {
    let causes = sources.rows(SourceTable::Causes)?;
    let chances = sources.rows(SourceTable::Chances)?;
    let acts = causes.that(|row| !["mechanism", "condition"].contains(&row.text("kind")));
    let mechanisms = causes.having("kind", "mechanism");
    let weighed = acts
        .map(|acts| on_acts(&acts, goal, is_met(&chances)))
        .unwrap_or_default();
    let going_on = mechanisms.map(|rows| on_mechanisms(&rows.first(), goal, is_met(&chances)));
    Some(Draft {
        heading: Some(Phrase::of("heading.why", &chances)),
        span: None,
        paragraphs: vec![
            on_chances(sources, &chances, goal),
            weighed,
            going_on
                .into_iter()
                .flatten()
                .chain(honesty(&causes, &chances))
                .collect(),
        ],
        pictures: StoryPicture::of_chances(sources, language).into_iter().collect(),
    })
}

/// How the chances went, and when they were settled.
fn on_chances(sources: &Sources, chances: &SourceRows<'_>, goal: Goal) -> Vec<Phrase> {
    let end = if is_met(chances) { "met" } else { "failed" };
    let far = match is_met(chances) {
        true => chances.lowest("chance"),
        false => chances.highest("chance"),
    };
    let turn = Phrase::of(format!("why.far.{end}"), chances)
        .with("month", far.figure("month"))
        .with("chance", far.percent("chance"))
        .with("goal", goal_words(goal));
    let at_start = far.number("month") == 0.0;
    let settled = sources.settled().map(|rows| when_settled(&rows, chances, end));
    Some(turn).filter(|_| !at_start).into_iter().chain(settled).collect()
}

fn when_settled(rows: &SourceRows<'_>, chances: &SourceRows<'_>, end: &str) -> Phrase {
    let from = rows.number("month");
    let over = chances.last().number("month");
    let key = match from {
        0.0 => format!("why.always.{end}"),
        from if from + 3.0 > over => format!("why.late.{end}"),
        _ => format!("why.settled.{end}"),
    };
    let outer = match end {
        "met" => rows.lowest("chance"),
        _ => rows.highest("chance"),
    };
    Phrase::of(key, rows)
        .with("month", rows.first().figure("month"))
        .with("chance", outer.percent("chance"))
}

/// What the run hung on most, and what would have become of it otherwise.
fn on_acts(acts: &SourceRows<'_>, goal: Goal, is_met: bool) -> Vec<Phrase> {
    let sure = acts.that(|row| is_sure(row, is_met));
    let Some(first) = sure.as_ref().map(|rows| rows.first()) else {
        let first = acts.first();
        return vec![Phrase::of("why.nothing", &first).with("act", act(&first))];
    };
    let next = sure.and_then(|rows| rows.that(|row| (2.0..=3.0).contains(&row.number("rank"))));
    let next = next.map(|next| {
        let acts: Vec<Phrase> = next.each().map(|row| act(&row)).collect();
        Phrase::of("why.next", &next).with("acts", acts)
    });
    let mut told = vec![
        Phrase::of("why.first", &first).with("act", act(&first)),
        odds(&first, goal),
        margin(&first),
    ];
    told.push(otherwise(&first));
    told.extend(next);
    told
}

/// Whether a cause pushed the run to its end for sure: its interval holds no change the other way, and not none.
fn is_sure(row: &SourceRows<'_>, is_met: bool) -> bool {
    if is_met {
        row.number("change_high") < 0.0
    } else {
        row.number("change_low") > 0.0
    }
}

/// The chances with and without a cause.
fn odds(row: &SourceRows<'_>, goal: Goal) -> Phrase {
    Phrase::of("why.odds", row)
        .with("with", row.percent("chance_with"))
        .with("without", row.percent("chance_without"))
        .with("goal", goal_words(goal))
}

/// How sure that is: the nearer and the farther end of the interval of the change.
fn margin(row: &SourceRows<'_>) -> Phrase {
    let (near, far) = match row.number("change") < 0.0 {
        true => ("change_high", "change_low"),
        false => ("change_low", "change_high"),
    };
    let said = Phrase::of("why.margin", row).with("near", row.fact(How::Size, near));
    said.with("far", row.fact(How::Size, far))
}

/// How the same luck would have ended without it.
fn otherwise(row: &SourceRows<'_>) -> Phrase {
    let outcome = row.text("outcome_without");
    let how = if row.text("flips") == "true" { "turned" } else { "same" };
    let ending = Phrase::of(format!("ending.{outcome}"), row).with("months", row.figure("months_without"));
    Phrase::of(format!("why.otherwise.{how}"), row).with("ending", ending)
}

/// What went on all the time and weighed most.
fn on_mechanisms(row: &SourceRows<'_>, goal: Goal, is_met: bool) -> Option<Phrase> {
    let key = match (is_sure(row, is_met), is_met) {
        (false, _) => return None,
        (true, true) => "why.mechanism.met",
        (true, false) => "why.mechanism.failed",
    };
    let said = Phrase::of(key, row)
        .with("what", row.fact(How::Word, "what"))
        .with("with", row.percent("chance_with"));
    Some(
        said.with("without", row.percent("chance_without"))
            .with("goal", goal_words(goal)),
    )
}

/// That chances are chances: how many futures what weighed most was judged by, and how far off the chance after a month may be.
fn honesty(causes: &SourceRows<'_>, chances: &SourceRows<'_>) -> [Phrase; 2] {
    let (first, founding) = (causes.first(), chances.first());
    let margin = Phrase::of("why.interval", &founding)
        .with("chance", founding.percent("chance"))
        .with("low", founding.percent("low"))
        .with("high", founding.percent("high"));
    [
        Phrase::of("why.honest", &first).with("n", first.figure("futures")),
        margin,
    ]
}

/// An act in words.
fn act(row: &SourceRows<'_>) -> Phrase {
    let said = Phrase::of(act_key(row.text("kind"), row.text("what")), row)
        .with("member", row.name("member"))
        .with("partner", row.name("partner"))
        .with("what", row.fact(How::Word, "what"))
        .with("role", row.name("what"));
    said.with("when", when_done(row))
}
