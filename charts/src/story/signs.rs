//! Kinds of event, each with a sign of its own.

use crate::drawing::{Canvas, Colour, Point, Stroke, at, theme};

/// Kinds of event, each with a sign of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorySign {
    /// The environment jumps.
    Shock,
    /// A member leaves.
    Exit,
    /// A member joins.
    Arrival,
    /// The alliance falls into hostile blocs.
    Split,
    /// A member stops contributing.
    Betrayal,
    /// The members speak openly.
    OpenConversation,
    /// Anything else.
    Other,
}

impl StorySign {
    pub(super) fn colour(self) -> Colour {
        match self {
            Self::Shock => Colour(230, 159, 0),
            Self::Exit | Self::Betrayal => theme::NEGATIVE,
            Self::Arrival | Self::OpenConversation => Colour(0, 158, 115),
            Self::Split => Colour(150, 60, 120),
            Self::Other => theme::MUTED,
        }
    }
}

/// A zigzag from top to bottom.
const BOLT: [(f64, f64); 6] = [
    (0.3, -1.2),
    (-0.8, 0.2),
    (-0.1, 0.2),
    (-0.3, 1.2),
    (0.8, -0.2),
    (0.1, -0.2),
];

/// Draws the sign of a kind of event.
pub(super) fn draw_glyph(canvas: &mut Canvas<'_>, kind: StorySign, place: Point) {
    const SIZE: f64 = 6.5;
    let corner = |(x, y): (f64, f64)| at(place.x + x * SIZE, place.y + y * SIZE);
    let (colour, stroke) = (kind.colour(), Stroke::solid(kind.colour(), 2.4));
    match kind {
        StorySign::Shock => canvas.polygon(&BOLT.map(corner), colour),
        StorySign::Exit => canvas.polygon(&[(-1.0, -0.8), (1.0, -0.8), (0.0, 1.0)].map(corner), colour),
        StorySign::Arrival => canvas.polygon(&[(-1.0, 0.8), (1.0, 0.8), (0.0, -1.0)].map(corner), colour),
        StorySign::Split => {
            for side in [-1.0, 1.0] {
                let arrow = [(side, 0.0), (0.15 * side, -1.0), (0.15 * side, 1.0)];
                canvas.polygon(&arrow.map(corner), colour);
            }
        }
        StorySign::Betrayal => {
            canvas.line(corner((-0.8, -0.8)), corner((0.8, 0.8)), stroke);
            canvas.line(corner((-0.8, 0.8)), corner((0.8, -0.8)), stroke);
        }
        StorySign::OpenConversation => canvas.circle(place, 0.9 * SIZE, colour, 1.0),
        StorySign::Other => {
            let square = [(-0.7, -0.7), (0.7, -0.7), (0.7, 0.7), (-0.7, 0.7)];
            canvas.polygon(&square.map(corner), colour);
        }
    }
}
