//! Lower bounds of the frustration.

mod blocks;
mod branching;
mod cycles;
mod packing;
mod whole;

pub(super) use whole::{bound, frustrated_blocks};
