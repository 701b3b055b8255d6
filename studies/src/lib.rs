//! Studies of alliances: many runs, and the questions that are put to them.

pub mod analysis;
pub mod experiment;
mod question;

pub use question::{Answer, Completion, Picture, Question, Unanswered};
