//! The signs of a story: a shape a kind of event, a tick an incident.

use super::axis::Axis;
use super::canvas::{Anchor, Canvas, Colour, Point, Stroke, Text, at};
use super::frame::Frame;
use super::text::{self, Weight};
use super::theme;
use super::{EventKind, Incident};

impl EventKind {
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
pub(super) fn draw_glyph(canvas: &mut Canvas<'_>, kind: EventKind, place: Point) {
    const SIZE: f64 = 6.5;
    let corner = |(x, y): (f64, f64)| at(place.x + x * SIZE, place.y + y * SIZE);
    let (colour, stroke) = (kind.colour(), Stroke::solid(kind.colour(), 2.4));
    match kind {
        EventKind::Shock => canvas.polygon(&BOLT.map(corner), colour),
        EventKind::Exit => canvas.polygon(&[(-1.0, -0.8), (1.0, -0.8), (0.0, 1.0)].map(corner), colour),
        EventKind::Arrival => canvas.polygon(&[(-1.0, 0.8), (1.0, 0.8), (0.0, -1.0)].map(corner), colour),
        EventKind::Split => {
            for side in [-1.0, 1.0] {
                let arrow = [(side, 0.0), (0.15 * side, -1.0), (0.15 * side, 1.0)];
                canvas.polygon(&arrow.map(corner), colour);
            }
        }
        EventKind::Betrayal => {
            canvas.line(corner((-0.8, -0.8)), corner((0.8, 0.8)), stroke);
            canvas.line(corner((-0.8, 0.8)), corner((0.8, -0.8)), stroke);
        }
        EventKind::OpenConversation => canvas.circle(place, 0.9 * SIZE, colour, 1.0),
        EventKind::Other => {
            let square = [(-0.7, -0.7), (0.7, -0.7), (0.7, 0.7), (-0.7, 0.7)];
            canvas.polygon(&square.map(corner), colour);
        }
    }
}

/// A note on events that found no lane.
pub(super) fn without_room(lanes: &[Option<usize>]) -> String {
    match lanes.iter().filter(|lane| lane.is_none()).count() {
        0 => String::new(),
        1 => "One event has its line but found no room for its label.".to_owned(),
        many => format!("{many} events have their lines but found no room for their labels."),
    }
}

/// Lanes of ticks, one a cause in the order of appearance; tells the frame whose bottom is the axis of months.
pub(super) fn draw_incidents(canvas: &mut Canvas<'_>, base: &Frame, incidents: &[Incident], top: f64) -> Frame {
    const LANE: f64 = 21.0;
    let causes = causes(incidents);
    if causes.is_empty() {
        let area = base.area.between(top - 2.0, top);
        return Frame { area, ..base.clone() };
    }
    let top = top + 44.0;
    let bottom = top + causes.len() as f64 * LANE;
    let lanes = Frame {
        area: base.area.between(top, bottom),
        x: base.x.clone(),
        y: Axis::cells(causes.len()).reversed(),
    };
    lanes.name_panel(canvas, "Incidents by cause");
    for (lane, cause) in causes.iter().enumerate() {
        let own = incidents.iter().filter(|incident| incident.cause == *cause);
        let months: Vec<f64> = own.map(|incident| incident.month).collect();
        draw_lane(canvas, &lanes, lane as f64 + 0.5, cause, &months);
    }
    let area = base.area.between(top, bottom + 4.0);
    Frame { area, ..lanes }
}

/// The causes in the order of appearance.
fn causes(incidents: &[Incident]) -> Vec<&str> {
    let mut causes: Vec<&str> = Vec::new();
    for incident in incidents {
        if !causes.contains(&incident.cause.as_str()) {
            causes.push(&incident.cause);
        }
    }
    causes
}

/// A cause, a tick for each of its incidents, and how many there were.
fn draw_lane(canvas: &mut Canvas<'_>, frame: &Frame, lane: f64, cause: &str, months: &[f64]) {
    let (area, y) = (frame.area, frame.up(lane));
    canvas.line(at(area.left, y), at(area.right, y), Stroke::solid(theme::GRID, 1.0));
    let name = text::fitted(cause, theme::SMALL, Weight::Regular, area.left - 14.0);
    let name = Text::new(&name, at(area.left - 8.0, y), theme::SMALL);
    canvas.text(name.anchored(Anchor::End).coloured(theme::MUTED));
    for month in months {
        let x = frame.across(*month);
        canvas.line(
            at(x, y - 6.5),
            at(x, y + 6.5),
            Stroke::solid(theme::INK, 1.8).faint(0.55),
        );
    }
    let count = months.len().to_string();
    canvas.text(Text::new(&count, at(area.right + 8.0, y), theme::SMALL).coloured(theme::MUTED));
}
