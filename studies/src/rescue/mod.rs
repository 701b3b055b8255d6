//! The cheapest help that would have saved an alliance.
//!
//! Help is a steward for some months, open conversations, and dials that are set anew; a scenario's `[rescue]` table says what each
//! costs. A [`search()`] finds the plans that no other beats: the cheapest for what they bring. It knows no alliances, and
//! asks in which worlds a plan gets there. A [`Question`] has three kinds of worlds: plans are searched in the first, one is
//! taken in the second, and what is said of it comes from the third, so that the luck that helped it to be found and taken
//! is not counted as its merit.

mod answer;
mod axes;
mod children;
mod counted;
mod effort;
mod help;
mod laboratory;
mod plans;
mod question;
mod search;
mod settings;
mod space;
mod tables;
mod terms;
mod tried;
mod words;

#[cfg(test)]
mod tests;

pub use answer::{Later, Plan, Rescue};
pub use counted::{Counted, Reach, choose};
pub use effort::Effort;
pub use help::{Help, Part, Service, Turn};
pub use laboratory::{Laboratory, RescueError};
pub use question::{Asked, Question};
pub use search::{Wanted, search};
pub use settings::{settings, with_help};
pub use space::{Levels, Space};
pub use tables::{write_frontier, write_later, write_plans};
pub use terms::Terms;
pub use tried::Tried;
pub use words::Telling;
