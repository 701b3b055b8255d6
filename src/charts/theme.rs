//! How every chart looks: sizes, colours and line patterns, in one place.

use super::svg::Colour;

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
    pub(super) dash: &'static str,
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
        dash: "",
    },
    Look {
        colour: NEGATIVE,
        dash: "11 4",
    },
    Look {
        colour: Colour(0, 158, 115),
        dash: "3 3",
    },
    Look {
        colour: Colour(204, 121, 167),
        dash: "14 4 3 4",
    },
    Look {
        colour: Colour(0, 0, 0),
        dash: "6 3",
    },
    Look {
        colour: Colour(230, 159, 0),
        dash: "",
    },
    Look {
        colour: Colour(86, 180, 233),
        dash: "18 5",
    },
    Look {
        colour: Colour(153, 140, 30),
        dash: "9 3 2 3 2 3",
    },
];

/// The look of the arm at this place.
pub(super) fn look(index: usize) -> Look {
    LOOKS[index % LOOKS.len()]
}

/// Eleven evenly spaced colours of viridis, from low to high.
const VIRIDIS: [Colour; 11] = [
    Colour(0x44, 0x01, 0x54),
    Colour(0x48, 0x25, 0x76),
    Colour(0x41, 0x44, 0x87),
    Colour(0x35, 0x60, 0x8d),
    Colour(0x2a, 0x78, 0x8e),
    Colour(0x21, 0x90, 0x8c),
    Colour(0x22, 0xa8, 0x84),
    Colour(0x43, 0xbf, 0x71),
    Colour(0x7a, 0xd1, 0x51),
    Colour(0xbb, 0xdf, 0x27),
    Colour(0xfd, 0xe7, 0x25),
];

/// The viridis colour of a share, 0…1.
pub(super) fn viridis(share: f64) -> Colour {
    let place = share.clamp(0.0, 1.0) * (VIRIDIS.len() - 1) as f64;
    let lower = (place.floor() as usize).min(VIRIDIS.len() - 2);
    VIRIDIS[lower].mixed(VIRIDIS[lower + 1], place - lower as f64)
}
