//! How the chances of one run went, and what it hung on.

mod causes;
mod marks;

use self::marks::Marks;
use crate::drawing::theme::{self, look};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, sheet};
use crate::error::{ChartError, check_all};
use crate::panel::{Axis, Curve, Frame, Ticks, curves};

pub use causes::ChanceCause;

const LEFT: f64 = 92.0;
const RIGHT: f64 = theme::WIDTH - 40.0;
const HEIGHT: f64 = 340.0;

/// The chances of one run, and what it hung on.
#[derive(Debug, Clone, PartialEq)]
pub struct Chances {
    /// What the chance is of.
    pub label: String,
    /// The chance after so many months, with its interval.
    pub curve: Curve,
    /// The month in which it was decided, and what that is called.
    pub decided: Option<(f64, String)>,
    /// What it hung on, the weightiest first.
    pub causes: Vec<ChanceCause>,
    /// What the bars of the causes show.
    pub bars: String,
}

/// Draws the chance over the months with its band, the causes as numbered marks above it, and below a row for each: what it is,
/// how the chance changes without it, and what is due to it.
///
/// # Errors
/// If the lists of the curve differ in length, or a month or a change is not finite.
pub fn chances(heading: &Heading, chances: &Chances) -> Result<String, ChartError> {
    chances.curve.check()?;
    check_all("causes", &chances.causes, |cause| cause.is_finite())?;
    if chances.curve.months.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") + 10.0;
        let bottom = draw_curve(canvas, chances, top);
        causes::draw_list(canvas, &chances.causes, &chances.bars, bottom)
    })
}

/// Draws the panel; tells where its axis ends.
fn draw_curve(canvas: &mut Canvas<'_>, chances: &Chances, top: f64) -> f64 {
    let mut frame = Frame {
        area: Area::of(LEFT..RIGHT, top..top + HEIGHT),
        x: Axis::over(&chances.curve.months, 14),
        y: Axis::shares(),
    };
    let marks = Marks::of(&chances.causes, &frame);
    let top = top + 20.0 + marks.height();
    frame.area = frame.area.between(top, top + HEIGHT);
    frame.name_panel(canvas, &chances.label);
    frame.draw_y(canvas);
    frame.draw_x(canvas, Ticks::Written);
    frame.name_x(canvas, "Months lived", 42.0);
    marks.draw_lines(canvas, &frame, &chances.curve);
    for stretch in chances.curve.stretches() {
        curves::band(canvas, &frame, &stretch, look(0), 0.22);
        curves::line(canvas, &frame, &stretch, look(0), 2.6);
    }
    if let Some((month, words)) = &chances.decided {
        draw_decided(canvas, &frame, *month, words);
    }
    marks.draw(canvas, &frame);
    frame.area.bottom + 92.0
}

/// A line where it was decided, with its words on the side that has room.
fn draw_decided(canvas: &mut Canvas<'_>, frame: &Frame, month: f64, words: &str) {
    let (x, area) = (frame.across(month), frame.area);
    let stroke = Stroke::solid(theme::INK, 2.0).dashed(Some((7.0, 4.0)));
    canvas.line(at(x, area.top), at(x, area.bottom), stroke);
    let is_left = x - area.left > area.right - x;
    let (place, anchor) = if is_left {
        (x - 9.0, Anchor::End)
    } else {
        (x + 9.0, Anchor::Start)
    };
    let words = Text::new(words, at(place, area.top + 16.0), theme::LABEL).anchored(anchor);
    canvas.text(words.bold().haloed());
}
