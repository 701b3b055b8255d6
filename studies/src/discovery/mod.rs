//! Scenario discovery: in which part of the design points alliances do what is asked about.

mod answer;
mod interest;
mod numbers;
#[cfg(feature = "pictures")]
mod pictures;
pub mod prim;
mod question;
mod tables;
mod witness;
mod words;

pub use answer::DiscoveryAnswer;
pub use interest::Interest;
pub use numbers::{DiscoveredBox, Discovery, KeyLimit, PassedBox};
pub use question::{DiscoveryError, DiscoveryQuestion, DiscoveryRequest};
pub use tables::{write_boxes, write_limits, write_trajectory, write_trajectory_limits};
