//! One run in full: its measures over the months, with what happened.

mod events;
mod incidents;
mod signs;
mod sparkline;

use self::events::Events;
use self::incidents::draw_incidents;
use crate::drawing::text::{self, Weight};
use crate::drawing::theme::{self, look};
use crate::drawing::{Area, Canvas, Heading, Text, at, sheet};
use crate::error::{ChartError, check_finite};
use crate::panel::curves::{self, MANY, stepped, thinned};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Curve, Frame, Ticks, range};

pub use events::StoryEvent;
pub use incidents::Incident;
pub use signs::StorySign;
pub use sparkline::{Mark, Sparkline, sparkline};

/// One run, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The months, rising.
    pub months: Vec<f64>,
    /// The measures, from top to bottom.
    pub measures: Vec<StoryLine>,
    /// What happened, with a label each.
    pub events: Vec<StoryEvent>,
    /// Conflicts that flared up, a tick each.
    pub incidents: Vec<Incident>,
}

/// A measure over the months of a story.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryLine {
    /// What is measured.
    pub label: String,
    /// How its values are written.
    pub unit: Unit,
    /// A value a month; not finite where there is none.
    pub values: Vec<f64>,
}

const LEFT: f64 = 92.0;
const RIGHT: f64 = 94.0;
const PANEL: f64 = 118.0;
const GAP: f64 = 44.0;

/// Draws one run: its measures in panels that share the months, its events above them, its incidents below.
///
/// # Errors
/// If a measure has not one value a month, or a month is not finite.
pub fn story(heading: &Heading, story: &Story) -> Result<String, ChartError> {
    let curves = story.measures.iter().map(|line| line.curve(&story.months));
    let curves = curves.collect::<Result<Vec<_>, _>>()?;
    check_finite("events", story.events.iter().map(|event| event.month))?;
    check_finite("incidents", story.incidents.iter().map(|incident| incident.month))?;
    if story.months.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| draw(canvas, heading, story, &curves))
}

/// Draws it all; tells where the sheet may end.
fn draw(canvas: &mut Canvas<'_>, heading: &Heading, story: &Story, curves: &[Curve]) -> f64 {
    let base = story.frame();
    let events = Events::of(&story.events, &base);
    let foot = heading.draw(canvas, &events.note()) + events.height();
    let end = foot + story.measures.len() as f64 * (PANEL + GAP);
    events.draw_lines(canvas, foot, end);
    for (index, (line, curve)) in story.measures.iter().zip(curves).enumerate() {
        let top = foot + GAP + index as f64 * (PANEL + GAP);
        let area = base.area.between(top, top + PANEL);
        draw_panel(canvas, &Frame { area, ..base.clone() }, line, curve);
    }
    events.draw_labels(canvas, foot);
    let frame = draw_incidents(canvas, &base, &story.incidents, end);
    frame.draw_x(canvas, Ticks::Written);
    frame.name_x(canvas, "Month", 42.0);
    frame.area.bottom + 64.0
}

impl Story {
    /// The axis of months, without a height of its own.
    fn frame(&self) -> Frame {
        Frame {
            area: Area::of(LEFT..theme::WIDTH - RIGHT, 0.0..1.0),
            x: Axis::over(&self.months, 14),
            y: Axis::exact(0.0, 1.0, 4),
        }
    }
}

impl StoryLine {
    fn curve(&self, months: &[f64]) -> Result<Curve, ChartError> {
        let (label, months, centre) = (self.label.clone(), months.to_vec(), self.values.clone());
        let curve = Curve {
            label,
            runs: Vec::new(),
            months,
            low: centre.clone(),
            high: centre.clone(),
            centre,
        };
        curve.check()?;
        Ok(curve)
    }
}

fn draw_panel(canvas: &mut Canvas<'_>, frame: &Frame, line: &StoryLine, curve: &Curve) {
    let (low, high) = range(line.values.iter().copied().filter(|value| value.is_finite()));
    let Some(end) = curve.last() else { return };
    let frame = Frame {
        y: Axis::values(line.unit, low, high, 4),
        ..frame.clone()
    };
    frame.draw_y(canvas);
    frame.draw_x(canvas, Ticks::Bare);
    for stretch in curve.stretches() {
        let points = if line.unit == Unit::Count {
            stepped(&stretch)
        } else {
            thinned(&stretch, MANY)
        };
        curves::line(canvas, &frame, &points, look(0), 2.4);
    }
    let name = text::fitted(&line.label, theme::LABEL, Weight::Bold, frame.area.width());
    let place = at(frame.area.left, frame.area.top - 17.0);
    canvas.text(Text::new(&name, place, theme::LABEL).bold().haloed());
    let (value, end) = (brief(end.centre, line.unit), frame.at(end.x, end.centre));
    let value = Text::new(&value, at(end.x + 8.0, end.y), theme::LABEL).bold();
    canvas.text(value.coloured(look(0).colour).haloed());
}
