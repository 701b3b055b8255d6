//! `alliance schema`

use super::{DONE, print};

/// Prints the JSON Schema of scenario files.
pub fn run() -> anyhow::Result<u8> {
    let schema = serde_json::to_string_pretty(&alliance_dynamics::scenario::json_schema())?;
    print(&(schema + "\n"))?;
    Ok(DONE)
}
