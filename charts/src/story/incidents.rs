//! Conflicts that flared up: a lane a cause, a tick an incident.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Canvas, Stroke, Text, at, theme};
use crate::panel::{Axis, Frame};

/// A conflict between two members.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// When.
    pub month: f64,
    /// What it was about.
    pub cause: String,
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
        let stroke = Stroke::solid(theme::INK, 1.8).faint(0.55);
        canvas.line(at(x, y - 6.5), at(x, y + 6.5), stroke);
    }
    let count = months.len().to_string();
    canvas.text(Text::new(&count, at(area.right + 8.0, y), theme::SMALL).coloured(theme::MUTED));
}
