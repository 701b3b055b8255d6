//! What people see in a browser: what a page asks and is told, reports and stories, and the server between them.

pub mod interface;
pub mod report;
#[cfg(feature = "server")]
pub mod server;
