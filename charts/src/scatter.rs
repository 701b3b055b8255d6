//! How results answer to several keys that vary together: a panel a key, a dot a design point.

use super::axis::Axis;
use super::canvas::{self, Anchor, Area, Canvas, Stroke, Text, at};
use super::frame::{Frame, Ticks};
use super::panels::range;
use super::text::{self, Weight};
use super::theme;
use super::{ChartError, Estimate, Heading, Unit};

const LEFT: f64 = 84.0;
const COLUMNS: usize = 3;
/// Room between columns, for their numbers.
const GAP: f64 = 72.0;
const HEIGHT: f64 = 230.0;
/// Room for a panel's title.
const TITLE_ROOM: f64 = 34.0;
/// Room below a panel for its values, with the title of the next.
const ROW_GAP: f64 = 78.0;
const RADIUS: f64 = 4.0;

/// Where design points lie along one key.
#[derive(Debug, Clone, PartialEq)]
pub enum Places {
    /// At numbers, one a point.
    Numbers(Vec<f64>),
    /// At numbers above 0 whose logarithms are evenly spread, one a point.
    Logarithms(Vec<f64>),
    /// At names: which of them, one a point.
    Names {
        /// The names, from left to right.
        names: Vec<String>,
        /// The place of each point's name among them.
        points: Vec<usize>,
    },
}

/// One key with the places of all design points.
#[derive(Debug, Clone, PartialEq)]
pub struct ScatterPanel {
    /// The key.
    pub key: String,
    /// Its values.
    pub places: Places,
}

/// Draws one result at many design points against each key in turn.
///
/// # Errors
/// If a panel has not one place an estimate, or a place is not finite.
pub fn scatter(
    heading: &Heading,
    unit: Unit,
    panels: &[ScatterPanel],
    estimates: &[Estimate],
) -> Result<String, ChartError> {
    for panel in panels {
        panel.check(estimates.len())?;
    }
    let values = estimates.iter().flat_map(|at| [at.centre, at.low, at.high]);
    let (low, high) = range(values.filter(|value| value.is_finite()));
    if panels.is_empty() || low > high {
        return heading.without_data();
    }
    let y = Axis::values(unit, low, high, 5);
    canvas::sheet(&heading.title, |canvas| {
        let top = heading.draw(canvas, "");
        for (index, panel) in panels.iter().take(theme::MOST_PANELS).enumerate() {
            let frame = Frame {
                area: area(top, index),
                x: panel.places.axis(),
                y: y.clone(),
            };
            panel.draw(canvas, &frame, estimates);
        }
        area(top, panels.len().min(theme::MOST_PANELS) - 1).bottom + 48.0
    })
}

/// Where the panel of this number lies.
fn area(top: f64, index: usize) -> Area {
    let (row, column) = ((index / COLUMNS) as f64, (index % COLUMNS) as f64);
    let room = theme::WIDTH - LEFT - theme::MARGIN - GAP * (COLUMNS as f64 - 1.0);
    let width = room / COLUMNS as f64;
    let left = LEFT + column * (width + GAP);
    let top = top + TITLE_ROOM + row * (HEIGHT + ROW_GAP);
    Area {
        left,
        top,
        right: left + width,
        bottom: top + HEIGHT,
    }
}

impl ScatterPanel {
    fn check(&self, n_points: usize) -> Result<(), ChartError> {
        let places = self.places.along();
        if places.len() != n_points {
            let (series, found) = (self.key.clone(), places.len());
            return Err(ChartError::Length {
                series,
                found,
                expected: n_points,
            });
        }
        match places.iter().position(|place| !place.is_finite()) {
            Some(index) => Err(ChartError::NotFinite {
                series: self.key.clone(),
                index,
            }),
            None => Ok(()),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: &Frame, estimates: &[Estimate]) {
        frame.draw_y(canvas);
        frame.draw_x(canvas, Ticks::Written);
        let title = text::fitted(&self.key, theme::TICK, Weight::Bold, frame.area.width());
        canvas.text(Text::new(&title, at(frame.area.left, frame.area.top - 16.0), theme::TICK).bold());
        self.places.name(canvas, frame);
        let points = || self.places.along().into_iter().zip(estimates);
        for (x, estimate) in points().filter(|(_, estimate)| estimate.low <= estimate.high) {
            let ends = [estimate.low, estimate.high].map(|end| frame.at(x, end));
            canvas.line(ends[0], ends[1], Stroke::solid(theme::GHOST, 1.2));
        }
        for (x, estimate) in points().filter(|(_, estimate)| estimate.centre.is_finite()) {
            canvas.circle(frame.at(x, estimate.centre), RADIUS, theme::POSITIVE, 1.0);
        }
    }
}

impl Places {
    /// The places along the axis.
    fn along(&self) -> Vec<f64> {
        match self {
            Self::Numbers(numbers) => numbers.clone(),
            Self::Logarithms(numbers) => numbers.iter().copied().map(libm::log10).collect(),
            Self::Names { points, .. } => points.iter().map(|point| *point as f64).collect(),
        }
    }

    /// An axis that holds all places, with a little room at both ends.
    fn axis(&self) -> Axis {
        let (low, high) = match self {
            Self::Names { names, .. } => (-0.5, names.len() as f64 - 0.5),
            _ => range(self.along().into_iter()),
        };
        let room = match self {
            Self::Names { .. } => 0.0,
            _ if high > low => 0.04 * (high - low),
            _ => 0.5,
        };
        let (low, high) = (low - room, high + room);
        match self {
            Self::Numbers(_) => Axis::exact(low, high, 4),
            Self::Logarithms(_) => Axis {
                low,
                high,
                ticks: decades(low, high),
            },
            Self::Names { .. } => Axis {
                low,
                high,
                ticks: Vec::new(),
            },
        }
    }

    /// Writes names below their places, as wide as there is room.
    fn name(&self, canvas: &mut Canvas<'_>, frame: &Frame) {
        let Self::Names { names, .. } = self else { return };
        let room = frame.area.width() / names.len() as f64 - 8.0;
        for (place, name) in names.iter().enumerate() {
            let name = text::fitted(name, theme::TICK, Weight::Regular, room);
            let text = Text::new(
                &name,
                at(frame.across(place as f64), frame.area.bottom + 17.0),
                theme::TICK,
            );
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
        }
    }
}

/// Ticks between two logarithms: at powers of ten, or also at twice and five times them where those are few.
pub(super) fn decades(low: f64, high: f64) -> Vec<(f64, String)> {
    let powers = || (low.floor() as i32)..=(high.ceil() as i32);
    let every = (powers().count() as f64 / 5.0).ceil() as usize;
    let ticks = |multiples: &[f64]| -> Vec<(f64, String)> {
        let all = powers().step_by(if multiples.len() > 1 { 1 } else { every.max(1) });
        let all = all.flat_map(|power| {
            multiples
                .iter()
                .map(move |multiple| multiple * libm::exp10(f64::from(power)))
        });
        all.map(|value| (libm::log10(value), short(value)))
            .filter(|(place, _)| (low..=high).contains(place))
            .collect()
    };
    let whole = ticks(&[1.0]);
    if whole.len() < 2 {
        ticks(&[1.0, 2.0, 5.0])
    } else {
        whole
    }
}

/// A power of ten, or a small multiple of one, without the dust of binary fractions.
fn short(value: f64) -> String {
    let digits: f64 = format!("{value:.0e}").parse().unwrap_or(value);
    if (1e-4..1e6).contains(&digits) {
        digits.to_string()
    } else {
        format!("{digits:e}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_axis_is_ticked_at_powers_of_ten_or_more_often_where_those_are_few() {
        let labels = |low: f64, high: f64| -> Vec<String> {
            let ticks = decades(libm::log10(low), libm::log10(high));
            ticks.into_iter().map(|(_, label)| label).collect()
        };
        assert_eq!(labels(0.01, 1.0), ["0.01", "0.1", "1"]);
        assert_eq!(labels(0.15, 0.9), ["0.2", "0.5"]);
        assert!(labels(1e-9, 1e9).len() <= 6);
    }
}
