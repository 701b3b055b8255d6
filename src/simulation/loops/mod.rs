//! Feedback loops: how much of a small loss of trust comes back after a window, and by which way.
//!
//! At the start of a month a world is doubled. In one of the two trust is lower by a millionth, and everything else by as much as
//! a loss of trust some months old has taken from it. Both live on for some months, the *window*, part of the month by part of
//! the month and under the same luck; how much trust is then missing, per unit of what was taken, is the *gain*. Further twins
//! have the same loss, but one way by which it travels is cut: the part of the month where that way passes reads what the
//! unharmed world holds instead of what its own holds. The world itself goes on as it was. What the gain loses by the cut is
//! the *strength* of that loop.
//!
//! - Luck that says yes or no (whether somebody warns, whether an incident breaks out) is replaced by its chance: a small loss
//!   cannot half-change a yes. All other luck is that of the world.
//! - Who is in stays in for a window: nobody joins, leaves or is sent away, and nothing ends. The rules stay those of its first month.
//!
//! # Example
//! ```
//! use alliance_dynamics::scenario::Scenario;
//! use alliance_dynamics::simulation::loops::{LoopMeter, Window};
//!
//! let mut meter = LoopMeter::new(Scenario::default(), Window::default());
//! let world = meter.run(42);
//! let first = &world.months[0];
//! let parts: f64 = (0..meter.loops().len()).map(|number| first.strength(number)).sum();
//! assert!((first.memory + parts + first.interaction() - first.whole).abs() < 1e-12);
//! ```
//!
//! # Source
//! To judge a loop by switching it off and comparing: Ford (1999). That the eigenvalues of a system tell what becomes of a small
//! disturbance, and how its links may be judged by them: Forrester (1982). Twins, cuts and settling are ours.

mod feedback;
mod gains;
mod known;
mod meter;
mod parts;
mod quantity;
mod twin;
mod twins;

#[cfg(test)]
mod tests;

pub use feedback::{Cut, FeedbackLoop, LoopKind, Switch};
pub use gains::Gains;
pub use known::known_loops;
pub use meter::{LoopMeter, WorldLoops};
pub use parts::{MonthPart, TwinPart, month_in_parts};
pub use quantity::Quantity;
pub use twins::{Twins, Window};
