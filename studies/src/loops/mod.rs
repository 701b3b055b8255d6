//! Feedback loops over many worlds: how strong each is in every month, when the circle is closed, and by which loop it could be
//! broken.
//!
//! What is measured in one world stands in [`simulation::loops`](alliance_dynamics::simulation::loops).
//!
//! # Example
//! ```
//! use alliance_studies::loops::LoopEnsemble;
//! use alliance_studies::experiment::{Control, measure_loops};
//! use alliance_dynamics::scenario::Scenario;
//! use alliance_dynamics::simulation::loops::{Window, known_loops};
//!
//! let scenario = Scenario::from_toml("months = 6")?.into();
//! let worlds = measure_loops(&scenario, Window::default(), (1, 0..4), &Control::default()).unwrap_or_default();
//! let ensemble = LoopEnsemble::of(&known_loops(&scenario.rules), Window::default(), 0, worlds);
//! assert_eq!(ensemble.months.len(), 6);
//! # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
//! ```

mod circles;
mod ensemble;
mod tables;
mod words;

#[cfg(test)]
mod tests;

pub use circles::{Circle, CircleKind, circles};
pub use ensemble::{LoopEnsemble, LoopMonth, LoopName, LoopSpread};
pub use tables::{write_circles, write_loops, write_months};
