//! Statistics over runs, and the tables that hold them.

mod across;
mod cell;
mod comparison;
mod comparison_tables;
mod comparison_words;
mod finished_error;
mod finished_row;
mod finished_runs;
mod holm;
mod intervals;
mod log_rank;
mod means;
mod paired;
mod quantiles;
mod results;
mod survival;
mod tables;
pub mod tipping;
mod verdict;

pub use cell::CellResults;
pub use comparison::{ArmComparison, Comparison, LeftOut, LogRankVerdict, TestVerdict, Transition};
pub use comparison_tables::{write_comparison, write_transitions};
pub use finished_error::FinishedError;
pub use finished_runs::{End, FinishedRun, FinishedRuns};
pub use holm::holm;
pub use intervals::{Interval, wilson};
pub use log_rank::{Lives, LogRank, log_rank};
pub use means::{MeanDifference, mean_difference};
pub use paired::PairedCounts;
pub use quantiles::{Spread, Trajectories};
pub use results::Results;
pub use survival::{SurvivalMonth, kaplan_meier};
pub use tables::{write_summary, write_survival, write_timeline};
pub use verdict::{ArmVerdict, ShareVerdict, Verdict};
