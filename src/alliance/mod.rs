//! The state of one alliance: members, relations, and what the alliance itself has.

mod limits;

pub use limits::{NonNegative, OutOfRange, Positive, Real, Share, Signed};
