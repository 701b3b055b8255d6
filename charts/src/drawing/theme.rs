//! How every chart looks: sizes, colours and line patterns, in one place.

use plotters::style::colors::colormaps::{ColorMap, ViridisRGB};

use super::ink::{self, Colour, Dash};

/// Width of a sheet, in pixels.
pub(crate) const WIDTH: f64 = 1200.0;
/// White space around a sheet.
pub(crate) const MARGIN: f64 = 28.0;

/// Text sizes, in pixels. They stay readable when a sheet is shown at half its width.
pub(crate) const TITLE: f64 = 26.0;
pub(crate) const SUBTITLE: f64 = 17.0;
pub(crate) const LABEL: f64 = 17.0;
pub(crate) const TICK: f64 = 15.0;
pub(crate) const SMALL: f64 = 14.0;

/// Height of a line of text, as a multiple of its size.
pub(crate) const LEADING: f64 = 1.25;

pub(crate) const WHITE: Colour = Colour(255, 255, 255);
pub(crate) const INK: Colour = Colour(34, 34, 34);
pub(crate) const MUTED: Colour = Colour(89, 89, 89);
pub(crate) const AXIS: Colour = Colour(120, 120, 120);
pub(crate) const GRID: Colour = Colour(230, 230, 230);
pub(crate) const GHOST: Colour = Colour(200, 200, 200);

/// Okabe-Ito, for trust: blue where it is positive, vermillion where it is negative.
pub(crate) const POSITIVE: Colour = Colour(0, 114, 178);
pub(crate) const NEGATIVE: Colour = Colour(213, 94, 0);

/// How an arm's line looks: its colour and its dashes, so that neither carries the meaning alone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub(crate) colour: Colour,
    pub(crate) dash: Dash,
}

impl Look {
    /// A line without gaps.
    pub(crate) const fn solid(colour: Colour) -> Self {
        Self { colour, dash: None }
    }

    const fn dashed(colour: Colour, dash: f64, gap: f64) -> Self {
        Self {
            colour,
            dash: Some((dash, gap)),
        }
    }
}

/// As many arms as share one panel; more go to small multiples.
pub(crate) const MOST_ARMS: usize = 8;

/// Up to this many arms a panel shows its bands; with more they would hide one another.
pub(crate) const MOST_BANDS: usize = 4;

/// Panels drawn on a sheet of small multiples; a note tells how many are left out.
pub(crate) const MOST_PANELS: usize = 48;

/// Okabe-Ito in an order of good contrast between neighbours; its yellow is darkened to show on white.
const LOOKS: [Look; MOST_ARMS] = [
    Look::solid(POSITIVE),
    Look::dashed(NEGATIVE, 11.0, 4.0),
    Look::dashed(Colour(0, 158, 115), 3.0, 3.0),
    Look::dashed(Colour(204, 121, 167), 9.0, 8.0),
    Look::dashed(Colour(0, 0, 0), 6.0, 3.0),
    Look::solid(Colour(230, 159, 0)),
    Look::dashed(Colour(86, 180, 233), 18.0, 5.0),
    Look::dashed(Colour(153, 140, 30), 4.0, 6.0),
];

/// The look of the arm at this place.
pub(crate) fn look(index: usize) -> Look {
    LOOKS[index % LOOKS.len()]
}

/// The viridis colour of a value between `low` and `high`.
pub(crate) fn viridis(value: f64, low: f64, high: f64) -> Colour {
    let colour = ViridisRGB.get_color_normalized(value, low, high);
    Colour(colour.0, colour.1, colour.2)
}

/// Black or white, whichever reads better on a colour.
pub(crate) fn contrast(colour: Colour) -> Colour {
    if ink::lightness(colour) > 0.47 { INK } else { WHITE }
}
