//! Lines in panels that share their axis of x, one an arm: over months, or over the levels of a key.

mod measure;
mod over_time;
mod panels;
mod response;
mod small;
mod stacked;
mod survival;

pub use over_time::{Panel, over_time};
pub use response::{ResponseLine, ResponsePanel, response};
pub use survival::survival;
