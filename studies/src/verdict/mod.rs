//! What a study comes to: the results of every arm at every design point, their tables, and the verdict.

mod across;
mod cell;
mod numbers;
mod results;
mod tables;

pub use cell::CellResults;
pub use numbers::{ArmVerdict, OutcomeVerdict, ShareVerdict, Verdict};
pub use results::Results;
pub use tables::{write_summary, write_survival, write_timeline};
