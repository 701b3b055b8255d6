//! How the chances of one run went, and what it hung on.

use super::axis::{Axis, brief};
use super::canvas::{self, Anchor, Area, Canvas, Colour, Stroke, Text, at};
use super::curves::{self, Vertex};
use super::frame::{Frame, Ticks};
use super::lanes::{self, Flag};
use super::panels::range;
use super::text::{self, Weight};
use super::theme::{self, look};
use super::{ChartError, Curve, Estimate, Heading, Unit};

const LEFT: f64 = 92.0;
const RIGHT: f64 = theme::WIDTH - 40.0;
const HEIGHT: f64 = 340.0;
/// Radius of a numbered mark.
const MARK: f64 = 12.0;
const LANE: f64 = 2.0 * MARK + 6.0;
/// Most lanes of marks above the panel.
const MOST_LANES: usize = 10;
/// Height of a row of the list.
const ROW: f64 = 38.0;
/// Where the names of the list end, and where its bars begin.
const NAMES: (f64, f64) = (theme::MARGIN + 2.0 * MARK + 12.0, 690.0);
/// Room for what is due to each, right of the bars.
const SHARES: f64 = 150.0;

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

/// Draws the chance over the months with its band, the causes as numbered marks above it, and below a row for each: what it is,
/// how the chance changes without it, and what is due to it.
///
/// # Errors
/// If the lists of the curve differ in length, or a month or a change is not finite.
pub fn chances(heading: &Heading, chances: &Chances) -> Result<String, ChartError> {
    chances.curve.check()?;
    if let Some(index) = chances.causes.iter().position(|cause| !cause.is_finite()) {
        let series = "causes".to_owned();
        return Err(ChartError::NotFinite { series, index });
    }
    if chances.curve.months.is_empty() {
        return heading.without_data();
    }
    canvas::sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") + 10.0;
        let bottom = draw_curve(canvas, chances, top);
        draw_list(canvas, chances, bottom)
    })
}

impl ChanceCause {
    fn is_finite(&self) -> bool {
        let Estimate { centre, low, high } = self.change;
        [self.months.0, self.months.1, centre, low, high]
            .iter()
            .all(|number| number.is_finite())
    }

    fn middle(&self) -> f64 {
        (self.months.0 + self.months.1) / 2.0
    }
}

/// The colour of a change: what would have helped to leave out, and what would have harmed.
fn colour_of(change: f64) -> Colour {
    if change < 0.0 { theme::POSITIVE } else { theme::NEGATIVE }
}

/// Draws the panel; tells where its axis ends.
fn draw_curve(canvas: &mut Canvas<'_>, chances: &Chances, top: f64) -> f64 {
    let last = chances.curve.months.iter().copied().fold(0.0, f64::max);
    let mut frame = Frame {
        area: Area {
            left: LEFT,
            top,
            right: RIGHT,
            bottom: top + HEIGHT,
        },
        x: Axis::months(last, 14),
        y: Axis::shares(),
    };
    let marks = Marks::of(chances, &frame);
    frame.area = frame
        .area
        .between(top + 20.0 + marks.height(), top + 20.0 + marks.height() + HEIGHT);
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
    marks.draw(canvas, &frame, chances);
    frame.area.bottom + 92.0
}

/// A line where it was decided, with its words on the side that has room.
fn draw_decided(canvas: &mut Canvas<'_>, frame: &Frame, month: f64, words: &str) {
    let x = frame.across(month);
    let Area {
        top,
        bottom,
        left,
        right,
    } = frame.area;
    canvas.line(
        at(x, top),
        at(x, bottom),
        Stroke::solid(theme::INK, 2.0).dashed(Some((7.0, 4.0))),
    );
    let is_left = x - left > right - x;
    let (place, anchor) = if is_left {
        (x - 9.0, Anchor::End)
    } else {
        (x + 9.0, Anchor::Start)
    };
    let words = Text::new(words, at(place, top + 16.0), theme::LABEL).anchored(anchor);
    canvas.text(words.bold().haloed());
}

/// The numbered marks above the panel, in lanes.
struct Marks {
    flags: Vec<Flag>,
    lanes: Vec<Option<usize>>,
}

impl Marks {
    fn of(chances: &Chances, frame: &Frame) -> Self {
        let flag = |cause: &ChanceCause| {
            let x = frame.across(cause.middle());
            Flag {
                x,
                left: x - MARK - 2.0,
                right: x + MARK + 2.0,
            }
        };
        let flags: Vec<Flag> = chances.causes.iter().map(flag).collect();
        let lanes = lanes::assign(&flags, MOST_LANES);
        Self { flags, lanes }
    }

    fn height(&self) -> f64 {
        self.lanes
            .iter()
            .flatten()
            .max()
            .map_or(0.0, |lane| (lane + 1) as f64 * LANE)
    }

    fn placed(&self) -> impl Iterator<Item = (usize, f64, usize)> {
        let marks = self.flags.iter().zip(&self.lanes).enumerate();
        marks.filter_map(|(number, (flag, lane))| Some((number, flag.x, (*lane)?)))
    }

    /// From every mark down to the curve.
    fn draw_lines(&self, canvas: &mut Canvas<'_>, frame: &Frame, curve: &Curve) {
        for (_, x, lane) in self.placed() {
            let end = curve
                .stretches()
                .concat()
                .into_iter()
                .min_by(|one: &Vertex, other| {
                    let away = |vertex: &Vertex| (frame.across(vertex.x) - x).abs();
                    away(one).total_cmp(&away(other))
                })
                .map_or(frame.area.bottom, |vertex| frame.up(vertex.centre));
            let stroke = Stroke::solid(theme::AXIS, 1.0).dashed(Some((2.5, 3.5)));
            canvas.line(at(x, self.height_of(frame, lane)), at(x, end), stroke);
        }
    }

    fn height_of(&self, frame: &Frame, lane: usize) -> f64 {
        frame.area.top - 40.0 - (lane as f64 + 0.5) * LANE
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: &Frame, chances: &Chances) {
        for (number, x, lane) in self.placed() {
            let colour = colour_of(chances.causes[number].change.centre);
            draw_number(canvas, (x, self.height_of(frame, lane)), number, colour);
        }
    }
}

/// A cause's number, from 1, on a disc.
fn draw_number(canvas: &mut Canvas<'_>, (x, y): (f64, f64), number: usize, colour: Colour) {
    canvas.circle(at(x, y), MARK, colour, 1.5);
    let number = (number + 1).to_string();
    let text = Text::new(&number, at(x, y), theme::SMALL).anchored(Anchor::Middle);
    canvas.text(text.bold().coloured(theme::WHITE));
}

/// Draws the list; tells where the sheet may end.
fn draw_list(canvas: &mut Canvas<'_>, chances: &Chances, top: f64) -> f64 {
    let n = chances.causes.len();
    if n == 0 {
        return top - 20.0;
    }
    let ends = chances.causes.iter().flat_map(|cause| {
        let Estimate { centre, low, high } = cause.change;
        [centre, low, high]
    });
    let (low, high) = range(ends.chain([0.0]));
    let frame = Frame {
        area: Area {
            left: NAMES.1 + 20.0,
            top: top + 18.0,
            right: theme::WIDTH - SHARES,
            bottom: top + 18.0 + ROW * n as f64,
        },
        x: Axis::values(Unit::Number, low, high, 4),
        y: Axis::cells(n).reversed(),
    };
    let place = at(theme::MARGIN, top - 1.0);
    canvas.text(Text::new("What it hung on", place, theme::LABEL).bold());
    frame.name_panel(canvas, &chances.bars);
    let place = at(theme::WIDTH - theme::MARGIN, top - 1.0);
    canvas.text(Text::new("Due to it", place, theme::LABEL).bold().anchored(Anchor::End));
    frame.draw_columns(canvas);
    for (row, cause) in chances.causes.iter().enumerate() {
        draw_row(canvas, &frame, row, cause);
    }
    let nought = frame.across(0.0);
    let (from, to) = (at(nought, frame.area.top), at(nought, frame.area.bottom));
    canvas.line(from, to, Stroke::solid(theme::AXIS, 1.2));
    frame.draw_x(canvas, Ticks::Written);
    frame.area.bottom + 44.0
}

fn draw_row(canvas: &mut Canvas<'_>, frame: &Frame, row: usize, cause: &ChanceCause) {
    let middle = frame.up(row as f64 + 0.5);
    let Estimate { centre, low, high } = cause.change;
    draw_number(canvas, (theme::MARGIN + MARK, middle), row, colour_of(centre));
    let label = text::fitted(&cause.label, theme::TICK, Weight::Regular, NAMES.1 - NAMES.0);
    canvas.text(Text::new(&label, at(NAMES.0, middle), theme::TICK));
    let rows = (row as f64 + 0.26, row as f64 + 0.74);
    canvas.rectangle(frame.between((0.0, rows.0), (centre, rows.1)), colour_of(centre));
    let stroke = Stroke::solid(theme::INK, 1.4);
    let ends = [low, high].map(|end| frame.across(end));
    canvas.line(at(ends[0], middle), at(ends[1], middle), stroke);
    for end in ends {
        canvas.line(at(end, middle - 4.0), at(end, middle + 4.0), stroke);
    }
    if let Some(share) = cause.share {
        let share = brief(share, Unit::Share);
        let place = at(theme::WIDTH - theme::MARGIN, middle);
        canvas.text(Text::new(&share, place, theme::TICK).anchored(Anchor::End));
    }
}
