//! What keys of a scenario can be set to, for the schema: its values themselves are JSON.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// A dotted key, as in an arm's `set`, and its new value.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "for the schema")]
pub(super) struct Change(String, Settable);

/// A value that a key of a scenario can be set to: anything but null.
pub(super) enum Settable {}

impl JsonSchema for Settable {
    fn schema_name() -> Cow<'static, str> {
        "Value".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let itself = generator.subschema_for::<Self>();
        json_schema!({
            "description": "A value that a key of a scenario can be set to.",
            "anyOf": [
                { "type": ["number", "string", "boolean"] },
                { "type": "array", "items": itself },
                { "type": "object", "additionalProperties": itself },
            ],
        })
    }
}
