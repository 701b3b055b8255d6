//! What people see in a browser: what a page asks and is told, stories and reports, and the server between them.
//!
//! Without its features it is what a page asks and is told, and needs nothing that draws, writes pages or knows a network: this is what
//! becomes WebAssembly.

// What nothing but pages asks for is still there without them.
#![cfg_attr(not(feature = "pages"), allow(unused))]

pub mod interface;
pub mod language;
#[cfg(feature = "pages")]
pub mod one_file;
pub mod replay;
#[cfg(feature = "pages")]
pub mod report;
mod schema;
#[cfg(feature = "server")]
pub mod server;
mod shown;
#[cfg(feature = "pages")]
pub mod story;
