//! The page's TypeScript says what the Rust types say. It is written by
//!
//! ```text
//! WRITE_TYPES=1 cargo test -p alliance-page --test types
//! ```

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use alliance_page::{interface, report};
use serde_json::{Map, Value, json};

/// What the page reads.
const TYPES: &str = "web/src/engine/types.ts";
const DATA: &str = "web/src/report/data.ts";

/// Keywords of a schema that say nothing to TypeScript.
const UNSAID: [&str; 8] = [
    "$schema",
    "default",
    "description",
    "format",
    "maximum",
    "minimum",
    "title",
    "maxItems",
];

type Definitions = Map<String, Value>;

#[test]
fn the_page_knows_what_is_asked_and_told() {
    let asked = definitions(&interface::schema());
    check(TYPES, &written("", &asked));
}

#[test]
fn the_page_knows_what_a_report_shows() {
    let asked = definitions(&interface::schema());
    let (shared, own): (Definitions, Definitions) = definitions(&report::schema())
        .into_iter()
        .partition(|(name, _)| asked.contains_key(name));
    let text = Value::from(own.clone()).to_string();
    let named = shared.keys().filter(|name| text.contains(&format!("/{name}\"")));
    let named: Vec<&str> = named.map(String::as_str).collect();
    let import = format!("import type {{ {} }} from \"../engine/types\";\n\n", named.join(", "));
    check(DATA, &written(&import, &own));
}

#[test]
fn a_schema_is_written_as_strictly_as_it_is() {
    for (schema, expected) in [
        (json!({ "type": ["number", "null"] }), "number | null"),
        (
            json!({ "type": "array", "items": { "type": ["integer", "null"] } }),
            "readonly (number | null)[]",
        ),
        (
            json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "$ref": "#/$defs/Value" }], "minItems": 1 }),
            "readonly [string, Value?]",
        ),
        (
            json!({ "oneOf": [{ "const": "a", "description": "A." }, { "enum": ["b", 1] }] }),
            "\"a\" | \"b\" | 1",
        ),
        (
            json!({ "type": "object", "additionalProperties": { "type": "boolean" } }),
            "{ readonly [key: string]: boolean }",
        ),
        (
            json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "null" } }, "required": ["a"] }),
            "{ readonly a: string; readonly b?: null }",
        ),
    ] {
        assert_eq!(form(&schema), expected);
    }
}

#[test]
#[should_panic(expected = "anything goes")]
fn a_type_that_allows_anything_is_refused() {
    form(&json!({ "type": "array", "items": true }));
}

fn definitions(schema: &Value) -> Definitions {
    schema["$defs"].as_object().unwrap().clone()
}

/// Holds a file against what it should be, or writes it.
fn check(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("WRITE_TYPES").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == expected,
        "page/{file} is not what the Rust types say; write it with `WRITE_TYPES=1 cargo test -p alliance-page --test types`"
    );
}

fn written(import: &str, definitions: &Definitions) -> String {
    let declarations: Vec<String> = definitions.iter().map(declaration).collect();
    format!(
        "// Written by `WRITE_TYPES=1 cargo test -p alliance-page --test types` from the types of Rust.\n\n{import}{}",
        declarations.join("\n")
    )
}

fn declaration((name, schema): (&String, &Value)) -> String {
    let told = comment(schema, "");
    match schema.get("properties").and_then(Value::as_object) {
        Some(properties) => {
            let members = properties.iter().map(|(key, of_key)| {
                let member = member(schema, (key, of_key));
                format!("{}    {member};\n", comment(of_key, "    "))
            });
            format!("{told}export interface {name} {{\n{}}}\n", members.collect::<String>())
        }
        None => format!("{told}export type {name} = {};\n", form(schema)),
    }
}

/// What a description says, as a comment.
fn comment(schema: &Value, indent: &str) -> String {
    match schema.get("description").and_then(Value::as_str) {
        None => String::new(),
        Some(text) if text.contains('\n') => {
            let lines = text
                .lines()
                .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n");
            format!("{indent}/**\n{}{indent} */\n", lines.collect::<String>())
        }
        Some(text) => format!("{indent}/** {text} */\n"),
    }
}

fn member(schema: &Value, (key, of_key): (&String, &Value)) -> String {
    let is_required = schema["required"]
        .as_array()
        .is_some_and(|required| required.contains(&json!(key)));
    format!("readonly {key}{}: {}", if is_required { "" } else { "?" }, form(of_key))
}

/// A type, as TypeScript has it.
fn form(schema: &Value) -> String {
    let schema = schema.as_object().unwrap_or_else(|| panic!("anything goes: {schema}"));
    let said: Map<String, Value> = schema
        .iter()
        .filter(|(key, _)| !UNSAID.contains(&key.as_str()))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let keys: Vec<&str> = said.keys().map(String::as_str).collect();
    match keys.as_slice() {
        ["$ref"] => said["$ref"].as_str().unwrap().rsplit('/').next().unwrap().to_owned(),
        ["const"] | ["const", "type"] | ["type", "const"] => said["const"].to_string(),
        _ if said.contains_key("enum") => union(said["enum"].as_array().unwrap().iter().map(Value::to_string)),
        ["anyOf" | "oneOf"] => union(said.values().flat_map(|all| all.as_array().unwrap()).map(form)),
        _ => match &said["type"] {
            Value::Array(kinds) => union(kinds.iter().map(|kind| of_kind(kind, &said))),
            kind => of_kind(kind, &said),
        },
    }
}

fn union(forms: impl Iterator<Item = String>) -> String {
    forms.collect::<Vec<_>>().join(" | ")
}

fn of_kind(kind: &Value, schema: &Map<String, Value>) -> String {
    match kind.as_str().unwrap_or_default() {
        "number" | "integer" => "number".to_owned(),
        kind @ ("string" | "boolean" | "null") => kind.to_owned(),
        "array" if schema.contains_key("prefixItems") => tuple(schema),
        "array" => match form(&schema["items"]) {
            items if items.contains([' ', '|']) => format!("readonly ({items})[]"),
            items => format!("readonly {items}[]"),
        },
        "object" if schema.contains_key("properties") => {
            let schema = Value::from(schema.clone());
            let members = schema["properties"].as_object().unwrap().iter();
            let members: Vec<String> = members.map(|pair| member(&schema, pair)).collect();
            format!("{{ {} }}", members.join("; "))
        }
        "object" => format!(
            "{{ readonly [key: string]: {} }}",
            form(&schema["additionalProperties"])
        ),
        _ => panic!("no form for {schema:?}"),
    }
}

fn tuple(schema: &Map<String, Value>) -> String {
    let items = schema["prefixItems"].as_array().unwrap();
    let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0) as usize;
    let items = items.iter().enumerate().map(|(place, item)| match place < least {
        true => form(item),
        false => format!("{}?", form(item)),
    });
    format!("readonly [{}]", items.collect::<Vec<_>>().join(", "))
}
