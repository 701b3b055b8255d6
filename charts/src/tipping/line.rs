//! How a tipping point moves with a second key.

use crate::drawing::text::{self, Weight};
use crate::drawing::theme::{self, look};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, sheet};
use crate::error::{ChartError, check_finite};
use crate::panel::{Estimate, Frame, KeyAxis, Ticks, Vertex, curves};

const LEFT: f64 = 92.0;
const RIGHT: f64 = theme::WIDTH - 40.0;
const HEIGHT: f64 = 430.0;
/// Room above the panel for its name and for values without a tipping point.
const TOP: f64 = 90.0;
const RADIUS: f64 = 5.5;

/// What there is where there is no tipping point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Without {
    /// More than one half throughout.
    More,
    /// Less than one half throughout.
    Less,
    /// It cannot be told.
    Unsettled,
}

/// What is known at one value of the second key.
#[derive(Debug, Clone, PartialEq)]
pub struct LineMark {
    /// The value.
    pub value: f64,
    /// The tipping points, rising.
    pub crossings: Vec<Estimate>,
    /// What there is instead, where there is none.
    pub without: Option<Without>,
}

/// Draws tipping points of `key` against the values of `along`, joined where neighbours have as many, with their intervals.
///
/// # Errors
/// If a value is not finite.
pub fn tipping_line(
    heading: &Heading,
    key: &KeyAxis,
    along: &KeyAxis,
    marks: &[LineMark],
) -> Result<String, ChartError> {
    check_finite(&along.name.key, marks.iter().map(|mark| mark.value))?;
    if marks.is_empty() {
        return heading.without_data();
    }
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") - 8.0;
        let area = Area::of(LEFT..RIGHT, top + TOP..top + TOP + HEIGHT);
        let (x, y) = (along.axis(10), key.axis(7));
        let frame = Frame { area, x, y };
        draw_frame(canvas, &frame, key, along);
        draw_lines(canvas, &frame, key, along, marks);
        draw_without(canvas, &frame, along, marks);
        area.bottom + 68.0
    })
}

fn draw_frame(canvas: &mut Canvas<'_>, frame: &Frame, key: &KeyAxis, along: &KeyAxis) {
    frame.draw_columns(canvas);
    frame.draw_y(canvas);
    frame.draw_x(canvas, Ticks::Written);
    frame.name_key(canvas, &along.name, 44.0);
    let place = at(frame.area.left - 64.0, frame.area.top - 74.0);
    let room = theme::WIDTH - theme::MARGIN - place.x;
    key.name.draw(canvas, place, Anchor::Start, Weight::Bold, room);
}

/// The first, second… tipping points of neighbours that have as many, as a line each.
fn draw_lines(canvas: &mut Canvas<'_>, frame: &Frame, key: &KeyAxis, along: &KeyAxis, marks: &[LineMark]) {
    let alike = marks.chunk_by(|one, next| one.crossings.len() == next.crossings.len());
    for stretch in alike {
        for number in 0..stretch[0].crossings.len() {
            let points = stretch
                .iter()
                .map(|mark| vertex(key, along.place(mark.value), &mark.crossings[number]));
            let points: Vec<Vertex> = points.collect();
            if points.len() > 1 {
                curves::band(canvas, frame, &points, look(0), 0.2);
                curves::line(canvas, frame, &points, look(0), 2.5);
            }
            for point in points {
                curves::whisker(canvas, frame, point, look(0));
            }
        }
    }
}

fn vertex(key: &KeyAxis, x: f64, crossing: &Estimate) -> Vertex {
    let Estimate { centre, low, high } = *crossing;
    let [centre, low, high] = [centre, low, high].map(|value| key.place(value));
    Vertex { x, centre, low, high }
}

/// Signs above the panel at values without a tipping point, with a key to those that are used.
fn draw_without(canvas: &mut Canvas<'_>, frame: &Frame, along: &KeyAxis, marks: &[LineMark]) {
    let y = frame.area.top - 16.0;
    for mark in marks {
        if let Some(without) = mark.without {
            without.draw(canvas, frame.across(along.place(mark.value)), y);
        }
    }
    let mut x = frame.area.right;
    for without in [Without::Unsettled, Without::Less, Without::More] {
        if marks.iter().any(|mark| mark.without == Some(without)) {
            let words = without.in_words();
            let text = Text::new(words, at(x, frame.area.top - 44.0), theme::TICK);
            canvas.text(text.anchored(Anchor::End).coloured(theme::MUTED));
            x -= text::width(words, theme::TICK, Weight::Regular) + 14.0;
            without.draw(canvas, x, frame.area.top - 44.0);
            x -= 26.0;
        }
    }
}

impl Without {
    fn in_words(self) -> &'static str {
        match self {
            Self::More => "more than half throughout",
            Self::Less => "fewer than half throughout",
            Self::Unsettled => "not settled",
        }
    }

    fn draw(self, canvas: &mut Canvas<'_>, x: f64, y: f64) {
        match self {
            Self::More => canvas.disc(at(x, y), RADIUS, theme::NEGATIVE),
            Self::Less => {
                canvas.disc(at(x, y), RADIUS, theme::NEGATIVE);
                canvas.disc(at(x, y), RADIUS - 1.8, theme::WHITE);
            }
            Self::Unsettled => {
                let arms = [(-1.0, -1.0), (-1.0, 1.0)].map(|(dx, dy)| (dx * 0.7 * RADIUS, dy * 0.7 * RADIUS));
                for (dx, dy) in arms {
                    let stroke = Stroke::solid(theme::NEGATIVE, 1.8);
                    canvas.line(at(x + dx, y + dy), at(x - dx, y - dy), stroke);
                }
            }
        }
    }
}
