//! What happened in a run: a line and a sign an event, with its label in a lane above the panels.

use super::signs::{StorySign, draw_glyph};
use crate::drawing::lanes::{self, Flag};
use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Canvas, Stroke, Text, at, ink, theme};
use crate::panel::Frame;

const MOST_LANES: usize = 9;
const LANE: f64 = 23.0;
const LABEL_ROOM: f64 = 270.0;

/// Something that happened in a month.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryEvent {
    /// When.
    pub month: f64,
    /// What it was.
    pub kind: StorySign,
    /// A few words, such as who left.
    pub label: String,
}

/// The events in their lanes, which end at a height of the sheet, `foot`.
pub(super) struct Events<'a> {
    events: &'a [StoryEvent],
    flags: Vec<Flag>,
    lanes: Vec<Option<usize>>,
}

impl<'a> Events<'a> {
    pub(super) fn of(events: &'a [StoryEvent], frame: &Frame) -> Self {
        let flags: Vec<Flag> = events.iter().map(|event| flag(frame, event)).collect();
        let lanes = lanes::assign(&flags, MOST_LANES);
        Self { events, flags, lanes }
    }

    /// The height of all lanes.
    pub(super) fn height(&self) -> f64 {
        lanes::n_used(&self.lanes) as f64 * LANE
    }

    /// A note on events that found no lane.
    pub(super) fn note(&self) -> String {
        match self.lanes.iter().filter(|lane| lane.is_none()).count() {
            0 => String::new(),
            1 => "One event has its line but found no room for its label.".to_owned(),
            many => format!("{many} events have their lines but found no room for their labels."),
        }
    }

    fn all(&self) -> impl Iterator<Item = (&StoryEvent, &Flag, Option<usize>)> {
        let marks = self.flags.iter().zip(&self.lanes);
        let events = self.events.iter().zip(marks);
        events.map(|(event, (flag, lane))| (event, flag, *lane))
    }

    /// A line from every event down to the last panel.
    pub(super) fn draw_lines(&self, canvas: &mut Canvas<'_>, foot: f64, end: f64) {
        for (event, flag, lane) in self.all() {
            let top = lane.map_or(foot, |lane| height_of(foot, lane));
            let stroke = Stroke::solid(event.kind.colour(), 1.2)
                .dashed(Some((2.5, 4.5)))
                .faint(0.8);
            canvas.line(at(flag.x, top), at(flag.x, end), stroke);
        }
    }

    pub(super) fn draw_labels(&self, canvas: &mut Canvas<'_>, foot: f64) {
        for (event, flag, lane) in self.all() {
            let Some(lane) = lane else { continue };
            let y = height_of(foot, lane);
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

fn height_of(foot: f64, lane: usize) -> f64 {
    foot - (lane as f64 + 0.5) * LANE
}

/// The box of an event's label: right of its sign, or left of it where the sheet ends.
fn flag(frame: &Frame, event: &StoryEvent) -> Flag {
    let x = frame.across(event.month);
    let width = 13.0 + text::width(&label_of(event), theme::SMALL, Weight::Regular) * 1.03;
    let (left, right) = if x + width <= theme::WIDTH - theme::MARGIN {
        (x - 8.0, x + width + 6.0)
    } else {
        (x - width - 6.0, x + 8.0)
    };
    Flag { x, left, right }
}

fn label_of(event: &StoryEvent) -> String {
    text::fitted(&event.label, theme::SMALL, Weight::Regular, LABEL_ROOM)
}
