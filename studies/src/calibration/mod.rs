//! Calibration: which values of some keys make a model's survival curve like a target, and how sure that is.
//!
//! | Step | Where |
//! | --- | --- |
//! | the target, and how much of it is chance | [`Target`], [`Noise`] |
//! | the search, for any simulator | [`population_monte_carlo`] with its [`Kernel`] and [`Population`] |
//! | this model as the simulator | [`Laboratory`] |
//! | what came of it | [`Report`], [`Prediction`], and the tables |
//!
//! The prior is that of the ranges: even over the unit cube, a coordinate a key, which [`Ranges`](alliance_dynamics::scenario::sampling::Ranges)
//! turn into values. Whole numbers are searched through a coordinate that is continuous, and cut to values afterwards.

mod finding;
mod kernel;
mod laboratory;
mod monte_carlo;
mod noise;
mod population;
mod predictive;
mod search;
mod tables;
mod target;
mod target_file;
mod words;

#[cfg(test)]
mod tests;

pub use finding::{Border, Fit, FitVerdict, KeyPosterior, Report, TradeOff};
pub use kernel::Kernel;
pub use laboratory::{Laboratory, SurvivalCurve};
pub use monte_carlo::{Found, Generation, Proposal, Settings, Stop, population_monte_carlo};
pub use noise::Noise;
pub use population::{Particle, Population};
pub use predictive::{BAND, CURVES, Prediction};
pub use tables::{write_generations, write_posterior, write_posterior_summary, write_predictive};
pub use target::{Target, TargetPoint};

#[cfg(test)]
use search::weighed;
