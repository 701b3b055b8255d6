//! Events of a run in brief: there may be thousands, and most say nothing that is not in a few numbers.

use schemars::JsonSchema;
use serde::Serialize;

use crate::replay::ReplayedRun;
use alliance_studies::experiment::EventRow;

/// Kinds whose note the page does without, for it has words of its own for them.
const WORDED: [&str; 4] = ["incident", "rumour", "warning_spoken", "warning_swallowed"];

/// A run with its events in brief.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ReplayedWorld<'a> {
    #[serde(flatten)]
    pub(super) run: ReplayedRun<'a>,
    pub(super) events: BriefEvents,
}

/// Events without what can be said again.
#[derive(Debug, Default, PartialEq, Serialize, JsonSchema)]
pub(super) struct BriefEvents {
    kinds: Vec<&'static str>,
    causes: Vec<&'static str>,
    rows: Vec<BriefEvent>,
}

/// The month; places in `kinds`, in `members` (−1 where nobody is meant) twice, and in `causes`; the size; and the note, but of the
/// commonest kinds, which the page has words of its own for.
#[derive(Debug, PartialEq, Serialize, JsonSchema)]
#[schemars(extend("minItems" = 6))]
struct BriefEvent(
    u32,
    usize,
    i64,
    i64,
    usize,
    Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    Option<String>,
);

impl BriefEvents {
    /// These events, of a run with these members.
    pub(super) fn of(events: Vec<EventRow<'_>>, members: &[String]) -> Self {
        let mut brief = Self::default();
        for event in events {
            let row = BriefEvent(
                event.month,
                place(&mut brief.kinds, event.kind),
                number(members, event.member),
                number(members, event.partner),
                place(&mut brief.causes, event.cause),
                event.size,
                (!WORDED.contains(&event.kind)).then_some(event.note),
            );
            brief.rows.push(row);
        }
        brief
    }
}

/// The place of a word in a list, where it is put if it is new.
fn place(list: &mut Vec<&'static str>, word: &'static str) -> usize {
    let known = list.iter().position(|known| *known == word);
    known.unwrap_or_else(|| {
        list.push(word);
        list.len() - 1
    })
}

/// The number of a member; −1 where nobody is meant.
fn number(members: &[String], name: &str) -> i64 {
    let place = members.iter().position(|member| member == name);
    place.map_or(-1, |place| place as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_word_is_said_once() {
        let events = [
            ("exit", "B", "B leaves"),
            ("rumour", "A", "A speaks"),
            ("exit", "A", "A leaves"),
        ];
        let events = events.map(|(kind, member, note)| EventRow {
            month: 3,
            kind,
            member,
            partner: "",
            cause: "",
            size: None,
            note: note.to_owned(),
        });
        let brief = BriefEvents::of(events.into(), &["A".to_owned(), "B".to_owned()]);
        let rows = json!([
            [3, 0, 1, -1, 0, null, "B leaves"],
            [3, 1, 0, -1, 0, null],
            [3, 0, 0, -1, 0, null, "A leaves"]
        ]);
        assert_eq!(
            serde_json::to_value(brief).unwrap(),
            json!({ "kinds": ["exit", "rumour"], "causes": [""], "rows": rows })
        );
    }
}
