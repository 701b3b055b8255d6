//! What arms change, held against the base, world by world.

mod numbers;
mod tables;
mod words;

pub use numbers::{ArmComparison, Comparison, LeftOut, LogRankVerdict, TestVerdict, Transition};
pub use tables::{write_comparison, write_transitions};
