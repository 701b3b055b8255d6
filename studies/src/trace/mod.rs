//! One run in full: what happened in every month, how it ended, its tables and its pictures.

mod answer;
mod lived;
#[cfg(feature = "pictures")]
mod pictures;
mod question;

pub use answer::TraceAnswer;
pub use question::TraceQuestion;
