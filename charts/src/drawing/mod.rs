//! Paper, pens and letters: what every picture is drawn with. It knows places in pixels, and nothing of values.

mod canvas;
mod heading;
pub(crate) mod ink;
pub(crate) mod labels;
pub(crate) mod lanes;
pub(crate) mod names;
mod places;
pub(crate) mod text;
pub(crate) mod theme;
mod writing;

pub(crate) use canvas::{Canvas, sheet, sheet_of};
pub(crate) use heading::left_out;
pub use heading::{Heading, titled};
pub(crate) use ink::{Colour, Stroke};
pub(crate) use places::{Area, DETAIL, Point, at, bezier, units};
pub(crate) use writing::{Anchor, Text, escaped};
