//! What a run hung on: a list with a row a cause.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Colour, Point, Text, at, theme};
use crate::panel::numbers::{Unit, brief};
use crate::panel::{Axis, Estimate, Frame, Ticks, curves, range};

/// Radius of a numbered mark.
pub(super) const MARK: f64 = 12.0;
/// Height of a row of the list.
const ROW: f64 = 38.0;
/// Where the names of the list end, and where its bars begin.
const NAMES: (f64, f64) = (theme::MARGIN + 2.0 * MARK + 12.0, 690.0);
/// Room for what is due to each, right of the bars.
const SHARES: f64 = 150.0;

/// One thing that it hung on.
#[derive(Debug, Clone, PartialEq)]
pub struct ChanceCause {
    /// What.
    pub label: String,
    /// From which month to which.
    pub months: (f64, f64),
    /// How much the chance changes without it, −1…1, with its interval.
    pub change: Estimate,
    /// How much of the end is due to it, −1…1, where that is known.
    pub share: Option<f64>,
}

impl ChanceCause {
    pub(super) fn is_finite(&self) -> bool {
        self.months.0.is_finite() && self.months.1.is_finite() && self.change.is_finite()
    }

    pub(super) fn middle(&self) -> f64 {
        (self.months.0 + self.months.1) / 2.0
    }

    /// What would have helped to leave out, and what would have harmed.
    pub(super) fn colour(&self) -> Colour {
        if self.change.centre < 0.0 {
            theme::POSITIVE
        } else {
            theme::NEGATIVE
        }
    }
}

/// A cause's number, from 1, on a disc.
pub(super) fn draw_number(canvas: &mut Canvas<'_>, place: Point, number: usize, colour: Colour) {
    canvas.circle(place, MARK, colour, 1.5);
    let number = (number + 1).to_string();
    let text = Text::new(&number, place, theme::SMALL).anchored(Anchor::Middle);
    canvas.text(text.bold().coloured(theme::WHITE));
}

/// Draws the list, with bars that show what their name says; tells where the sheet may end.
pub(super) fn draw_list(canvas: &mut Canvas<'_>, causes: &[ChanceCause], bars: &str, top: f64) -> f64 {
    if causes.is_empty() {
        return top - 20.0;
    }
    let frame = frame(causes, top + 18.0);
    let place = at(theme::MARGIN, top - 1.0);
    canvas.text(Text::new("What it hung on", place, theme::LABEL).bold());
    frame.name_panel(canvas, bars);
    let place = at(theme::WIDTH - theme::MARGIN, top - 1.0);
    canvas.text(Text::new("Due to it", place, theme::LABEL).bold().anchored(Anchor::End));
    frame.draw_columns(canvas);
    for (row, cause) in causes.iter().enumerate() {
        draw_row(canvas, &frame, row, cause);
    }
    frame.draw_nought(canvas);
    frame.draw_x(canvas, Ticks::Written);
    frame.area.bottom + 44.0
}

/// Changes across, a row a cause downwards.
fn frame(causes: &[ChanceCause], top: f64) -> Frame {
    let n = causes.len();
    let (low, high) = range(causes.iter().flat_map(|cause| cause.change.numbers()).chain([0.0]));
    Frame {
        area: Area::of(NAMES.1 + 20.0..theme::WIDTH - SHARES, top..top + ROW * n as f64),
        x: Axis::values(Unit::Number, low, high, 4),
        y: Axis::cells(n).reversed(),
    }
}

fn draw_row(canvas: &mut Canvas<'_>, frame: &Frame, row: usize, cause: &ChanceCause) {
    let middle = frame.up(row as f64 + 0.5);
    draw_number(canvas, at(theme::MARGIN + MARK, middle), row, cause.colour());
    let label = text::fitted(&cause.label, theme::TICK, Weight::Regular, NAMES.1 - NAMES.0);
    canvas.text(Text::new(&label, at(NAMES.0, middle), theme::TICK));
    let rows = (row as f64 + 0.26, row as f64 + 0.74);
    let bar = frame.between((0.0, rows.0), (cause.change.centre, rows.1));
    canvas.rectangle(bar, cause.colour());
    curves::level_whisker(canvas, frame, &cause.change, middle);
    if let Some(share) = cause.share {
        let share = brief(share, Unit::Share);
        let place = at(theme::WIDTH - theme::MARGIN, middle);
        canvas.text(Text::new(&share, place, theme::TICK).anchored(Anchor::End));
    }
}
