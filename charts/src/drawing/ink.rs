//! Colours, and how lines are drawn.

use plotters::style::{Color, ShapeStyle};

/// Red, green and blue.
pub(crate) use plotters::style::RGBColor as Colour;

use super::places::units;

/// A colour with a share (0…1) of another mixed in.
pub(crate) fn mixed(colour: Colour, other: Colour, share: f64) -> Colour {
    let mix = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
    Colour(mix(colour.0, other.0), mix(colour.1, other.1), mix(colour.2, other.2))
}

/// Perceived lightness, 0 (black) to 1 (white).
pub(super) fn lightness(colour: Colour) -> f64 {
    (0.299 * f64::from(colour.0) + 0.587 * f64::from(colour.1) + 0.114 * f64::from(colour.2)) / 255.0
}

/// A colour, dark enough for text on white.
pub(crate) fn for_text(colour: Colour) -> Colour {
    const DARKEST: f64 = 0.40;
    let lightness = lightness(colour);
    if lightness <= DARKEST {
        colour
    } else {
        mixed(colour, Colour(0, 0, 0), 1.0 - DARKEST / lightness)
    }
}

/// Lengths of dashes and gaps in pixels; none for a solid line.
pub(crate) type Dash = Option<(f64, f64)>;

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    pub(crate) colour: Colour,
    pub(crate) width: f64,
    pub(crate) dash: Dash,
    pub(crate) opacity: f64,
}

impl Stroke {
    pub(crate) const fn solid(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: None,
            opacity: 1.0,
        }
    }

    pub(crate) const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    pub(crate) const fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

impl From<Stroke> for ShapeStyle {
    fn from(stroke: Stroke) -> Self {
        let stroke_width = units(stroke.width).unsigned_abs();
        stroke.colour.mix(stroke.opacity).stroke_width(stroke_width)
    }
}
