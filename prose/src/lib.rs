//! Words and numbers as people read them, for every part of the house that says something.
//!
//! English only; [`lists::joined`] and [`numbers`] also serve other languages, with their own *and* and decimal sign. Of alliances it knows
//! what charts and pages have to call alike: the ways to lose trust ([`REASONS`]) and the causal-loop diagram ([`loop_map`]). It needs nothing
//! but a logarithm that is the same on every machine, so that everything may stand on it.
//!
//! # Example
//! ```
//! use alliance_prose::{capital, counted, lists, months, numbers};
//!
//! let told = format!("{} of {} last {}", lists::and(&["two", "three"]), counted(9, "alliance"), months::in_words(120));
//! assert_eq!(capital(&told), "Two and three of 9 alliances last 10 years");
//! assert_eq!(numbers::signed(-1.26, 1), "−1.3");
//! ```

pub mod columns;
pub mod lists;
pub mod loop_map;
pub mod months;
pub mod numbers;
mod printable;
mod reasons;
mod sentences;

pub use printable::{in_a_line, printable};
pub use reasons::REASONS;
pub use sentences::{capital, counted, did_you_mean};
