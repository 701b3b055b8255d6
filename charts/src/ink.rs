//! Colours, and how lines are drawn.

use plotters::style::{Color, ShapeStyle};

/// Red, green and blue.
pub(super) use plotters::style::RGBColor as Colour;

use super::places::units;
use super::theme;

/// A colour with a share (0…1) of another mixed in.
pub(super) fn mixed(colour: Colour, other: Colour, share: f64) -> Colour {
    let mix = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
    Colour(mix(colour.0, other.0), mix(colour.1, other.1), mix(colour.2, other.2))
}

/// Perceived lightness, 0 (black) to 1 (white).
fn lightness(colour: Colour) -> f64 {
    (0.299 * f64::from(colour.0) + 0.587 * f64::from(colour.1) + 0.114 * f64::from(colour.2)) / 255.0
}

/// A colour, dark enough for text on white.
pub(super) fn for_text(colour: Colour) -> Colour {
    const DARKEST: f64 = 0.40;
    let lightness = lightness(colour);
    if lightness <= DARKEST {
        colour
    } else {
        mixed(colour, Colour(0, 0, 0), 1.0 - DARKEST / lightness)
    }
}

/// Black or white, whichever reads better on a colour.
pub(super) fn contrast(colour: Colour) -> Colour {
    if lightness(colour) > 0.47 {
        theme::INK
    } else {
        theme::WHITE
    }
}

/// Lengths of dashes and gaps in pixels; none for a solid line.
pub(super) type Dash = Option<(f64, f64)>;

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) colour: Colour,
    pub(super) width: f64,
    pub(super) dash: Dash,
    pub(super) opacity: f64,
}

impl Stroke {
    pub(super) const fn solid(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: None,
            opacity: 1.0,
        }
    }

    pub(super) fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    pub(super) fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

impl From<Stroke> for ShapeStyle {
    fn from(stroke: Stroke) -> Self {
        let stroke_width = units(stroke.width).unsigned_abs();
        stroke.colour.mix(stroke.opacity).stroke_width(stroke_width)
    }
}
