//! How much of a small loss comes back, and by which way: areas stacked over the months.

use std::ops::RangeInclusive;

use plotters::element::Polygon;
use plotters::style::Color;

use super::axis::{self, Axis};
use super::canvas::{self, Anchor, Area, Canvas, Colour, Stroke, Text, at};
use super::curves::{self, Vertex, thinned};
use super::frame::{Frame, Ticks};
use super::text::{self, Weight};
use super::theme::{self, Look};
use super::{ChartError, Curve, Heading, Unit, ink};

const LEFT: f64 = 92.0;
const HEIGHT: f64 = 520.0;
const TOP: f64 = 44.0;
/// Colours of the loops that have an area of their own, by their place in the theme: all but black, which is the line's.
const COLOURS: [usize; 7] = [0, 1, 2, 3, 5, 6, 7];
/// Height of a line of the key.
const LINE: f64 = 26.0;
const SWATCH: f64 = 18.0;
/// An area is named where it is at least this high, in pixels.
const ROOM_FOR_NAME: f64 = 20.0;
const MEMORY: Colour = Colour(205, 205, 205);
const OTHERS: Colour = Colour(150, 150, 150);
const INTERACTION: Colour = Colour(235, 226, 200);

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

/// An area of the stack.
struct Layer {
    name: String,
    colour: Colour,
    values: Vec<f64>,
}

impl Layer {
    fn mean(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.values.len() as f64
    }
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

/// Memory first, then the loops by size, those beyond the largest few put together, then what they do to one another.
fn layers(picture: &LoopPicture) -> Vec<Layer> {
    let size = |series: &&LoopSeries| series.strengths.iter().map(|value| value.abs()).sum::<f64>();
    let mut loops: Vec<&LoopSeries> = picture.loops.iter().filter(|series| size(series) > 0.0).collect();
    loops.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let (named, others) = loops.split_at(loops.len().min(COLOURS.len()));
    let mut layers = vec![layer("memory", MEMORY, picture.memory.clone())];
    layers.extend(named.iter().zip(COLOURS).map(|(series, place)| {
        let colour = ink::mixed(theme::look(place).colour, theme::WHITE, 0.15);
        layer(&series.name, colour, series.strengths.clone())
    }));
    if !others.is_empty() {
        let sum = |month: usize| others.iter().map(|series| series.strengths[month]).sum();
        let name = format!("{} other loops", others.len());
        layers.push(layer(&name, OTHERS, (0..picture.months.len()).map(sum).collect()));
    }
    layers.push(layer("interaction", INTERACTION, picture.interaction.clone()));
    layers
}

fn layer(name: &str, colour: Colour, values: Vec<f64>) -> Layer {
    Layer {
        name: name.to_owned(),
        colour,
        values,
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

/// A name that stands in its area.
struct AreaName {
    name: String,
    at: canvas::Point,
    colour: Colour,
}

impl AreaName {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let text = Text::new(&self.name, self.at, theme::SMALL);
        canvas.text(text.anchored(Anchor::Middle).coloured(self.colour));
    }
}

/// Where the name of a layer stands: where the layer is highest, if possible off the lines; nowhere without room.
fn name_place(
    frame: &Frame,
    picture: &LoopPicture,
    (inner, outer): (&[f64], &[f64]),
    layer: &Layer,
) -> Option<AreaName> {
    let months = &picture.months;
    let width = text::width(&layer.name, theme::SMALL, Weight::Regular) + 12.0;
    let x = |month: usize| frame.across(months[month]);
    let edges = |month: usize| {
        let (a, b) = (frame.up(inner[month]), frame.up(outer[month]));
        (a.min(b), a.max(b))
    };
    let spans = (0..months.len()).filter_map(|first| {
        let last = (first..months.len()).find(|&last| x(last) - x(first) >= width)?;
        let all = (first..=last).map(edges);
        let (top, bottom) = all.fold((f64::MIN, f64::MAX), |held, edge| {
            (held.0.max(edge.0), held.1.min(edge.1))
        });
        let height = bottom - top;
        let place = at((x(first) + x(last)) / 2.0, (top + bottom) / 2.0);
        (height >= ROOM_FOR_NAME).then(|| (!is_crossed(frame, &picture.whole, first..=last, place.y), height, place))
    });
    let (_, _, place) = spans.max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?;
    Some(AreaName {
        name: layer.name.clone(),
        at: place,
        colour: ink::contrast(layer.colour),
    })
}

/// Whether a line of the whole, or the one at 1, runs through a name at this height somewhere in these months.
fn is_crossed(frame: &Frame, whole: &Curve, mut months: RangeInclusive<usize>, y: f64) -> bool {
    let is_near = |value: f64| (frame.up(value) - y).abs() < ROOM_FOR_NAME / 2.0 + 2.0;
    let lines = [&whole.centre, &whole.low, &whole.high];
    is_near(1.0) || months.any(|month| lines.iter().any(|line| is_near(line[month])))
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
