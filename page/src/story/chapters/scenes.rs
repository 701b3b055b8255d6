//! One or two clashes, told as scenes.

use crate::story::fact::How;
use crate::story::phrase::{Phrase, when};
use crate::story::rows::SourceRows;
use crate::story::source_table::SourceTable;
use crate::story::sources::Sources;

/// Months that must lie between two scenes: two of the same quarrel are one too many.
const APART: f64 = 12.0;

/// The scenes that are played in these months, sentence after sentence.
pub(super) fn scenes(sources: &Sources, (first, last): (u32, u32)) -> Vec<Phrase> {
    let here = |clash: &SourceRows<'_>| (f64::from(first)..=f64::from(last)).contains(&clash.number("month"));
    let told = chosen(sources).into_iter().filter(here);
    told.flat_map(|clash| scene(sources, &clash)).collect()
}

/// Whether this clash is told as a scene.
pub(super) fn is_scene(sources: &Sources, clash: &SourceRows<'_>) -> bool {
    chosen(sources).iter().any(|scene| scene.places() == clash.places())
}

/// The first clash of the two who clashed most, and the last clash of all where that is long enough after it.
fn chosen(sources: &Sources) -> Vec<SourceRows<'_>> {
    let Some(clashes) = sources.events("incident") else {
        return Vec::new();
    };
    let first = clashes.commonest(pair).first();
    let last = clashes.last();
    match last.number("month") - first.number("month") >= APART {
        true => vec![first, last],
        false => vec![first],
    }
}

fn pair<'a>(clash: &SourceRows<'a>) -> (&'a str, &'a str) {
    (clash.text("member"), clash.text("partner"))
}

/// Who, over what, how it ended, what is said of it at home, and whether it is the last time.
fn scene(sources: &Sources, clash: &SourceRows<'_>) -> Vec<Phrase> {
    let end = if clash.number("size") > 0.0 { "mended" } else { "open" };
    let told = [Phrase::of(format!("scene.{}", clash.text("cause")), clash)
        .with("month", clash.figure("month"))
        .with("member", clash.name("member"))
        .with("partner", clash.name("partner"))];
    let after = [at_home(sources, clash), voice(sources, clash), again(sources, clash)];
    let ended = Phrase::of(format!("scene.{end}"), clash);
    told.into_iter()
        .chain([ended])
        .chain(after.into_iter().flatten())
        .collect()
}

/// How hostile the talk is at both their homes in that month.
fn at_home(sources: &Sources, clash: &SourceRows<'_>) -> Option<Phrase> {
    let month = clash.number("month") as u32;
    let homes = sources.rows(SourceTable::Members)?.within((month, month))?;
    let [own, other] = ["member", "partner"].map(|who| homes.having("member", clash.text(who)));
    let (own, other) = (own?, other?);
    let said = Phrase::of("scene.homes", clash)
        .with("member", own.name("member"))
        .with("own", own.fact(How::Decimal, "hostility"));
    let said = said.with("partner", other.name("member"));
    Some(
        said.with("other", other.fact(How::Decimal, "hostility"))
            .with("scale", Phrase::plain("scale.share")),
    )
}

/// Whether somebody at one of the two homes speaks up in that month, or would have.
fn voice(sources: &Sources, clash: &SourceRows<'_>) -> Option<Phrase> {
    let month = clash.number("month") as u32;
    let heard = |kind: &str| {
        let rows = sources.events(kind)?.within((month, month))?;
        let (member, partner) = pair(clash);
        rows.that(|row| [member, partner].contains(&row.text("member")))
    };
    let (key, row) = match (heard("warning_spoken"), heard("warning_swallowed")) {
        (Some(spoken), _) => ("scene.spoken", spoken.first()),
        (None, Some(swallowed)) => ("scene.swallowed", swallowed.first()),
        (None, None) => return None,
    };
    Some(Phrase::of(key, &row).with("home", row.name("member")))
}

/// How often the two clash again.
fn again(sources: &Sources, clash: &SourceRows<'_>) -> Option<Phrase> {
    let clashes = sources.events("incident")?;
    let (place, two) = (clash.places()[0], pair(clash));
    let later = clashes.that(|row| row.places()[0] > place && pair(row) == two);
    Some(match later {
        Some(later) => Phrase::of("scene.again", &later)
            .with("n", later.n())
            .with("when", when(&later)),
        None => Phrase::of("scene.last", clash),
    })
}
