//! How much of a small loss comes back, and by which way: areas stacked over the months.

use plotters::element::Polygon;
use plotters::style::Color;

use super::key::Key;
use super::layers::{Layer, layers, name_place};
use super::picture::LoopPicture;
use crate::drawing::theme::{self, Look};
use crate::drawing::{Area, Canvas, Colour, Heading, Stroke, at, sheet};
use crate::error::ChartError;
use crate::panel::alive::{AliveRows, Fading};
use crate::panel::curves::{self, thinned};
use crate::panel::{Axis, Curve, Frame, Ticks, Unit, Vertex};

const LEFT: f64 = 92.0;
const HEIGHT: f64 = 520.0;
const TOP: f64 = 44.0;

/// Draws the parts of a gain as stacked areas, what adds to it above 0 and what takes from it below, with the whole as a line.
///
/// # Errors
/// If a list does not have a number for every month, or one is not finite.
pub fn loop_strengths(heading: &Heading, picture: &LoopPicture) -> Result<String, ChartError> {
    picture.check()?;
    if picture.months.is_empty() {
        return heading.without_data();
    }
    let fading = Fading::of([&picture.whole]);
    let note = match picture.whole.runs.iter().any(|worlds| fading.fades(*worlds)) {
        true => fading.note("Areas"),
        false => String::new(),
    };
    let last = picture.months.last().copied().unwrap_or_default();
    let shown = &picture.until(fading);
    let layers = layers(shown);
    sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, &note) + TOP;
        let key = Key::new(&layers);
        let frame = frame(shown, &layers, last, (top, theme::WIDTH - key.width()));
        draw(canvas, &frame, shown, &layers, fading);
        let bottom = key.draw(canvas, &layers, frame.area.right + 26.0, top);
        bottom.max(draw_alive(canvas, &frame, &picture.whole))
    })
}

/// How many worlds are alive, below the axis; tells where the sheet may end.
fn draw_alive(canvas: &mut Canvas<'_>, frame: &Frame, whole: &Curve) -> f64 {
    let bottom = frame.area.bottom + 68.0;
    if whole.runs.is_empty() {
        return bottom;
    }
    let rows = AliveRows {
        what: "Worlds alive",
        lines: vec![(whole, Look::solid(theme::INK))],
        names_from: None,
    };
    rows.draw(canvas, frame, bottom) + 26.0
}

/// A frame that holds both stacks, the whole and 1.
fn frame(picture: &LoopPicture, layers: &[Layer], last: f64, (top, right): (f64, f64)) -> Frame {
    let sum = |month: usize, part: fn(f64) -> f64| layers.iter().map(|layer| part(layer.values[month])).sum::<f64>();
    let months = 0..picture.months.len();
    let high = months.clone().map(|month| sum(month, |value| value.max(0.0)));
    let low = months.map(|month| sum(month, |value| value.min(0.0)));
    let high = high.chain(picture.whole.centre.iter().copied()).fold(1.1, f64::max);
    let low = low.fold(0.0, f64::min);
    let area = Area::of(LEFT..right, top..top + HEIGHT);
    Frame {
        area,
        x: Axis::months(last, 12),
        y: Axis::values(Unit::Number, low, high, 8),
    }
}

fn draw(canvas: &mut Canvas<'_>, frame: &Frame, picture: &LoopPicture, layers: &[Layer], fading: Fading) {
    frame.draw_columns(canvas);
    let mut above = vec![0.0; picture.months.len()];
    let mut below = above.clone();
    let mut names = Vec::new();
    for layer in layers {
        for (edge, sign) in [(&mut above, 1.0), (&mut below, -1.0)] {
            let outer: Vec<f64> = edge
                .iter()
                .zip(&layer.values)
                .map(|(edge, value)| edge + (value * sign).max(0.0) * sign)
                .collect();
            fill(canvas, frame, &picture.months, (edge, &outer), layer.colour);
            names.extend(name_place(frame, picture, (edge, &outer), layer));
            *edge = outer;
        }
    }
    veil(canvas, frame, picture, fading);
    frame.draw_y(canvas);
    draw_whole(canvas, frame, picture);
    for name in names {
        name.draw(canvas);
    }
    frame.draw_x(canvas, Ticks::Written);
    frame.name_x(canvas, "Month in which the turn begins", 44.0);
    frame.name_panel(canvas, "Share of a small loss of trust that is there after the turn");
}

/// Fills what lies between two edges, with a thin white line around it.
fn fill(canvas: &mut Canvas<'_>, frame: &Frame, months: &[f64], (inner, outer): (&[f64], &[f64]), colour: Colour) {
    let is_flat = inner.iter().zip(outer).all(|(inner, outer)| inner == outer);
    if is_flat {
        return;
    }
    let point = |(month, value): (&f64, &f64)| frame.held(*month, *value);
    let there = months.iter().zip(outer).map(point);
    let back = months.iter().zip(inner).rev().map(point);
    let edge: Vec<(f64, f64)> = there.chain(back).collect();
    canvas.plot(frame.scales(), [Polygon::new(edge, colour.filled())]);
    let rim: Vec<_> = months
        .iter()
        .zip(outer)
        .map(|(month, value)| frame.at(*month, *value))
        .collect();
    canvas.polyline(&rim, Stroke::solid(theme::WHITE, 0.8));
}

/// Fades the areas of months in which few worlds are alive.
fn veil(canvas: &mut Canvas<'_>, frame: &Frame, picture: &LoopPicture, fading: Fading) {
    let worlds = picture.whole.runs.iter();
    let first = worlds.zip(&picture.months).find(|(worlds, _)| fading.fades(**worlds));
    if let Some((_, month)) = first {
        let left = frame.across(*month);
        canvas.rectangle(Area { left, ..frame.area }, theme::WHITE.mix(0.55));
    }
}

/// The whole with the edges of its band, and the line above which the circle is closed.
fn draw_whole(canvas: &mut Canvas<'_>, frame: &Frame, picture: &LoopPicture) {
    for stretch in picture.whole.stretches() {
        let stretch = thinned(&stretch, curves::MANY);
        for edge in [|vertex: &Vertex| vertex.low, |vertex: &Vertex| vertex.high] {
            let edge = stretch.iter().map(|vertex| frame.at(vertex.x, edge(vertex)));
            canvas.polyline(&edge.collect::<Vec<_>>(), Stroke::solid(theme::INK, 1.0));
        }
        curves::line(canvas, frame, &stretch, Look::solid(theme::INK), 3.0);
    }
    let y = frame.up(1.0);
    let (left, right) = (frame.area.left, frame.area.right);
    canvas.line(
        at(left, y),
        at(right, y),
        Stroke::solid(theme::INK, 1.4).dashed(Some((7.0, 5.0))),
    );
}
