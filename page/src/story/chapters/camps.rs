//! Camps: when the members fell into them, who stood where, and when they came together again.

use crate::story::phrase::{Phrase, when};
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// Most members that are named at a split: all, but where a page would be a list of names.
const MOST_IN_CAMPS: usize = 40;

/// When the members fell into camps, who stood where, and whether they came together again.
pub(super) fn camps(sources: &Sources, months: (u32, u32)) -> Vec<Phrase> {
    let Some(splits) = sources.events("split").and_then(|rows| rows.within(months)) else {
        return reunion(sources, months, 0.0).into_iter().collect();
    };
    let (first, last) = (splits.first(), splits.last());
    let told = match splits.count() {
        1 => vec![split(sources, &first), sides(sources, "split.sides", &last)],
        _ => vec![
            Some(splitting(&splits)),
            sides(sources, "split.sides.first", &first),
            sides(sources, "split.sides.last", &last),
        ],
    };
    let reunion = reunion(sources, months, last.number("month"));
    told.into_iter().chain([reunion]).flatten().collect()
}

fn splitting(splits: &SourceRows<'_>) -> Phrase {
    let said = Phrase::of("split.many", splits).with("n", splits.n());
    said.with("when", when(splits))
}

fn split(sources: &Sources, row: &SourceRows<'_>) -> Option<Phrase> {
    let month = row.number("month") as u32;
    let then = sources.rows(SourceTable::Timeline)?.within((month, month))?;
    let said = Phrase::of("split.one", row).with("month", row.figure("month"));
    Some(said.with("camps", then.figure("blocs")))
}

/// Who stood in which camp in the month of a row, the largest first: all of them, also where there are more than two camps, or one
/// stands alone.
pub(super) fn sides(sources: &Sources, key: &str, row: &SourceRows<'_>) -> Option<Phrase> {
    let month = row.number("month") as u32;
    let present = sources
        .rows(SourceTable::Members)?
        .within((month, month))?
        .having("active", "true")?;
    let mut camps = Vec::new();
    let mut left = Some(present.clone());
    while let Some(rows) = left {
        let camp = rows.commonest(|row| row.text("bloc"));
        left = rows.that(|row| row.text("bloc") != camp.text("bloc"));
        camps.push(camp);
    }
    let [first, second, others @ ..] = camps.as_slice() else {
        return None;
    };
    let are_two = others.is_empty() && second.count() > 1;
    let said = |key: String| Phrase::of(key, &present).with("month", row.figure("month"));
    let told = match are_two {
        true => said(key.to_owned())
            .with("first", first.names("member"))
            .with("second", second.names("member")),
        false => said(format!("{key}.more")).with("camps", camps.iter().map(camp).collect::<Vec<_>>()),
    };
    (present.count() <= MOST_IN_CAMPS).then_some(told)
}

/// One camp of several, with its members.
fn camp(rows: &SourceRows<'_>) -> Phrase {
    let key = if rows.count() == 1 { "camp.one" } else { "camp.several" };
    Phrase::of(key, rows).with("members", rows.names("member"))
}

/// That the camps came together again after this month.
fn reunion(sources: &Sources, months: (u32, u32), after: f64) -> Option<Phrase> {
    let rows = sources.events("reunited")?.within(months)?;
    let last = rows.last();
    let said = Phrase::of("split.over", &last).with("month", last.figure("month"));
    (last.number("month") > after).then_some(said)
}
