//! The page of `alliance explore` as one file that needs no program behind it: it carries the engine, compiled to WebAssembly.
//!
//! # Example
//! ```
//! use alliance_page::one_file::page;
//!
//! let page = page(&[], None)?;
//! assert!(page.starts_with("<!doctype html>"));
//! assert!(page.len() < 1_800_000);
//! # Ok::<(), alliance_page::one_file::OneFileError>(())
//! ```

mod engine;
mod file;
mod page;

pub use file::{OneFileError, write_page};
pub(crate) use page::{packed, script_sources, source, style_sources};
pub use page::{page, refusal};
