//! How results answer to several keys that vary together: a panel a key, a dot a design point.

use crate::drawing::text::{self, Weight};
use crate::drawing::{Anchor, Area, Canvas, Heading, Stroke, Text, at, names, sheet, theme};
use crate::error::{ChartError, check_finite, check_length};
use crate::panel::{Axis, Estimate, Frame, Grid, KeyName, Ticks, Unit, range};

const COLUMNS: usize = 3;
const HEIGHT: f64 = 230.0;
/// Room for a panel's title.
const TITLE_ROOM: f64 = 70.0;
/// Room below a panel for its values, with the title of the next.
const ROW_GAP: f64 = 114.0;
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
    pub key: KeyName,
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
    let values = estimates.iter().flat_map(Estimate::numbers);
    let (low, high) = range(values.filter(|value| value.is_finite()));
    if panels.is_empty() || low > high {
        return heading.without_data();
    }
    let y = Axis::values(unit, low, high, 5);
    let drawn = &panels[..panels.len().min(theme::MOST_PANELS)];
    sheet(&heading.title, |canvas| {
        let grid = Grid {
            top: heading.draw(canvas, "") + TITLE_ROOM,
            columns: COLUMNS,
            height: HEIGHT,
            pitch: HEIGHT + ROW_GAP,
        };
        for (index, panel) in drawn.iter().enumerate() {
            let frame = Frame {
                area: grid.area(index),
                x: panel.places.axis(),
                y: y.clone(),
            };
            panel.draw(canvas, &frame, estimates);
        }
        grid.area(drawn.len() - 1).bottom + 48.0
    })
}

impl ScatterPanel {
    fn check(&self, n_points: usize) -> Result<(), ChartError> {
        let places = self.places.along();
        check_length(&self.key.key, places.len(), n_points)?;
        check_finite(&self.key.key, places)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, frame: &Frame, estimates: &[Estimate]) {
        frame.draw_y(canvas);
        frame.draw_x(canvas, Ticks::Written);
        self.draw_title(canvas, frame);
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

impl ScatterPanel {
    /// What the key means, in two lines, and the key below.
    fn draw_title(&self, canvas: &mut Canvas<'_>, frame: &Frame) {
        let Area { left, top, .. } = frame.area;
        let room = frame.area.width() / 1.03;
        let key = text::fitted(&self.key.key, theme::SMALL, Weight::Regular, room);
        let key = Text::new(&key, at(left, top - 15.0), theme::SMALL);
        let lines = text::wrapped(&self.key.label, theme::TICK, Weight::Bold, room, 2);
        if lines.is_empty() {
            return canvas.text(key.bold());
        }
        canvas.text(key.coloured(theme::MUTED));
        let first = top - 15.0 - 19.0 * lines.len() as f64;
        for (y, line) in text::below(first, 19.0, &lines) {
            canvas.text(Text::new(line, at(left, y), theme::TICK).bold());
        }
    }
}

impl Places {
    /// The places along the axis.
    pub(crate) fn along(&self) -> Vec<f64> {
        match self {
            Self::Numbers(numbers) => numbers.clone(),
            Self::Logarithms(numbers) => numbers.iter().copied().map(libm::log10).collect(),
            Self::Names { points, .. } => points.iter().map(|point| *point as f64).collect(),
        }
    }

    /// An axis that holds all places, with a little room at both ends.
    pub(crate) fn axis(&self) -> Axis {
        let (low, high) = match self {
            Self::Names { names, .. } => (-0.5, names.len() as f64 - 0.5),
            _ => range(self.along()),
        };
        let room = match self {
            Self::Names { .. } => 0.0,
            _ if high > low => 0.04 * (high - low),
            _ => 0.5,
        };
        let (low, high) = (low - room, high + room);
        match self {
            Self::Numbers(_) => Axis::exact(low, high, 4),
            Self::Logarithms(_) => Axis::logarithms(low, high),
            Self::Names { .. } => Axis {
                low,
                high,
                ticks: Vec::new(),
            },
        }
    }

    /// Writes names below their places, as wide as there is room.
    pub(crate) fn name(&self, canvas: &mut Canvas<'_>, frame: &Frame) {
        let Self::Names { names, .. } = self else { return };
        let room = frame.area.width() / names.len() as f64 - 8.0;
        let names = names::in_a_line(names, theme::TICK, Weight::Regular, room);
        for (place, name) in names.iter().enumerate() {
            let text = Text::new(
                name,
                at(frame.across(place as f64), frame.area.bottom + 17.0),
                theme::TICK,
            );
            canvas.text(text.anchored(Anchor::Middle).coloured(theme::MUTED));
        }
    }
}
