//! What a study comes to: the results of every arm at every design point, their tables and pictures, and the verdict.

mod across;
mod answer;
mod cell;
mod choice;
pub(crate) mod no_effect;
mod numbers;
pub(crate) mod paired;
#[cfg(feature = "pictures")]
mod pictures;
mod question;
mod reasons;
mod reproduction;
mod results;
mod screenful;
pub(crate) mod sentence;
mod study_tables;
mod tables;
mod words;
pub(crate) mod worlds;

pub use answer::StudyAnswer;
pub use cell::CellResults;
pub use choice::{TableChoice, TableChoiceError};
pub use numbers::{ArmVerdict, MeasureVerdict, OutcomeVerdict, ShareVerdict, Verdict};
pub use paired::{FateDifference, MeasureDifference, PairedVerdict};
pub use question::StudyQuestion;
pub use reasons::Reasons;
pub use reproduction::{ReproductionAnswer, ReproductionError, ReproductionQuestion};
pub use results::Results;
pub use tables::{write_summary, write_survival, write_timeline};
