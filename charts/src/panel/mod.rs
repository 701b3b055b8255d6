//! Panels: values on paper. Axes and their numbers, the frame they make, and what is drawn in it.

pub(crate) mod alive;
mod axis;
pub(crate) mod curves;
pub(crate) mod end_labels;
mod estimate;
mod frame;
mod grid;
mod key_axis;
mod key_name;
mod levels;
pub(crate) mod numbers;
mod rows;

pub(crate) use axis::{Axis, range};
pub use curves::Curve;
pub(crate) use curves::Vertex;
pub(crate) use end_labels::EndLabel;
pub use estimate::Estimate;
pub(crate) use frame::{Frame, Ticks};
pub(crate) use grid::Grid;
pub use key_axis::KeyAxis;
pub use key_name::KeyName;
pub(crate) use levels::LevelTicks;
pub use levels::Levels;
pub use numbers::Unit;
pub(crate) use rows::{Rows, write_share};
