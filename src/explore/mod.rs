//! Exploring one alliance: what a page asks of the engine and is told, and the server between them.

pub mod interface;
pub mod server;
