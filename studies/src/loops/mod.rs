//! Feedback loops over many worlds: how strong each is in every month, when the circle is closed, and by which loop it could be
//! broken.
//!
//! What is measured in one world stands in [`simulation::loops`](alliance_dynamics::simulation::loops).
//!
//! All of it is what a [`LoopsQuestion`] asks.

mod answer;
mod circles;
mod ensemble;
mod measure;
#[cfg(feature = "pictures")]
mod pictures;
mod question;
mod tables;
mod words;

#[cfg(test)]
mod tests;

pub use answer::LoopsAnswer;
pub use circles::{Circle, CircleKind, circles};
pub use ensemble::{LoopEnsemble, LoopMonth, LoopName, LoopSpread};
pub use measure::{measure_loops, measure_wholes};
pub use question::{LoopsError, LoopsQuestion, LoopsRequest};
pub use tables::{write_circles, write_loops, write_months};
