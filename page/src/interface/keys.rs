//! The keys of a scenario that hold a number or a switch. The JSON Schema is the only list of them.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value as Json};

use alliance_dynamics::scenario::{Scenario, json_schema, may_be_changed};
use alliance_dynamics::simulation::loops::Switch;

static SCHEMA: LazyLock<Json> = LazyLock::new(json_schema);
static DEFAULTS: LazyLock<Json> = LazyLock::new(|| resolved(&Scenario::default()));

/// Items of longer lists are listed only where they have names.
const MOST_UNNAMED: usize = 64;

/// A key that can be changed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(super) struct ScenarioKey {
    key: String,
    /// The value after the changes.
    #[schemars(with = "Switch")]
    value: Json,
    /// The value as the file alone has it.
    #[schemars(with = "Switch")]
    written: Json,
    /// The value that a scenario has that does not say.
    #[schemars(with = "Switch")]
    default: Json,
    /// The least that a file may say; `null` where there is no bound.
    low: Option<f64>,
    /// The most that a file may say; `null` where there is no bound.
    high: Option<f64>,
    whole: bool,
    /// What it means, in English, as the JSON Schema says it.
    meaning: String,
}

/// Every number and switch of a scenario, beside what its file alone says.
pub(super) fn keys(scenario: &Scenario, written: &Scenario) -> Vec<ScenarioKey> {
    let (value, written) = (resolved(scenario), resolved(written));
    let mut keys = Vec::new();
    let Json::Object(tables) = &value else {
        return keys;
    };
    for (name, value) in tables.iter().filter(|(name, _)| may_be_changed(name)) {
        let at = KeyPlace {
            key: name.clone(),
            value,
            written: written.get(name),
            default: DEFAULTS.get(name),
            shapes: property(&[&SCHEMA], tables, name),
        };
        at.collect(&mut keys);
    }
    keys
}

fn resolved(scenario: &Scenario) -> Json {
    serde_json::to_value(scenario.resolved()).unwrap_or_default()
}

/// A value on the way down the tables.
struct KeyPlace<'a> {
    key: String,
    value: &'a Json,
    written: Option<&'a Json>,
    default: Option<&'a Json>,
    /// What the schema says of it: itself first, then what it refers to.
    shapes: Vec<&'a Json>,
}

impl KeyPlace<'_> {
    fn collect(&self, keys: &mut Vec<ScenarioKey>) {
        match self.value {
            Json::Object(table) => {
                for (name, value) in table {
                    self.below(name, value, property(&self.shapes, table, name))
                        .collect(keys);
                }
            }
            Json::Array(items) => self.items(items, keys),
            Json::Number(_) | Json::Bool(_) => keys.push(self.key()),
            Json::Null | Json::String(_) => {}
        }
    }

    fn items(&self, items: &[Json], keys: &mut Vec<ScenarioKey>) {
        let shapes: Vec<&Json> = self.shapes.iter().filter_map(|shape| shape.get("items")).collect();
        let shapes = spread(&shapes);
        let is_long = items.len() > MOST_UNNAMED;
        for (place, item) in items.iter().enumerate() {
            let named =
                identity(item).filter(|name| !items[..place].iter().any(|other| identity(other) == Some(*name)));
            if named.is_none() && is_long {
                continue;
            }
            let name = named.map_or_else(|| place.to_string(), str::to_owned);
            let same = |list: Option<&'_ Json>| -> Option<Json> { list.and_then(|list| item_of(list, &name)).cloned() };
            let (written, default) = (same(self.written), same(self.default));
            let at = KeyPlace {
                key: format!("{}.{name}", self.key),
                value: item,
                written: written.as_ref(),
                default: default.as_ref(),
                shapes: shapes.clone(),
            };
            at.collect(keys);
        }
    }

    fn below<'b>(&'b self, name: &str, value: &'b Json, shapes: Vec<&'b Json>) -> KeyPlace<'b> {
        KeyPlace {
            key: format!("{}.{name}", self.key),
            value,
            written: self.written.and_then(|written| written.get(name)),
            default: self.default.and_then(|default| default.get(name)),
            shapes,
        }
    }

    fn key(&self) -> ScenarioKey {
        let say = |word: &str| self.shapes.iter().find_map(|shape| shape.get(word));
        let written = self.written.unwrap_or(self.value);
        let default = self
            .default
            .or_else(|| say("default"))
            .filter(|default| !default.is_null());
        ScenarioKey {
            key: self.key.clone(),
            value: self.value.clone(),
            written: written.clone(),
            default: default.unwrap_or(written).clone(),
            low: say("minimum").and_then(Json::as_f64),
            high: say("maximum").and_then(Json::as_f64),
            whole: say("type").is_some_and(is_integer),
            meaning: say("description")
                .and_then(Json::as_str)
                .unwrap_or_default()
                .replace('\n', " "),
        }
    }
}

fn is_integer(kind: &Json) -> bool {
    let is_it = |kind: &Json| kind.as_str() == Some("integer");
    is_it(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is_it))
}

/// What an item of a list is picked by: its name or role.
fn identity(item: &Json) -> Option<&str> {
    let name = ["name", "role"].iter().find_map(|key| item.get(key)?.as_str());
    name.filter(|name| !name.is_empty())
}

fn item_of<'a>(list: &'a Json, name: &str) -> Option<&'a Json> {
    let items = list.as_array()?;
    let named = items.iter().find(|item| identity(item) == Some(name));
    named.or_else(|| items.get(name.parse::<usize>().ok()?))
}

/// What the schema says of a key of a table: of those tables only that may be meant.
fn property<'s>(shapes: &[&'s Json], table: &Map<String, Json>, key: &str) -> Vec<&'s Json> {
    let meant = shapes.iter().filter_map(|shape| {
        let properties = shape.get("properties")?;
        let kind = properties.get("kind").and_then(|kind| kind.get("const"));
        (kind.is_none() || kind == table.get("kind"))
            .then(|| properties.get(key))
            .flatten()
    });
    spread(&meant.collect::<Vec<_>>())
}

/// Schemas with all that they refer to.
fn spread<'s>(shapes: &[&'s Json]) -> Vec<&'s Json> {
    let mut all = Vec::new();
    for &shape in shapes {
        all.push(shape);
        let referred = shape.get("$ref").and_then(Json::as_str).and_then(definition);
        all.extend(referred.iter().flat_map(|shape| spread(&[shape])));
        let choices = ["anyOf", "oneOf", "allOf"]
            .iter()
            .filter_map(|word| shape.get(word)?.as_array());
        all.extend(choices.flatten().flat_map(|shape| spread(&[shape])));
    }
    all
}

fn definition(reference: &str) -> Option<&'static Json> {
    SCHEMA.pointer(reference.strip_prefix('#')?)
}
