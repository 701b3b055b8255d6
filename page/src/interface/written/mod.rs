//! Scenario files with changes in them, as a person would have written them: comments and order stay.

mod change;
mod data;
mod words;

pub use data::{NotAlone, stand_alone};
pub(super) use words::in_words;

use toml_edit::DocumentMut;

use super::Refused;
use alliance_dynamics::scenario::gate::Value;
use change::set;

/// The text of a scenario file with changes in it, and with another seed where one is given.
pub(super) fn with_changes(text: &str, changes: &[(String, Value)], seed: Option<u64>) -> Result<String, Refused> {
    if changes.is_empty() && seed.is_none() {
        return Ok(text.to_owned());
    }
    let mut document: DocumentMut = text.parse().map_err(unreadable)?;
    for (key, value) in changes {
        set(document.as_table_mut(), key, value);
    }
    if let Some(seed) = seed {
        set(document.as_table_mut(), "seed", &Value::Number(seed.to_string()));
    }
    Ok(document.to_string())
}

fn unreadable(error: toml_edit::TomlError) -> Refused {
    Refused::Malformed(error.message().to_owned())
}
