//! JSON Schema of types.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value as Json, json};

/// The JSON Schema of some types as they are written, each under its name in `$defs`.
pub(crate) fn schema_of(types: &[fn(&mut SchemaGenerator) -> Schema]) -> Json {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    for describe in types {
        describe(&mut generator);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": generator.take_definitions(true),
    })
}
