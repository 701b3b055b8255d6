//! One run in full: its measures over the months, with what happened.

use super::axis::{Axis, brief};
use super::canvas::{self, Anchor, Area, Canvas, Stroke, Text, at};
use super::curves::{self, MANY, stepped, thinned};
use super::frame::{Frame, Ticks};
use super::lanes::{self, Flag};
use super::panels::range;
use super::story_marks::{self, draw_glyph};
use super::text::{self, Weight};
use super::theme::{self, look};
use super::{ChartError, Curve, Heading, Unit, ink};

/// One run, month by month.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The months, rising.
    pub months: Vec<f64>,
    /// The measures, from top to bottom.
    pub measures: Vec<StoryLine>,
    /// What happened, with a label each.
    pub events: Vec<Event>,
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

/// Something that happened in a month.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When.
    pub month: f64,
    /// What it was.
    pub kind: EventKind,
    /// A few words, such as who left.
    pub label: String,
}

/// Kinds of event, each with a sign of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
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

/// A conflict between two members.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// When.
    pub month: f64,
    /// What it was about.
    pub cause: String,
}

const LEFT: f64 = 92.0;
const RIGHT: f64 = 94.0;
const MOST_LANES: usize = 9;
const LANE: f64 = 23.0;
const LABEL_ROOM: f64 = 270.0;
const PANEL: f64 = 118.0;
const GAP: f64 = 44.0;

/// Draws one run: its measures in panels that share the months, its events above them, its incidents below.
///
/// # Errors
/// If a measure has not one value a month, or a month is not finite.
pub fn story(heading: &Heading, story: &Story) -> Result<String, ChartError> {
    let curves = story
        .measures
        .iter()
        .map(|line| line.curve(&story.months))
        .collect::<Result<Vec<_>, _>>()?;
    story.check()?;
    if story.months.is_empty() {
        return heading.without_data();
    }
    canvas::sheet(&heading.title, |canvas| draw(canvas, heading, story, &curves))
}

/// Draws it all; tells where the sheet may end.
fn draw(canvas: &mut Canvas<'_>, heading: &Heading, story: &Story, curves: &[Curve]) -> f64 {
    let base = story.frame();
    let flags: Vec<Flag> = story.events.iter().map(|event| flag(&base, event)).collect();
    let lanes = lanes::assign(&flags, MOST_LANES);
    let top = heading.draw(canvas, &story_marks::without_room(&lanes));
    let n_lanes = lanes.iter().flatten().max().map_or(0, |lane| lane + 1);
    let foot = top + n_lanes as f64 * LANE;
    let events = Events {
        story,
        flags,
        lanes,
        foot,
    };
    let end = foot + story.measures.len() as f64 * (PANEL + GAP);
    events.draw_lines(canvas, end);
    for (index, (line, curve)) in story.measures.iter().zip(curves).enumerate() {
        let top = foot + GAP + index as f64 * (PANEL + GAP);
        let area = base.area.between(top, top + PANEL);
        draw_panel(canvas, &Frame { area, ..base.clone() }, line, curve);
    }
    events.draw_labels(canvas);
    let frame = story_marks::draw_incidents(canvas, &base, &story.incidents, end);
    frame.draw_x(canvas, Ticks::Written);
    frame.name_x(canvas, "Month", 42.0);
    frame.area.bottom + 64.0
}

impl Story {
    fn check(&self) -> Result<(), ChartError> {
        let bad_event = self.events.iter().position(|event| !event.month.is_finite());
        let bad_incident = self.incidents.iter().position(|incident| !incident.month.is_finite());
        match (bad_event, bad_incident) {
            (Some(index), _) => Err(ChartError::NotFinite {
                series: "events".to_owned(),
                index,
            }),
            (None, Some(index)) => Err(ChartError::NotFinite {
                series: "incidents".to_owned(),
                index,
            }),
            (None, None) => Ok(()),
        }
    }

    /// The axis of months, without a height of its own.
    fn frame(&self) -> Frame {
        let last = self.months.iter().copied().fold(0.0, f64::max);
        let area = Area {
            left: LEFT,
            top: 0.0,
            right: theme::WIDTH - RIGHT,
            bottom: 1.0,
        };
        Frame {
            area,
            x: Axis::months(last, 14),
            y: Axis::exact(0.0, 1.0, 4),
        }
    }
}

impl StoryLine {
    fn curve(&self, months: &[f64]) -> Result<Curve, ChartError> {
        let (label, months, centre) = (self.label.clone(), months.to_vec(), self.values.clone());
        let curve = Curve {
            label,
            months,
            low: centre.clone(),
            high: centre.clone(),
            centre,
        };
        curve.check()?;
        Ok(curve)
    }
}

/// The box of an event's label: right of its sign, or left of it where the sheet ends.
fn flag(frame: &Frame, event: &Event) -> Flag {
    let x = frame.across(event.month);
    let width = 13.0 + text::width(&label_of(event), theme::SMALL, Weight::Regular) * 1.03;
    if x + width <= theme::WIDTH - theme::MARGIN {
        Flag {
            x,
            left: x - 8.0,
            right: x + width + 6.0,
        }
    } else {
        Flag {
            x,
            left: x - width - 6.0,
            right: x + 8.0,
        }
    }
}

fn label_of(event: &Event) -> String {
    text::fitted(&event.label, theme::SMALL, Weight::Regular, LABEL_ROOM)
}

/// The events in their lanes.
struct Events<'a> {
    story: &'a Story,
    flags: Vec<Flag>,
    lanes: Vec<Option<usize>>,
    /// Where the lowest lane ends.
    foot: f64,
}

impl Events<'_> {
    fn all(&self) -> impl Iterator<Item = (&Event, &Flag, Option<usize>)> {
        let marks = self.flags.iter().zip(&self.lanes);
        self.story
            .events
            .iter()
            .zip(marks)
            .map(|(event, (flag, lane))| (event, flag, *lane))
    }

    fn height_of(&self, lane: usize) -> f64 {
        self.foot - (lane as f64 + 0.5) * LANE
    }

    /// A line from every event down to the last panel.
    fn draw_lines(&self, canvas: &mut Canvas<'_>, end: f64) {
        for (event, flag, lane) in self.all() {
            let top = lane.map_or(self.foot, |lane| self.height_of(lane));
            let stroke = Stroke::solid(event.kind.colour(), 1.2)
                .dashed(Some((2.5, 4.5)))
                .faint(0.8);
            canvas.line(at(flag.x, top), at(flag.x, end), stroke);
        }
    }

    fn draw_labels(&self, canvas: &mut Canvas<'_>) {
        for (event, flag, lane) in self.all() {
            let Some(lane) = lane else { continue };
            let y = self.height_of(lane);
            let is_right = flag.right - flag.x > 9.0;
            let (x, anchor) = if is_right {
                (flag.x + 12.0, Anchor::Start)
            } else {
                (flag.x - 12.0, Anchor::End)
            };
            let label = label_of(event);
            let text = Text::new(&label, at(x, y), theme::SMALL).anchored(anchor);
            canvas.text(text.coloured(ink::for_text(event.kind.colour())).haloed());
            draw_glyph(canvas, event.kind, at(flag.x, y));
        }
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
