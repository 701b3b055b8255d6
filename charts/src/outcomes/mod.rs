//! How runs end: as shares an arm, and as what became of the same worlds in another arm.

mod bars;
mod transitions;

pub use bars::{OUTCOMES, OutcomeBar, outcomes};
pub use transitions::{Transitions, transitions};
