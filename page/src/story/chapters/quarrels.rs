//! Clashes and warnings.

use super::scenes::is_scene;
use super::stretches::direction;
use crate::story::fact::How;
use crate::story::phrase::{Phrase, when};
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// A change of standing that is worth a word.
const STANDING: f64 = 0.05;
/// A chapter of fewer months is not worth saying that nobody clashed.
const LONG: usize = 6;

/// Who clashed, how often, over what, and whether it was made up.
pub(super) fn clashes(sources: &Sources, months: (u32, u32)) -> Vec<Phrase> {
    let Some(rows) = sources.events("incident").and_then(|rows| rows.within(months)) else {
        return peace(sources, months).into_iter().collect();
    };
    match rows.count() {
        1 if is_scene(sources, &rows) => Vec::new(),
        1 => vec![one_clash(&rows)],
        _ => [Some(all_clashes(&rows)), worst_pair(&rows), mended(&rows)]
            .into_iter()
            .flatten()
            .collect(),
    }
}

/// That nobody clashed, where the months hold no clash: in mean-field runs there are some, and nobody who has them.
fn peace(sources: &Sources, months: (u32, u32)) -> Option<Phrase> {
    let rows = sources.rows(SourceTable::Timeline)?.within(months)?;
    let causes = [
        "incidents_means",
        "incidents_norms",
        "incidents_identity",
        "incidents_power",
    ];
    let is_quiet = causes
        .iter()
        .all(|column| rows.numbers(column).iter().all(|count| *count == 0.0));
    (is_quiet && rows.count() >= LONG).then(|| Phrase::of("clash.none", &rows))
}

fn one_clash(row: &SourceRows<'_>) -> Phrase {
    let end = if row.number("size") > 0.0 { "mended" } else { "open" };
    Phrase::of(format!("clash.one.{end}"), row)
        .with("member", row.name("member"))
        .with("partner", row.name("partner"))
        .with("topic", row.fact(How::Word, "cause"))
        .with("when", when(row))
}

fn all_clashes(rows: &SourceRows<'_>) -> Phrase {
    let most = rows.commonest(|row| row.text("cause"));
    let key = match most.count() {
        count if count == rows.count() => "clash.many.only",
        count if 5 * count >= 3 * rows.count() => "clash.many.mostly",
        _ => "clash.many.mixed",
    };
    let said = Phrase::of(key, rows).with("n", rows.n()).with("when", when(rows));
    said.with("topic", most.first().fact(How::Word, "cause"))
}

/// The two who clashed most, where they did so more than once.
fn worst_pair(rows: &SourceRows<'_>) -> Option<Phrase> {
    let pair = rows.commonest(|row| (row.text("member"), row.text("partner")));
    let key = match pair.count() {
        1 => return None,
        count if count == rows.count() => "clash.pair.only",
        count if 2 * count > rows.count() => "clash.pair.mostly",
        _ => "clash.pair.most",
    };
    let said = Phrase::of(key, rows)
        .with("member", pair.name("member"))
        .with("partner", pair.name("partner"));
    Some(said.with("n", pair.n()).with("when", when(&pair)))
}

fn mended(rows: &SourceRows<'_>) -> Option<Phrase> {
    let mended = rows.that(|row| row.number("size") > 0.0);
    match mended {
        None => Some(Phrase::of("clash.mended.none", rows)),
        Some(some) if some.count() == rows.count() => Some(Phrase::of("clash.mended.all", rows)),
        Some(some) => Some(Phrase::of("clash.mended.some", rows).with("n", some.n())),
    }
}

/// How often somebody at home spoke up, and how often somebody would have.
pub(super) fn warnings(sources: &Sources, months: (u32, u32)) -> Vec<Phrase> {
    let of_kind = |kind| sources.events(kind).and_then(|rows| rows.within(months));
    let (spoken, swallowed) = (of_kind("warning_spoken"), of_kind("warning_swallowed"));
    let all = match (&spoken, &swallowed) {
        (Some(spoken), Some(swallowed)) => Phrase::of("warning.both", spoken)
            .with("spoken", spoken.n())
            .with("swallowed", swallowed.n()),
        (Some(spoken), None) => Phrase::of("warning.spoken", spoken).with("n", spoken.n()),
        (None, Some(swallowed)) => Phrase::of("warning.swallowed", swallowed).with("n", swallowed.n()),
        (None, None) => return Vec::new(),
    };
    let quietest = swallowed.as_ref().and_then(quietest_home);
    let price = spoken.as_ref().and_then(|_| price(sources, months));
    [Some(all), quietest, price].into_iter().flatten().collect()
}

/// What those who warned paid with, or were given back: how freely they may speak at home.
fn price(sources: &Sources, months: (u32, u32)) -> Option<Phrase> {
    let rows = sources.rows(SourceTable::Timeline)?.within(months)?;
    let key = match direction(&rows, "standing", STANDING) {
        "fell" => "warning.paid",
        "rose" => "warning.regained",
        _ => return None,
    };
    let said = Phrase::of(key, &rows).with("from", rows.first().percent("standing"));
    Some(said.with("to", rows.last().percent("standing")))
}

/// The home that swallowed most, where one stands out.
fn quietest_home(swallowed: &SourceRows<'_>) -> Option<Phrase> {
    let home = swallowed.commonest(|row| row.text("member"));
    let others = swallowed.that(|row| row.text("member") != home.text("member"));
    let next = others.map_or(0, |others| others.commonest(|row| row.text("member")).count());
    let said = Phrase::of("warning.home", swallowed).with("member", home.name("member"));
    (home.count() > next.max(1)).then(|| said.with("n", home.n()))
}
