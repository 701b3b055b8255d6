//! Exploring one alliance: what a page asks of the engine, and what it is told.

pub mod interface;
