//! Design points that are drawn or listed, instead of laid out in a grid.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::scenario::sampling::Method;

/// Design points, drawn from ranges or listed in a file; every arm is run at each of them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SampleTable {
    /// How many design points are drawn.
    #[schemars(range(min = 1, max = 1_000_000))]
    #[schemars(extend("x-unit" = "design points"))]
    pub points: Option<u32>,
    /// How they are drawn: `latin-hypercube`, unless said otherwise, or `sobol`.
    #[schemars(extend("x-source" = "choice"))]
    pub method: Option<Method>,
    /// What the draws are derived from; the scenario's own seed unless it is given.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    #[schemars(extend("x-unit" = "a number"))]
    pub seed: Option<u64>,
    /// Keys to draw, each with `{ from, to }`, perhaps `scale = "log"` or `whole = true`, or with `{ choices = [...] }`.
    #[schemars(schema_with = "ranges")]
    pub ranges: serde_json::Map<String, serde_json::Value>,
    /// A CSV file of design points instead: a column a key, a row a point. Its path starts at the scenario's folder.
    pub points_file: Option<String>,
}

/// Tells editors what a range is made of. Any other value is let through: keys may be written with bare dots, which makes
/// tables of them, and a sample explains mistakes in its ranges itself.
fn ranges(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "default": {},
        "additionalProperties": { "anyOf": [
            {
                "type": "object",
                "properties": {
                    "from": { "type": "number", "description": "The least value." },
                    "to": { "type": "number", "description": "The greatest value." },
                    "scale": { "enum": ["linear", "log"], "description": "Along what values are evenly spread." },
                    "whole": { "type": "boolean", "description": "Whether only whole numbers are drawn, both ends among them." },
                },
                "required": ["from", "to"],
            },
            {
                "type": "object",
                "properties": {
                    "choices": { "type": "array", "description": "Values of which one is drawn." },
                },
                "required": ["choices"],
            },
            true,
        ] },
    })
}
