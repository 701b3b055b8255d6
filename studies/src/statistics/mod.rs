//! Statistics that several questions need: intervals, survival, tests, spreads.

mod beta;
mod binomial;
mod cell_months;
mod holm;
mod intervals;
mod log_rank;
mod means;
mod paired;
mod quantile;
mod ranks;
mod survival;

pub use cell_months::{CellMonths, Spread};
pub use holm::holm;
pub use intervals::{Interval, clopper_pearson, wilson};
pub use log_rank::{Lives, LogRank, log_rank};
pub use means::{MeanDifference, mean_difference, paired_mean_test};
pub use paired::PairedCounts;
pub use survival::{SurvivalMonth, kaplan_meier};

pub(crate) use binomial::binomial_at_least;
pub(crate) use intervals::{Z95, score_interval};
pub(crate) use means::mean_interval;
pub(crate) use quantile::{QuantilePlace, quantile};
