//! How schemars writes each form, and that the walker reads all of it.

use serde_json::json;

use super::super::{Document, Schema, Source};
use crate::scenario::file::ScenarioFile;

use super::sample::{Sample, assert_message, schema};

#[test]
fn schemars_writes_these_forms() {
    let json = schemars::schema_for!(Sample);
    assert_message("schema", &serde_json::to_string_pretty(&json).unwrap());
}

#[test]
fn nothing_in_the_schema_is_left_unread() {
    assert_eq!(schema().unread(), [""; 0]);
    assert_eq!(Schema::of::<ScenarioFile>().unread(), [""; 0]);
}

#[test]
fn what_is_not_understood_is_named() {
    assert_eq!(
        Schema::new(&json!({ "type": "string", "pattern": "^a" })).unread(),
        ["pattern"]
    );
    assert_eq!(
        Schema::new(&json!({ "$ref": "#/$defs/Lost" })).unread(),
        ["#/$defs/Lost"]
    );
}

#[test]
fn a_definition_may_hold_itself() {
    let node = json!({ "type": "object", "properties": { "next": { "$ref": "#/$defs/Node" } } });
    let schema = json!({ "$ref": "#/$defs/Node", "$defs": { "Node": node } });
    assert_eq!(problems("next.next.next = {}", &schema), [""; 0]);
    assert_eq!(
        problems("next.next.last = {}", &schema),
        ["unknown key `last` in [next.next]"]
    );
}

#[test]
fn enumerated_key_names_are_the_only_keys() {
    let share = json!({ "type": "number", "maximum": 1 });
    let schema = json!({ "type": "object", "propertyNames": { "enum": ["a", "b"] }, "additionalProperties": share });
    assert_eq!(
        problems("a = 1\nb = 2\nc = 3", &schema),
        ["`b` is out of range", "unknown key `c`"]
    );
}

#[test]
fn tables_without_a_kind_are_told_apart_by_their_keys() {
    let shock = json!({ "type": "object", "properties": { "shock": { "type": "integer" } }, "required": ["shock"] });
    let leave = json!({ "type": "object", "properties": { "leave": { "type": "string" } }, "required": ["leave"] });
    let schema = json!({ "oneOf": [shock, leave] });
    assert_eq!(problems("leave = 3", &schema), ["`leave` has the wrong type"]);
    assert_eq!(problems("shock = 3", &schema), [""; 0]);
}

#[test]
fn parts_of_a_table_are_combined() {
    let part = json!({ "type": "object", "properties": { "a": { "type": "integer" } }, "required": ["a"] });
    let schema = json!({ "allOf": [part], "type": "object", "properties": { "b": { "type": "integer" } } });
    assert_eq!(
        problems("b = 1\nc = 1", &schema),
        ["missing key `a`", "unknown key `c`"]
    );
}

#[test]
fn places_of_a_list_have_their_own_shapes() {
    let pair = json!({ "prefixItems": [{ "type": "string" }, { "type": "boolean" }], "minItems": 2, "maxItems": 2 });
    let mut pair = pair;
    pair["type"] = json!("array");
    let schema = json!({ "type": "object", "properties": { "pair": pair } });
    assert_eq!(problems("pair = [\"a\", true]", &schema), [""; 0]);
    assert_eq!(
        problems("pair = [\"a\", 1]", &schema),
        ["item 2 of `pair` has the wrong type"]
    );
    assert_eq!(problems("pair = [\"a\"]", &schema), ["`pair` has the wrong length"]);
}

#[test]
fn open_tables_take_any_key() {
    assert_eq!(problems("a.b = [nan]", &json!({ "type": "object" })), [""; 0]);
    assert_eq!(problems("a = 1", &json!(true)), [""; 0]);
}

#[test]
fn a_table_where_none_may_be_is_refused() {
    let schema = json!({ "type": "object", "properties": { "a": false } });
    assert_eq!(problems("a = 1", &schema), ["`a` has the wrong type"]);
}

fn problems(text: &str, json: &serde_json::Value) -> Vec<String> {
    match Document::check(Source::new("file.toml", text), Schema::new(json).into()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| problem.title.clone()).collect(),
    }
}
