//! What befell the alliance and what was decided: all but clashes, warnings and camps.

use super::lead::MOST_NAMES;
use crate::story::fact::How;
use crate::story::phrase::{Phrase, when};
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// What is told one by one up to this number in a chapter, and together beyond.
const ONE_BY_ONE: usize = 2;

/// Kinds that are told here.
const KINDS: [&str; 22] = [
    "phase",
    "steward_came",
    "steward_left",
    "arrival",
    "turned_away",
    "dial",
    "open_conversation",
    "celebration",
    "agreement",
    "story",
    "learning_agenda",
    "dissent",
    "set",
    "betrayal",
    "speak",
    "warn",
    "contribute",
    "visit",
    "concede",
    "rumour",
    "shock",
    "exit",
];

/// What happened in these months, in the order in which it came; what came often, where it first did.
pub(super) fn events(sources: &Sources, months: (u32, u32)) -> Vec<Phrase> {
    let of_kind = |kind| sources.events(kind)?.within(months).map(|rows| (kind, rows));
    let tell = |(kind, rows): (&'static str, SourceRows<'_>)| {
        if rows.count() > ONE_BY_ONE {
            vec![(rows.places()[0], together(kind, &rows))]
        } else {
            rows.each()
                .map(|row| (row.places()[0], one(sources, kind, &row)))
                .collect()
        }
    };
    let mut told: Vec<(usize, Phrase)> = KINDS.into_iter().filter_map(of_kind).flat_map(tell).collect();
    told.sort_by_key(|(place, _)| *place);
    told.into_iter().map(|(_, said)| said).collect()
}

fn together(kind: &str, rows: &SourceRows<'_>) -> Phrase {
    let has_names = ["arrival", "turned_away", "exit"].contains(&kind);
    let key = match has_names && rows.count() <= MOST_NAMES {
        true => format!("{kind}.named"),
        false => format!("{kind}.many"),
    };
    let said = Phrase::of(key, rows).with("n", rows.n()).with("when", when(rows));
    said.with("names", rows.names("member"))
}

fn one(sources: &Sources, kind: &str, row: &SourceRows<'_>) -> Phrase {
    let key = match kind {
        "phase" | "exit" | "shock" => format!("{kind}.{}", row.text("cause")),
        "rumour" if row.number("size") < 0.0 => "rumour.bad".to_owned(),
        "rumour" => "rumour.good".to_owned(),
        "speak" if row.number("size") < 0.0 => "speak.joins".to_owned(),
        "speak" => "speak.fair".to_owned(),
        _ => format!("{kind}.one"),
    };
    let said = Phrase::of(key, row)
        .with("month", row.figure("month"))
        .with("member", row.name("member"))
        .with("partner", row.name("partner"))
        .with("what", row.fact(How::Word, "cause"))
        .with("size", row.fact(How::Decimal, "size"))
        .with("percent", row.percent("size"))
        .with("months", row.figure("size"));
    match role(sources, row) {
        Some(steward) => said.with("role", steward.name("what")),
        None => said,
    }
}

/// The row of the steward whose coming or going this is: the events name it in a note only.
fn role<'a>(sources: &'a Sources, row: &SourceRows<'a>) -> Option<SourceRows<'a>> {
    let stewards = sources.rows(SourceTable::Causes)?.having("kind", "steward")?;
    let note = row.text("note");
    stewards
        .that(|steward| note.contains(&format!("the {} st", steward.text("what"))))
        .map(|rows| rows.first())
}
