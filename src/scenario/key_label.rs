//! What a key is called where people read it: on the axis of a chart.

use std::sync::LazyLock;

use serde_json::Value;

static SCHEMA: LazyLock<Value> = LazyLock::new(super::json_schema);

/// What a key means in a few words, with the bounds of its values where these are 0…1 or −1…1: the beginning of its doc comment, as
/// `alliance schema` has it. `None` for what is no key.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::key_label;
///
/// assert_eq!(key_label("gossip.rate").unwrap(), "How strongly a month of gossip moves trust");
/// assert_eq!(key_label("relations.trust_mean").unwrap(), "Mean trust (−1…1)");
/// assert_eq!(key_label("members.Town.voice").unwrap(), "Readiness to warn (0…1)");
/// assert_eq!(key_label("gosip.rate"), None);
/// ```
#[must_use]
pub fn key_label(key: &str) -> Option<String> {
    let about = said_of(key);
    let say = |word: &str| about.iter().find_map(|node| node.get(word));
    let doc = say("description")?.as_str()?.replace(['\n', '`'], " ");
    let words = beginning(&doc);
    let bounds = match (number(say("minimum")), number(say("maximum"))) {
        (Some(0.0), Some(1.0)) => " (0…1)",
        (Some(-1.0), Some(1.0)) => " (−1…1)",
        _ => "",
    };
    Some(words.split_whitespace().collect::<Vec<_>>().join(" ") + bounds)
}

/// The numbers that a key may have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct KeyBounds {
    pub(super) least: f64,
    pub(super) most: f64,
    pub(super) is_whole: bool,
}

impl Default for KeyBounds {
    fn default() -> Self {
        Self {
            least: f64::MIN,
            most: f64::MAX,
            is_whole: false,
        }
    }
}

/// The numbers that a key may have, as the schema says; `None` for what is no key.
pub(super) fn key_bounds(key: &str) -> Option<KeyBounds> {
    let about = said_of(key);
    let say = |word: &str| about.iter().find_map(|node| node.get(word));
    let any = KeyBounds::default();
    (!about.is_empty()).then(|| KeyBounds {
        least: number(say("minimum")).unwrap_or(any.least),
        most: number(say("maximum")).unwrap_or(any.most),
        is_whole: say("type").is_some_and(|kind| kind == "integer"),
    })
}

/// All that the schema says of a dotted key.
fn said_of(key: &str) -> Vec<&'static Value> {
    let mut about = vec![&*SCHEMA];
    for name in key.split('.') {
        about = about.iter().flat_map(|node| below(node, name)).collect();
    }
    about
}

/// More letters than an axis has room for.
const LONG: usize = 90;

/// The first sentence of a doc, without what explains it further.
fn beginning(doc: &str) -> &str {
    let sentence = doc.split_once(". ").map_or(doc, |(first, _)| first);
    let said = sentence.split([':', ';']).next().unwrap_or(sentence);
    let said = said.split(", −1…1").next().unwrap_or(said);
    let said = said.trim().trim_end_matches('.');
    match said.split_once(", ") {
        Some((first, _)) if said.chars().count() > LONG && !said.ends_with(", a month") => first,
        _ => said,
    }
}

fn number(value: Option<&Value>) -> Option<f64> {
    value?.as_f64()
}

/// What the schema says of a key below a node: at the key itself first, then of its kind of value. Any name picks an item of a list.
fn below(node: &'static Value, name: &str) -> Vec<&'static Value> {
    let at_key = |node: &'static Value| {
        node.get("properties")
            .and_then(|keys| keys.get(name))
            .or_else(|| node.get("items"))
    };
    kinds(node).into_iter().filter_map(at_key).flat_map(kinds).collect()
}

/// A node, and all that it stands for: what it refers to, and the forms that it may take.
fn kinds(node: &'static Value) -> Vec<&'static Value> {
    let mut kinds = vec![node];
    let mut next = 0;
    while let Some(node) = kinds.get(next).copied() {
        let named = node.get("$ref").and_then(Value::as_str);
        let named = named.and_then(|path| SCHEMA.pointer(path.trim_start_matches('#')));
        let forms = ["anyOf", "oneOf", "allOf"]
            .into_iter()
            .filter_map(|word| node.get(word)?.as_array());
        kinds.extend(named.into_iter().chain(forms.flatten()));
        next += 1;
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_a_mechanism_has_a_label_of_one_line() {
        let tables = SCHEMA["properties"].as_object().unwrap();
        let mut n_keys = 0;
        for table in tables.keys() {
            let keys = below(&SCHEMA, table)
                .into_iter()
                .filter_map(|node| node.get("properties")?.as_object());
            for key in keys.flat_map(|keys| keys.keys()) {
                let key = format!("{table}.{key}");
                let label = key_label(&key).unwrap_or_default();
                assert!((4..=110).contains(&label.chars().count()), "{key}: {label:?}");
                n_keys += 1;
            }
        }
        assert!(n_keys > 100, "{n_keys}");
    }

    #[test]
    fn units_stay_and_explanations_go() {
        let labels = [
            "goals.home_pull",
            "gossip.negativity",
            "dials.control",
            "experience.gain",
        ]
        .map(key_label);
        assert_eq!(
            labels.map(Option::unwrap),
            [
                "How fast a goal returns to what its own organisation wants, a month (0…1)",
                "How much louder bad news is than good",
                "Rules and checks (0…1)",
                "Trust won per unit of pleasant surprise",
            ]
        );
    }

    #[test]
    fn items_of_lists_and_forms_of_a_value_are_found() {
        assert_eq!(key_label("stewards.0.skill").unwrap(), "How good they are (0…1)");
        assert_eq!(
            key_label("relations.network.rewire").unwrap(),
            "Share of ties that lead elsewhere (0…1)"
        );
        assert_eq!(
            key_label("gossip"),
            Some("Talk behind the back of third parties".to_owned())
        );
        assert_eq!(key_label(""), None);
    }
}
