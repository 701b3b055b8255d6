//! Scenarios as the text of a file.

use serde_json::Value;

/// A scenario with all its keys, as the text of a file: what is not set stands in JSON as null, and in TOML not at all.
///
/// # Errors
/// If a number in it has no place in TOML, which no checked scenario has.
pub fn scenario_toml(scenario: &Value) -> Result<String, toml::ser::Error> {
    toml::to_string(&without_nulls(scenario))
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries = entries.iter().filter(|(_, value)| !value.is_null());
            entries
                .map(|(key, value)| (key.clone(), without_nulls(value)))
                .collect()
        }
        Value::Array(values) => values.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}
