//! The cheapest help that would have saved an alliance.
//!
//! Help is a steward for some months, open conversations, and dials that are set anew; a scenario's `[rescue]` table says what each
//! costs. A [`search()`] finds the plans that no other beats: the cheapest for what they bring. It knows no alliances, and
//! asks in which worlds a plan gets there. A [`RescueQuestion`] has three kinds of worlds: plans are searched in the first, one is
//! taken in the second, and what is said of it comes from the third, so that the luck that helped it to be found and taken
//! is not counted as its merit.

mod answer;
mod axes;
mod children;
mod counted;
mod effort;
mod found;
mod help;
mod laboratory;
#[cfg(feature = "pictures")]
mod pictures;
mod plans;
mod question;
mod rescued_file;
mod search;
mod settings;
mod space;
mod stages;
mod tables;
mod terms;
mod tried;
mod words;

#[cfg(test)]
mod tests;

pub use answer::RescueAnswer;
pub use counted::{Counted, Reach, choose};
pub use effort::Effort;
pub use found::{Later, Rescue, RescuePlan};
pub use help::{DialTurn, Help, HelpPart, Once, Service};
pub use laboratory::{RescueLaboratory, RescueTally};
pub use question::{RescueError, RescueQuestion, RescueRequest};
pub use search::{Wanted, search};
pub use settings::{HelpError, settings, with_help};
pub use space::{PlanLevels, Space};
pub use stages::AskedHelp;
pub use tables::{write_frontier, write_later, write_plans};
pub use terms::Terms;
pub use tried::TriedPlan;
