//! What arms change, held against the base, world by world.

mod answer;
mod asked;
mod differences;
mod numbers;
mod pairs;
#[cfg(feature = "pictures")]
mod pictures;
mod question;
mod tables;
mod words;

pub use answer::ComparisonAnswer;
pub use numbers::{ArmComparison, AskedComparison, Comparison, LeftOutWorlds, LogRankVerdict, TestVerdict, Transition};
pub use question::{ComparisonError, ComparisonQuestion, ComparisonRequest};
pub use tables::{write_comparison, write_transitions};
