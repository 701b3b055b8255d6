//! Studies of alliances: many runs, and the questions that are put to them.
//!
//! Every question is a room of its own: what is asked and checked, the answer with its numbers, its tables, its words and its
//! pictures. All are asked in one way ([`Question`]), and leave the same things ([`Answer`]).
//!
//! Without the feature `pictures`, which is there by default, answers have their numbers, tables and words, and none of the crates that draw
//! is needed. A page in a browser does without: it draws by itself.

// What nothing but pictures asks for is still there without them.
#![cfg_attr(not(feature = "pictures"), allow(unused))]

pub mod blocs;
pub mod calibration;
pub mod causes;
mod cautions;
pub mod comparison;
pub mod discovery;
#[cfg(feature = "pictures")]
mod drawing;
pub mod experiment;
mod finding;
pub mod finished;
mod idle;
pub mod loops;
mod question;
pub mod rescue;
pub mod robustness;
pub mod sensitivity;
pub mod statistics;
pub mod status;
pub mod tipping;
#[cfg(feature = "pictures")]
pub mod trace;
pub mod verdict;

pub use cautions::cautions;
pub use finding::{Finding, WrittenTables};
pub use question::{Answer, Completion, Picture, Question, Unanswered};
