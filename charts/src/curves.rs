//! Lines with their bands, and the labels at their ends.

use plotters::element::{Circle, ErrorBar, Polygon};
use plotters::series::{DashedLineSeries, LineSeries};
use plotters::style::Color;

use super::canvas::{Canvas, Colour, Point, Stroke, Text, at};
use super::frame::Frame;
use super::labels;
use super::places::units;
use super::text::{self, Weight};
use super::theme::{self, Look};
use super::{ChartError, Curve, ink};

/// One point of a curve: its month, its value, and its band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Vertex {
    pub(super) x: f64,
    pub(super) centre: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Curve {
    pub(super) fn check(&self) -> Result<(), ChartError> {
        for values in [&self.centre, &self.low, &self.high] {
            if values.len() != self.months.len() {
                let (series, found, expected) = (self.label.clone(), values.len(), self.months.len());
                return Err(ChartError::Length {
                    series,
                    found,
                    expected,
                });
            }
        }
        match self.months.iter().position(|month| !month.is_finite()) {
            Some(index) => Err(ChartError::NotFinite {
                series: self.label.clone(),
                index,
            }),
            None => Ok(()),
        }
    }

    /// The stretches without a gap. A point whose centre is not finite is a gap; a missing end of the band is the centre.
    pub(super) fn stretches(&self) -> Vec<Vec<Vertex>> {
        let points: Vec<Option<Vertex>> = (0..self.months.len()).map(|index| self.vertex(index)).collect();
        let stretches = points.split(Option::is_none).filter(|stretch| !stretch.is_empty());
        stretches
            .map(|stretch| stretch.iter().copied().flatten().collect())
            .collect()
    }

    fn vertex(&self, index: usize) -> Option<Vertex> {
        let centre = self.centre[index];
        let or_centre = |value: f64| if value.is_finite() { value } else { centre };
        let (low, high) = (or_centre(self.low[index]), or_centre(self.high[index]));
        centre.is_finite().then_some(Vertex {
            x: self.months[index],
            centre,
            low,
            high,
        })
    }

    pub(super) fn last(&self) -> Option<Vertex> {
        self.stretches().pop()?.pop()
    }
}

/// A stretch whose values hold until the next month, as survival does.
pub(super) fn stepped(stretch: &[Vertex]) -> Vec<Vertex> {
    let mut corners: Vec<Vertex> = Vec::new();
    for vertex in stretch {
        let Some(before) = corners.last().copied() else {
            corners.push(*vertex);
            continue;
        };
        if !before.is_level_with(vertex) {
            corners.extend([Vertex { x: vertex.x, ..before }, *vertex]);
        }
    }
    let last = stretch
        .last()
        .filter(|last| corners.last().is_some_and(|corner| corner.x < last.x));
    corners.extend(last);
    corners
}

impl Vertex {
    fn is_level_with(&self, other: &Vertex) -> bool {
        (self.centre, self.low, self.high) == (other.centre, other.low, other.high)
    }
}

/// More points than there are pixels across a sheet.
pub(super) const MANY: usize = 1500;

/// About every second, third… point of a stretch with more than `most`, and the last.
pub(super) fn thinned(stretch: &[Vertex], most: usize) -> Vec<Vertex> {
    let every = stretch.len().div_ceil(most).max(1);
    let last = stretch.len().saturating_sub(1);
    let kept = stretch
        .iter()
        .enumerate()
        .filter(|(index, _)| index % every == 0 || *index == last);
    kept.map(|(_, vertex)| *vertex).collect()
}

pub(super) fn band(canvas: &mut Canvas<'_>, frame: &Frame, stretch: &[Vertex], look: Look, opacity: f64) {
    let upper = stretch.iter().map(|vertex| frame.held(vertex.x, vertex.high));
    let lower = stretch.iter().rev().map(|vertex| frame.held(vertex.x, vertex.low));
    let edge: Vec<(f64, f64)> = upper.chain(lower).collect();
    let style = look.colour.mix(opacity).filled();
    canvas.plot(frame.scales(), [Polygon::new(edge, style)]);
}

pub(super) fn line(canvas: &mut Canvas<'_>, frame: &Frame, stretch: &[Vertex], look: Look, width: f64) {
    let points: Vec<(f64, f64)> = stretch
        .iter()
        .map(|vertex| frame.held(vertex.x, vertex.centre))
        .collect();
    let style = Stroke::solid(look.colour, width).into();
    match (points.as_slice(), look.dash) {
        ([single], _) => dot(canvas, frame, *single, look),
        (_, None) => canvas.plot(frame.scales(), LineSeries::new(points, style)),
        (_, Some((dash, gap))) => {
            let (dash, gap) = (units(dash), units(gap));
            canvas.plot(frame.scales(), DashedLineSeries::new(points, dash, gap, style));
        }
    }
}

/// A point with a white rim.
fn dot(canvas: &mut Canvas<'_>, frame: &Frame, point: (f64, f64), look: Look) {
    let disc = |radius: f64, colour: Colour| Circle::new(point, units(radius), colour.filled());
    canvas.plot(frame.scales(), [disc(4.5, theme::WHITE), disc(3.5, look.colour)]);
}

/// An upright bar from the low to the high end of a band, with its centre marked.
pub(super) fn whisker(canvas: &mut Canvas<'_>, frame: &Frame, point: Vertex, look: Look) {
    let (x, centre) = frame.held(point.x, point.centre);
    let (low, high) = (frame.y.held(point.low), frame.y.held(point.high));
    let (style, width) = (Stroke::solid(look.colour, 1.8), units(6.0).unsigned_abs());
    let bar = ErrorBar::new_vertical(x, low, centre, high, style, width);
    canvas.plot(frame.scales(), [bar]);
    dot(canvas, frame, (x, centre), look);
}

/// A label at the end of a line: the arm's name, and the value it ends at.
#[derive(Debug, Clone)]
pub(super) struct EndLabel {
    lines: Vec<String>,
    value: String,
    look: Look,
    from: Point,
    size: f64,
}

/// Gap between the end of a line and its label, with room for a sample of its dashes.
const SAMPLE: f64 = 62.0;
/// Names wider than this are wrapped, then cut: about 28 characters.
const NAME_ROOM: f64 = 16.5;

impl EndLabel {
    pub(super) fn new(name: &str, value: String, look: Look, from: Point, size: f64) -> Self {
        let lines = text::balanced(name, size, Weight::Regular, NAME_ROOM * size, 2);
        Self {
            lines,
            value,
            look,
            from,
            size,
        }
    }

    fn height(&self) -> f64 {
        self.lines.len().max(1) as f64 * self.size * 1.15 + 5.0
    }

    fn width(&self) -> f64 {
        let widths = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| self.value_start(index, line));
        widths.fold(0.0, f64::max) + text::width(&self.value, self.size, Weight::Bold)
    }

    /// Where the value would begin after this line: it stands after the last.
    fn value_start(&self, index: usize, line: &str) -> f64 {
        let gap = if index + 1 == self.lines.len() && !self.value.is_empty() {
            0.5 * self.size
        } else {
            0.0
        };
        text::width(line, self.size, Weight::Regular) + gap
    }

    fn draw(&self, canvas: &mut Canvas<'_>, edge: f64, y: f64) {
        let stroke = Stroke::solid(self.look.colour, 1.0);
        if self.from.x < edge - 1.0 {
            canvas.line(self.from, at(edge, self.from.y), stroke.dashed(Some((1.0, 4.0))));
        }
        canvas.polyline(
            &[at(edge.max(self.from.x) + 3.0, self.from.y), at(edge + 20.0, y)],
            stroke,
        );
        let sample = Stroke::solid(self.look.colour, 2.6).dashed(self.look.dash);
        canvas.line(at(edge + 20.0, y), at(edge + SAMPLE - 8.0, y), sample);
        let top = y - (self.lines.len() as f64 - 1.0) / 2.0 * self.size * 1.15;
        for (index, line) in self.lines.iter().enumerate() {
            let place = at(edge + SAMPLE, top + index as f64 * self.size * 1.15);
            canvas.text(Text::new(line, place, self.size).coloured(ink::for_text(self.look.colour)));
            if index + 1 == self.lines.len() {
                let place = at(place.x + self.value_start(index, line), place.y);
                canvas.text(
                    Text::new(&self.value, place, self.size)
                        .bold()
                        .coloured(ink::for_text(self.look.colour)),
                );
            }
        }
    }
}

/// The width that a column of labels needs, from the end of the lines to the edge of the sheet.
pub(super) fn column_width<'a>(labels: impl IntoIterator<Item = &'a EndLabel>) -> f64 {
    // A little slack: a viewer without the bundled font may set text slightly wider.
    SAMPLE + labels.into_iter().map(EndLabel::width).fold(0.0, f64::max) * 1.03 + theme::MARGIN
}

/// The height that a column of labels needs.
pub(super) fn column_height(labels: &[EndLabel]) -> f64 {
    labels.iter().map(EndLabel::height).sum()
}

/// Draws a column of labels right of `edge`, pushed apart between `top` and `bottom`.
pub(super) fn draw_labels(canvas: &mut Canvas<'_>, labels: &[EndLabel], edge: f64, top: f64, bottom: f64) {
    let wanted: Vec<f64> = labels.iter().map(|label| label.from.y).collect();
    let heights: Vec<f64> = labels.iter().map(EndLabel::height).collect();
    for (label, y) in labels.iter().zip(labels::spread(&wanted, &heights, top, bottom)) {
        label.draw(canvas, edge, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_have_a_corner_only_where_the_value_changes() {
        let corners = stepped(&[
            at_height(0.0, 1.0),
            at_height(1.0, 1.0),
            at_height(2.0, 0.5),
            at_height(3.0, 0.5),
        ]);
        let places: Vec<(f64, f64)> = corners.iter().map(|corner| (corner.x, corner.centre)).collect();
        assert_eq!(places, [(0.0, 1.0), (2.0, 1.0), (2.0, 0.5), (3.0, 0.5)]);
        assert!(stepped(&[]).is_empty());
    }

    #[test]
    fn thinning_keeps_the_ends() {
        let stretch: Vec<Vertex> = (0..1000).map(|month| at_height(f64::from(month), 0.5)).collect();
        let kept = thinned(&stretch, 60);
        assert!(kept.len() <= 61 && kept[0].x == 0.0 && kept[kept.len() - 1].x == 999.0);
    }

    fn at_height(x: f64, centre: f64) -> Vertex {
        Vertex {
            x,
            centre,
            low: centre,
            high: centre,
        }
    }
}
