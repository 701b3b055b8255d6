//! The blocs of any signed network: those who stand together, with as little contradiction as possible.
//!
//! # Example
//! ```
//! use alliance_studies::blocs::{BlocsQuestion, NamedTies};
//!
//! let ties = NamedTies::of([("Ann", "Ben", 1.0), ("Ben", "Cid", -0.5)]);
//! let answer = BlocsQuestion { ties, at_most: None, effort: 1.0 }.answer();
//! assert_eq!(answer.blocs, [vec!["Ann", "Ben"], vec!["Cid"]]);
//! assert!(answer.proven);
//! ```

mod answer;
mod names;
mod question;
mod ties_file;
mod words;

pub use answer::{BlocsAnswer, FrustratedTie, OtherSeat};
pub use names::{Criterion, NamedTies};
pub use question::BlocsQuestion;
pub use ties_file::TiesFileError;
