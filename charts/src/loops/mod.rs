//! The feedback loops of a model: how strong each is over the months, and their causal-loop diagram.

mod bow;
mod diagram;
mod key;
mod layers;
mod picture;
mod strengths;

pub use diagram::{LoopStrength, loop_diagram};
pub use picture::{LoopPicture, LoopSeries};
pub use strengths::loop_strengths;
