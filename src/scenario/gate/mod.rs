//! The gate for what a person writes: a TOML scenario is read, checked against its schema, and every mistake in it is
//! explained at once.
//!
//! The scenario's structs are the only source of truth. `schemars` turns them into a JSON Schema, [`Schema`] makes that
//! ready for walking, and [`walk`] compares a parsed file with it. After a clean walk the structs can be built:
//!
//! ```
//! use alliance_dynamics::scenario::gate::{Document, Schema, Source};
//! use schemars::JsonSchema;
//! use serde::Deserialize;
//!
//! #[derive(Deserialize, JsonSchema)]
//! #[serde(deny_unknown_fields)]
//! struct Talk {
//!     rate: f64,
//! }
//!
//! let schema = Schema::of::<Talk>();
//! let document = Document::check(Source::new("talk.toml", "rate = 0.2"), schema.clone())?;
//! assert_eq!(document.read::<Talk>()?.rate, 0.2);
//!
//! let mistaken = Document::check(Source::new("talk.toml", "rat = 0.2"), schema).unwrap_err();
//! assert!(mistaken.to_string().contains("did you mean `rate`?"));
//! # Ok::<(), alliance_dynamics::scenario::gate::Problems>(())
//! ```
//!
//! Arms and sweeps change a checked document through [`Document::with`], and every change passes the same walk; its
//! mistakes are shown at the line of the arm or sweep. Data files beside the scenario are explained by [`DataFile`].
//!
//! Deliberately absent: checks across keys (a name no member bears, vectors of unequal length). They belong to the
//! scenario, which says where with [`Document::problem_at`].

mod bench;
mod choose;
mod compile;
mod data;
mod dialect;
mod document;
mod draw;
mod excerpt;
mod explain;
mod header;
mod instead;
mod keys;
mod meant;
mod nearest;
mod nesting;
mod numbers;
mod open;
mod outside;
mod overrides;
mod path;
mod problem;
mod rewriting;
mod scalars;
mod schema;
mod setter;
mod shape;
mod slip;
mod slips;
mod source;
mod syntax;
mod trail;
mod tree;
mod twice;
mod walk;
mod words;

#[cfg(test)]
mod tests;

pub(in crate::scenario) use bench::Probe;
pub use data::DataFile;
pub(in crate::scenario) use data::limited;
pub use document::Document;
pub use nearest::nearest;
pub(in crate::scenario) use open::in_place_of_a_file;
pub use open::{open_file, read_file, read_text};
pub use overrides::Override;
pub use path::Step;
pub use problem::{Problem, Problems};
pub use schema::Schema;
pub use source::{InputError, Source};
pub use tree::{Value, ValueTable};
pub use walk::walk;
pub(in crate::scenario) use words::{one_of, shortened};
