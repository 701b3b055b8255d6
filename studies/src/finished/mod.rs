//! Results read back from the folder that `alliance run` made, and checked.

mod checks;
mod curves;
mod error;
mod manifest;
mod parquet;
mod row;
mod runs;
mod summary;
mod table;

pub use curves::{Band, CurvesOfCell, finished_curves};
pub use error::{FinishedError, Place};
pub use manifest::own_measures;
pub use runs::{End, FinishedRun, FinishedRuns};
pub use summary::finished_verdict;
