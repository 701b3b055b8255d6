//! How every chart looks: sizes, colours and line patterns, in one place.

use plotters::style::colors::colormaps::{ColorMap, ViridisRGB};

use super::ink::{Colour, Dash};

/// Width of a sheet, in pixels.
pub(super) const WIDTH: f64 = 1200.0;
/// White space around a sheet.
pub(super) const MARGIN: f64 = 28.0;

/// Text sizes, in pixels. They stay readable when a sheet is shown at half its width.
pub(super) const TITLE: f64 = 26.0;
pub(super) const SUBTITLE: f64 = 17.0;
pub(super) const LABEL: f64 = 17.0;
pub(super) const TICK: f64 = 15.0;
pub(super) const SMALL: f64 = 14.0;

/// Height of a line of text, as a multiple of its size.
pub(super) const LEADING: f64 = 1.25;

pub(super) const WHITE: Colour = Colour(255, 255, 255);
pub(super) const INK: Colour = Colour(34, 34, 34);
pub(super) const MUTED: Colour = Colour(89, 89, 89);
pub(super) const AXIS: Colour = Colour(120, 120, 120);
pub(super) const GRID: Colour = Colour(230, 230, 230);
pub(super) const GHOST: Colour = Colour(200, 200, 200);

/// Okabe-Ito, for trust: blue where it is positive, vermillion where it is negative.
pub(super) const POSITIVE: Colour = Colour(0, 114, 178);
pub(super) const NEGATIVE: Colour = Colour(213, 94, 0);

/// How an arm's line looks: its colour and its dashes, so that neither carries the meaning alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) colour: Colour,
    pub(super) dash: Dash,
}

/// As many arms as share one panel; more go to small multiples.
pub(super) const MOST_ARMS: usize = 8;

/// Up to this many arms a panel shows its bands; with more they would hide one another.
pub(super) const MOST_BANDS: usize = 4;

/// Panels drawn on a sheet of small multiples; a note tells how many are left out.
pub(super) const MOST_PANELS: usize = 48;

/// Okabe-Ito in an order of good contrast between neighbours; its yellow is darkened to show on white.
const LOOKS: [Look; MOST_ARMS] = [
    Look {
        colour: POSITIVE,
        dash: None,
    },
    Look {
        colour: NEGATIVE,
        dash: Some((11.0, 4.0)),
    },
    Look {
        colour: Colour(0, 158, 115),
        dash: Some((3.0, 3.0)),
    },
    Look {
        colour: Colour(204, 121, 167),
        dash: Some((9.0, 8.0)),
    },
    Look {
        colour: Colour(0, 0, 0),
        dash: Some((6.0, 3.0)),
    },
    Look {
        colour: Colour(230, 159, 0),
        dash: None,
    },
    Look {
        colour: Colour(86, 180, 233),
        dash: Some((18.0, 5.0)),
    },
    Look {
        colour: Colour(153, 140, 30),
        dash: Some((4.0, 6.0)),
    },
];

/// The look of the arm at this place.
pub(super) fn look(index: usize) -> Look {
    LOOKS[index % LOOKS.len()]
}

/// The viridis colour of a value between `low` and `high`.
pub(super) fn viridis(value: f64, low: f64, high: f64) -> Colour {
    let colour = ViridisRGB.get_color_normalized(value, low, high);
    Colour(colour.0, colour.1, colour.2)
}
