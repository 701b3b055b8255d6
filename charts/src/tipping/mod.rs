//! Tipping points: where a probability passes one half, and how that moves with a second key.

mod curve;
mod line;

pub use curve::{TippingPicture, TriedShare, tipping};
pub use line::{LineMark, Without, tipping_line};
