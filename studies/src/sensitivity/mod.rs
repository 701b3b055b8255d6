//! Which keys matter: Sobol' indices and Morris's screening, with bootstrap intervals.
//!
//! A [`SensitivityQuestion`] puts it to a scenario. Behind it, a [`Design`] says at which points of the unit cube to run;
//! [`DesignResponses`] takes what came out; [`Sensitivity`] is the analysis. Estimators and designs are pure functions and can be used on any model.
//!
//! # Example
//! ```
//! use alliance_studies::sensitivity::{Saltelli, centred, sobol_indices};
//!
//! let design = Saltelli::draw(1, &["x", "y"], 256)?;
//! let model = |point: &[f64]| 3.0 * point[0] + point[1];
//! let results = |row: usize| design.row(row).iter().map(|point| model(point)).collect();
//! let rows: Vec<Vec<f64>> = (0..256).map(results).collect();
//! let [first, total] = sobol_indices(&centred(&rows).unwrap_or_default(), &[1; 256]);
//! assert!((first[0] - 0.9).abs() < 0.02 && (total[1] - 0.1).abs() < 0.02);
//! # Ok::<(), alliance_dynamics::scenario::sampling::TooMany>(())
//! ```

mod answer;
mod bootstrap;
mod design;
mod luck;
mod notes;
mod numbers;
#[cfg(feature = "pictures")]
mod pictures;
mod points;
mod question;
mod responses;
mod saltelli;
mod tables;
mod trajectories;
mod words;

#[cfg(test)]
mod testing;

pub use answer::SensitivityAnswer;
pub use bootstrap::{Bootstrap, Ranks};
pub use design::{Design, Index};
pub use luck::{CrossedTally, VarianceShares};
pub use numbers::{BootstrapEstimate, IdleInSample, IndexEstimate, KeySensitivity, ResponseSensitivity, Sensitivity};
pub use question::{SensitivityError, SensitivityMethod, SensitivityQuestion, SensitivityRequest};
pub use responses::{DesignResponses, PointRuns, PointSummary, USUAL, with_usual};
pub use saltelli::{Saltelli, centred, sobol_indices};
pub use tables::{write_points, write_sensitivity};
pub use trajectories::{MorrisTrajectories, morris_measures};
