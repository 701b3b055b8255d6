//! How much of a small loss comes back, and by which way: areas stacked over the months.

use plotters::element::Polygon;
use plotters::style::Color;

use super::axis::{self, Axis};
use super::canvas::{self, Anchor, Area, Canvas, Colour, Stroke, Text, at};
use super::curves::{self, Vertex, thinned};
use super::frame::{Frame, Ticks};
use super::loop_layers::{Layer, layers, name_place};
use super::text::{self, Weight};
use super::theme::{self, Look};
use super::{ChartError, Curve, Heading, Unit};

const LEFT: f64 = 92.0;
const HEIGHT: f64 = 520.0;
const TOP: f64 = 44.0;
/// Height of a line of the key.
const LINE: f64 = 26.0;
const SWATCH: f64 = 18.0;

/// Parts of a gain over the months, and the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopPicture {
    /// The months, rising.
    pub months: Vec<f64>,
    /// What comes back without any loop.
    pub memory: Vec<f64>,
    /// The strength of every loop.
    pub loops: Vec<LoopSeries>,
    /// What the loops do to one another.
    pub interaction: Vec<f64>,
    /// The gain with all links.
    pub whole: Curve,
}

/// A loop over the months.
#[derive(Debug, Clone, PartialEq)]
pub struct LoopSeries {
    /// Its name.
    pub name: String,
    /// Its strength in each month; below 0 where it makes up for a loss.
    pub strengths: Vec<f64>,
}

/// Draws the parts of a gain as stacked areas, what adds to it above 0 and what takes from it below, with the whole as a line.
///
/// # Errors
/// If a list does not have a number for every month, or one is not finite.
pub fn loop_strengths(heading: &Heading, picture: &LoopPicture) -> Result<String, ChartError> {
    picture.check()?;
    if picture.months.is_empty() {
        return heading.without_data();
    }
    let layers = layers(picture);
    canvas::sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "") + TOP;
        let key = Key::new(&layers);
        let frame = frame(picture, &layers, top, theme::WIDTH - key.width());
        draw(canvas, &frame, picture, &layers);
        let bottom = key.draw(canvas, &layers, frame.area.right + 26.0, top);
        bottom.max(frame.area.bottom + 68.0)
    })
}

impl LoopPicture {
    fn check(&self) -> Result<(), ChartError> {
        self.whole.check()?;
        let lists = [("memory", &self.memory), ("interaction", &self.interaction)].into_iter();
        let loops = self
            .loops
            .iter()
            .map(|series| (series.name.as_str(), &series.strengths));
        for (name, values) in lists.chain(loops).chain([("whole", &self.whole.centre)]) {
            let (series, found, expected) = (name.to_owned(), values.len(), self.months.len());
            if found != expected {
                return Err(ChartError::Length {
                    series,
                    found,
                    expected,
                });
            }
            if let Some(index) = values.iter().position(|value| !value.is_finite()) {
                return Err(ChartError::NotFinite { series, index });
            }
        }
        Ok(())
    }
}

/// A frame that holds both stacks, the whole and 1.
fn frame(picture: &LoopPicture, layers: &[Layer], top: f64, right: f64) -> Frame {
    let sum = |month: usize, part: fn(f64) -> f64| layers.iter().map(|layer| part(layer.values[month])).sum::<f64>();
    let months = 0..picture.months.len();
    let high = months.clone().map(|month| sum(month, |value| value.max(0.0)));
    let low = months.map(|month| sum(month, |value| value.min(0.0)));
    let high = high.chain(picture.whole.centre.iter().copied()).fold(1.1, f64::max);
    let low = low.fold(0.0, f64::min);
    let last = picture.months.last().copied().unwrap_or_default();
    let area = Area {
        left: LEFT,
        top,
        right,
        bottom: top + HEIGHT,
    };
    Frame {
        area,
        x: Axis::months(last, 12),
        y: Axis::values(Unit::Number, low, high, 8),
    }
}

fn draw(canvas: &mut Canvas<'_>, frame: &Frame, picture: &LoopPicture, layers: &[Layer]) {
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

/// The whole with the edges of its band, and the line above which the circle is closed.
fn draw_whole(canvas: &mut Canvas<'_>, frame: &Frame, picture: &LoopPicture) {
    let ink = Look {
        colour: theme::INK,
        dash: None,
    };
    for stretch in picture.whole.stretches() {
        let stretch = thinned(&stretch, curves::MANY);
        for edge in [|vertex: &Vertex| vertex.low, |vertex: &Vertex| vertex.high] {
            let edge = stretch.iter().map(|vertex| frame.at(vertex.x, edge(vertex)));
            canvas.polyline(&edge.collect::<Vec<_>>(), Stroke::solid(theme::INK, 1.0));
        }
        curves::line(canvas, frame, &stretch, ink, 3.0);
    }
    let y = frame.up(1.0);
    let (left, right) = (frame.area.left, frame.area.right);
    canvas.line(
        at(left, y),
        at(right, y),
        Stroke::solid(theme::INK, 1.4).dashed(Some((7.0, 5.0))),
    );
}

/// The names of all layers beside the panel, in the order of the stack from top to bottom: first what mostly adds to the gain, then
/// what mostly takes from it.
struct Key {
    name_room: f64,
}

impl Key {
    fn new(layers: &[Layer]) -> Self {
        let widths = layers
            .iter()
            .map(|layer| text::width(&layer.name, theme::LABEL, Weight::Regular));
        Self {
            name_room: widths.fold(120.0, f64::max),
        }
    }

    /// From the panel to the edge of the sheet.
    fn width(&self) -> f64 {
        26.0 + SWATCH + 10.0 + self.name_room * 1.03 + 76.0 + theme::MARGIN
    }

    /// Draws it and tells where it ends.
    fn draw(&self, canvas: &mut Canvas<'_>, layers: &[Layer], left: f64, top: f64) -> f64 {
        let right = theme::WIDTH - theme::MARGIN;
        let title = Text::new("mean", at(right, top - 18.0), theme::TICK);
        canvas.text(title.anchored(Anchor::End).coloured(theme::MUTED));
        let stroke = Stroke::solid(theme::INK, 3.0);
        canvas.line(at(left, top + 8.0), at(left + SWATCH, top + 8.0), stroke);
        canvas.text(Text::new("whole", at(left + SWATCH + 10.0, top + 8.0), theme::LABEL).bold());
        let mut y = top + 8.0 + LINE * 1.4;
        let (above, below): (Vec<&Layer>, Vec<&Layer>) = layers.iter().partition(|layer| layer.mean() >= 0.0);
        for layer in above.into_iter().rev().chain(below) {
            let swatch = Area {
                left,
                top: y - SWATCH / 2.0,
                right: left + SWATCH,
                bottom: y + SWATCH / 2.0,
            };
            canvas.rectangle(swatch, layer.colour);
            canvas.text(Text::new(&layer.name, at(swatch.right + 10.0, y), theme::LABEL));
            let value = axis::written(layer.mean(), Unit::Number, 2);
            canvas.text(Text::new(&value, at(right, y), theme::LABEL).anchored(Anchor::End));
            y += LINE;
        }
        y
    }
}
