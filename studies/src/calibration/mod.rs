//! Calibration: which values of some keys make a model's lives like one or several targets, and how sure that is.
//!
//! | Step | Where |
//! | --- | --- |
//! | the question | [`CalibrationQuestion`] |
//! | a target, how much of it is chance, and several together | [`TargetCurve`], [`Noise`], [`JointTarget`] |
//! | the search, for any simulator | [`population_monte_carlo`] with its [`Kernel`] and [`Population`] |
//! | this model as the simulator | [`SurvivalSimulator`] |
//! | what came of it | [`CalibrationReport`], [`Prediction`], and the tables |
//!
//! The prior is that of the ranges: even over the unit cube, a coordinate a key, which [`Ranges`](alliance_dynamics::scenario::sampling::Ranges)
//! turn into values. Whole numbers are searched through a coordinate that is continuous, and cut to values afterwards.

mod answer;
mod fit;
mod generation;
mod joint;
mod kernel;
mod monte_carlo;
mod noise;
#[cfg(feature = "pictures")]
mod pictures;
mod population;
mod predictive;
mod question;
mod report;
mod search;
mod simulator;
mod tables;
mod target;
mod target_file;
mod target_fit;
mod words;

#[cfg(test)]
mod tests;

pub use answer::CalibrationAnswer;
pub use generation::{Generation, MonteCarloSettings, MonteCarloStop, Proposal};
pub use joint::{JointTarget, ScaledTarget};
pub use kernel::Kernel;
pub use monte_carlo::{PosteriorFound, population_monte_carlo};
pub use noise::Noise;
pub use population::{Particle, Population};
pub use predictive::{BAND, CURVES, PredictedMark, Prediction};
pub use question::{CalibrationError, CalibrationQuestion, CalibrationRequest};
pub use report::{Border, CalibrationReport, Fit, FitVerdict, KeyPosterior, TradeOff};
pub use simulator::{SimulatedCurve, SurvivalCurve, SurvivalSimulator};
pub use tables::{
    write_generations, write_posterior, write_posterior_summary, write_predictive, write_predictive_targets,
    write_targets,
};
pub use target::{TargetCurve, TargetFile, TargetPoint};
pub use target_fit::{TargetFit, TargetVerdict};

#[cfg(test)]
use search::weighed;
