//! Lines over the months, with their bands.

use plotters::element::{Circle, ErrorBar, Polygon};
use plotters::series::{DashedLineSeries, LineSeries};
use plotters::style::Color;

use super::axis::Axis;
use super::estimate::Estimate;
use super::frame::Frame;
use crate::drawing::theme::{self, Look};
use crate::drawing::{Canvas, Colour, Stroke, at, units};
use crate::error::{ChartError, check_finite, check_length};

/// A line over the months, with a band: one arm of an experiment.
///
/// Points whose centre is not finite are gaps; a band that is not finite is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The arm's name.
    pub label: String,
    /// Months, rising.
    pub months: Vec<f64>,
    /// The value in each month.
    pub centre: Vec<f64>,
    /// The lower end of the band in each month.
    pub low: Vec<f64>,
    /// The upper end of the band in each month.
    pub high: Vec<f64>,
    /// How many runs stand behind the value of each month: written below the axis. Empty where that is not told.
    pub runs: Vec<u64>,
}

/// One point of a curve: its month, its value, and its band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Vertex {
    pub(crate) x: f64,
    pub(crate) centre: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

impl Curve {
    pub(crate) fn check(&self) -> Result<(), ChartError> {
        for values in [&self.centre, &self.low, &self.high] {
            check_length(&self.label, values.len(), self.months.len())?;
        }
        if !self.runs.is_empty() {
            check_length(&self.label, self.runs.len(), self.months.len())?;
        }
        check_finite(&self.label, self.months.iter().copied())
    }

    /// The stretches without a gap. A point whose centre is not finite is a gap; a missing end of the band is the centre.
    pub(crate) fn stretches(&self) -> Vec<Vec<Vertex>> {
        between_gaps(&self.points())
    }

    /// All points; none where the centre is not finite.
    pub(super) fn points(&self) -> Vec<Option<Vertex>> {
        (0..self.months.len()).map(|index| self.vertex(index)).collect()
    }

    fn vertex(&self, index: usize) -> Option<Vertex> {
        Vertex::of(
            self.months[index],
            self.centre[index],
            self.low[index],
            self.high[index],
        )
    }

    pub(crate) fn last(&self) -> Option<Vertex> {
        self.stretches().pop()?.pop()
    }
}

/// The stretches of points that are there.
pub(crate) fn between_gaps(points: &[Option<Vertex>]) -> Vec<Vec<Vertex>> {
    let stretches = points.split(Option::is_none).filter(|stretch| !stretch.is_empty());
    stretches
        .map(|stretch| stretch.iter().copied().flatten().collect())
        .collect()
}

/// A stretch whose values hold until the next month, as survival does.
pub(crate) fn stepped(stretch: &[Vertex]) -> Vec<Vertex> {
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
    /// None where the centre is not finite; an end of the band that is not finite is the centre.
    pub(crate) fn of(x: f64, centre: f64, low: f64, high: f64) -> Option<Self> {
        let or_centre = |value: f64| if value.is_finite() { value } else { centre };
        let (low, high) = (or_centre(low), or_centre(high));
        centre.is_finite().then_some(Self { x, centre, low, high })
    }

    fn is_level_with(&self, other: &Vertex) -> bool {
        (self.centre, self.low, self.high) == (other.centre, other.low, other.high)
    }
}

/// More points than there are pixels across a sheet.
pub(crate) const MANY: usize = 1500;

/// About every second, third… point of a stretch with more than `most`, and the last.
pub(crate) fn thinned(stretch: &[Vertex], most: usize) -> Vec<Vertex> {
    let every = stretch.len().div_ceil(most).max(1);
    let last = stretch.len().saturating_sub(1);
    let kept = stretch
        .iter()
        .enumerate()
        .filter(|(index, _)| index % every == 0 || *index == last);
    kept.map(|(_, vertex)| *vertex).collect()
}

pub(crate) fn band(canvas: &mut Canvas<'_>, frame: &Frame, stretch: &[Vertex], look: Look, opacity: f64) {
    let upper = stretch.iter().map(|vertex| frame.held(vertex.x, vertex.high));
    let lower = stretch.iter().rev().map(|vertex| frame.held(vertex.x, vertex.low));
    let edge: Vec<(f64, f64)> = upper.chain(lower).collect();
    let style = look.colour.mix(opacity).filled();
    canvas.plot(frame.scales(), [Polygon::new(edge, style)]);
}

pub(crate) fn line(canvas: &mut Canvas<'_>, frame: &Frame, stretch: &[Vertex], look: Look, width: f64) {
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
pub(crate) fn whisker(canvas: &mut Canvas<'_>, frame: &Frame, point: Vertex, look: Look) {
    let (x, centre) = frame.held(point.x, point.centre);
    let (low, high) = (frame.y.held(point.low), frame.y.held(point.high));
    let (style, width) = (Stroke::solid(look.colour, 1.8), units(6.0).unsigned_abs());
    let bar = ErrorBar::new_vertical(x, low, centre, high, style, width);
    canvas.plot(frame.scales(), [bar]);
    dot(canvas, frame, (x, centre), look);
}

/// A level line over an interval at the height `y`, with a cap at each end that does not lie beyond the axis.
pub(crate) fn level_whisker(canvas: &mut Canvas<'_>, frame: &Frame, estimate: &Estimate, y: f64) {
    let Axis { low, high, .. } = frame.x;
    let dust = 1e-9 * (high - low);
    let stroke = Stroke::solid(theme::INK, 1.4);
    let [from, to] = [estimate.low, estimate.high].map(|end| frame.across(end));
    canvas.line(at(from, y), at(to, y), stroke);
    for (end, x) in [(estimate.low, from), (estimate.high, to)] {
        if (low - dust..=high + dust).contains(&end) {
            canvas.line(at(x, y - 4.0), at(x, y + 4.0), stroke);
        }
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
