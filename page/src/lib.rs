//! What people see in a browser: what a page asks and is told, stories and reports, and the server between them.

pub mod interface;
pub mod language;
pub mod replay;
pub mod report;
mod schema;
#[cfg(feature = "server")]
pub mod server;
mod shown;
pub mod story;
