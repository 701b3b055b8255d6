//! Statistics over runs, and the tables that hold them.

mod across;
mod cell;
mod intervals;
mod quantiles;
mod results;
mod survival;
mod tables;
mod verdict;

pub use cell::CellResults;
pub use intervals::{Interval, wilson};
pub use quantiles::{Spread, Trajectories};
pub use results::Results;
pub use survival::{SurvivalMonth, kaplan_meier};
pub use tables::{write_summary, write_survival, write_timeline};
pub use verdict::{ArmVerdict, Verdict};
