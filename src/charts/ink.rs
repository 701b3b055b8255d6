//! Colours, and how lines are drawn.

use std::fmt::{self, Write};

use super::svg::number;
use super::theme;

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub(super) u8, pub(super) u8, pub(super) u8);

impl Colour {
    /// This colour with a share (0…1) of another mixed in.
    pub(super) fn mixed(self, other: Colour, share: f64) -> Colour {
        let mix = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8;
        Colour(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }

    /// Perceived lightness, 0 (black) to 1 (white).
    pub(super) fn lightness(self) -> f64 {
        (0.299 * f64::from(self.0) + 0.587 * f64::from(self.1) + 0.114 * f64::from(self.2)) / 255.0
    }

    /// This colour, dark enough for text on white.
    pub(super) fn as_ink(self) -> Colour {
        const DARKEST: f64 = 0.40;
        let lightness = self.lightness();
        if lightness <= DARKEST {
            self
        } else {
            self.mixed(Colour(0, 0, 0), 1.0 - DARKEST / lightness)
        }
    }

    /// Black or white, whichever reads better on this colour.
    pub(super) fn contrast(self) -> Colour {
        if self.lightness() > 0.47 {
            theme::INK
        } else {
            theme::WHITE
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke {
    pub(super) colour: Colour,
    pub(super) width: f64,
    /// Lengths of dashes and gaps; empty for a solid line.
    pub(super) dash: &'static str,
    pub(super) opacity: f64,
}

impl Stroke {
    pub(super) fn solid(colour: Colour, width: f64) -> Self {
        Self {
            colour,
            width,
            dash: "",
            opacity: 1.0,
        }
    }

    pub(super) fn dashed(self, dash: &'static str) -> Self {
        Self { dash, ..self }
    }

    pub(super) fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }

    /// As attributes of an SVG element.
    pub(super) fn attributes(&self) -> String {
        let mut out = format!(
            r#" fill="none" stroke="{}" stroke-width="{}""#,
            self.colour,
            number(self.width)
        );
        if !self.dash.is_empty() {
            let _ = write!(out, r#" stroke-dasharray="{}""#, self.dash);
        }
        if self.opacity < 1.0 {
            let _ = write!(out, r#" stroke-opacity="{}""#, number(self.opacity));
        }
        out
    }
}
