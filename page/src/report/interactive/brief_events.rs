//! Events of a run in brief: there may be thousands, and most say nothing that is not in a few numbers.

use serde_json::{Value, json};

/// Kinds whose note the page does without, for it has words of its own for them.
const WORDED: [&str; 4] = ["incident", "rumour", "warning_spoken", "warning_swallowed"];

/// The same world with its events as rows of numbers: month, and the places of kind, member, partner and cause in their lists;
/// then the size, and the note where it says more.
pub(super) fn brief_events(mut world: Value) -> Value {
    let members = world["members"].clone();
    let (mut kinds, mut causes) = (Vec::new(), Vec::new());
    let events = world["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    let rows: Vec<Value> = events
        .iter()
        .map(|event| {
            let mut row = vec![
                event["month"].clone(),
                place(&mut kinds, &event["kind"]),
                member(&members, &event["member"]),
                member(&members, &event["partner"]),
                place(&mut causes, &event["cause"]),
                event["size"].clone(),
            ];
            if !WORDED.iter().any(|kind| event["kind"] == *kind) {
                row.push(event["note"].clone());
            }
            Value::Array(row)
        })
        .collect();
    world["events"] = json!({ "kinds": kinds, "causes": causes, "rows": rows });
    world
}

/// The place of a word in a list, where it is put if it is new.
fn place(list: &mut Vec<Value>, word: &Value) -> Value {
    let known = list.iter().position(|known| known == word);
    let place = known.unwrap_or(list.len());
    if place == list.len() {
        list.push(word.clone());
    }
    place.into()
}

/// The number of a member; −1 where nobody is meant.
fn member(members: &Value, name: &Value) -> Value {
    let place = members
        .as_array()
        .and_then(|members| members.iter().position(|member| member == name));
    place.map_or(json!(-1), Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_said_once() {
        let event = |kind: &str, member: &str, note: &str| json!({ "month": 3, "kind": kind, "member": member, "partner": "", "cause": "", "size": null, "note": note });
        let events = [
            event("exit", "B", "B leaves"),
            event("rumour", "A", "A speaks"),
            event("exit", "A", "A leaves"),
        ];
        let brief = brief_events(json!({ "members": ["A", "B"], "events": events }));
        let rows = json!([
            [3, 0, 1, -1, 0, null, "B leaves"],
            [3, 1, 0, -1, 0, null],
            [3, 0, 0, -1, 0, null, "A leaves"]
        ]);
        assert_eq!(
            brief["events"],
            json!({ "kinds": ["exit", "rumour"], "causes": [""], "rows": rows })
        );
    }
}
