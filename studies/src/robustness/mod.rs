//! Whether a conclusion holds beyond the assumptions of the model: the arms of a study, lived under many plausible models.
//!
//! A [`RobustnessQuestion`] draws models around a scenario from what is [`Plausible`](alliance_dynamics::scenario::Plausible), and checks all of
//! them; its [`Robustness`] says in what share of them an arm helps or harms, by how much, and which assumption carries that.
//! [`KeyShares`] are pure functions and can be used on any numbers.
//!
//! # Example
//! ```
//! use alliance_dynamics::scenario::{Plausible, Template};
//! use alliance_studies::experiment::Control;
//! use alliance_studies::robustness::{RobustnessQuestion, RobustnessRequest};
//! use alliance_studies::{Answer as _, Question as _};
//!
//! let template = Template::from_toml(
//!     "months = 12\npopulation.count = 3\n[[arms]]\nname = \"wary\"\nset = { relations.trust_mean = -0.5 }",
//! )?;
//! let request = RobustnessRequest { models: 20, runs: 4, ..RobustnessRequest::default() };
//! let answer = RobustnessQuestion::new(template, &request)?.answer(&Control::default())?;
//! assert_eq!(answer.found().arms[0].models, 20);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod boxes;
mod effect;
mod lived;
mod models;
mod numbers;
#[cfg(feature = "pictures")]
mod pictures;
mod question;
mod shares;
mod tables;
#[cfg(test)]
mod tests;
mod words;

pub use answer::RobustnessAnswer;
pub use boxes::ModelBox;
pub use effect::{EffectSign, ModelEffect};
pub use numbers::{ArmRobustness, FixedInModels, KeyCarries, Robustness};
pub use question::{RobustnessError, RobustnessQuestion, RobustnessRequest};
pub use shares::{GroupMean, KeyShares};
pub use tables::{write_boxes, write_carries, write_models, write_robustness};
