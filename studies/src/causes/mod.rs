//! What one run hung on: every act taken out alone, and the same world lived again.
//!
//! | Question | Answered by |
//! | --- | --- |
//! | What could it have hung on? | [`candidates`] |
//! | Would it have ended otherwise without this act? | [`Cause::ending_without`], [`Cause::necessity`] |
//! | Would this act alone have done it? | [`Cause::sufficiency`] |
//! | How much of it is due to each of the leading acts? | [`Shares`] |
//! | When was it too late? | [`Prospects`] |
//!
//! All of it at once is what an [`ExplanationQuestion`] asks.
//!
//! Definitions, formulas and their limits are in `docs/why.md`.

mod answer;
mod candidates;
mod cause;
mod description;
mod explanation;
mod json;
mod names;
#[cfg(feature = "pictures")]
mod pictures;
mod prospects;
mod question;
mod shares;
mod strands;
mod tables;
mod words;

pub use answer::ExplanationAnswer;
pub use candidates::{Candidate, Group, candidates};
pub use cause::{Cause, Effect};
pub use description::Description;
pub use explanation::{Depth, Explanation, acts_named, explain, work};
pub use json::{Bounded, CauseAnswer, CausesAnswer};
pub use prospects::{Prospect, Prospects};
pub use question::{ExplanationError, ExplanationQuestion};
pub use shares::{CausalShare, Shares};
pub use tables::{write_causes, write_prospects};
pub use words::Telling;
