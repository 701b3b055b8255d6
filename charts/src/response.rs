//! How results answer to one swept key.

use super::axis::Axis;
use super::curves::Vertex;
use super::panels::{self, Across, Measure, Series, Spread};
use super::{ChartError, Heading, Levels, Unit};

/// A value with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value; not finite where there is none.
    pub centre: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end of its interval.
    pub high: f64,
}

/// One arm's values, one a level of the swept key.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseLine {
    /// The arm's name.
    pub label: String,
    /// Its values, in the order of the levels.
    pub estimates: Vec<Estimate>,
}

/// One result, such as survival or the share of an outcome, with a line an arm.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponsePanel {
    /// What is shown.
    pub label: String,
    /// How its values are written.
    pub unit: Unit,
    /// A line an arm, in the same order in every panel.
    pub lines: Vec<ResponseLine>,
}

/// Draws results against the levels of one swept key, with a bar for each interval and a line an arm.
///
/// # Errors
/// If a line has not one estimate a level, or a level is not finite.
pub fn response(heading: &Heading, key: &str, levels: &Levels, panels: &[ResponsePanel]) -> Result<String, ChartError> {
    levels.check(key)?;
    for line in panels.iter().flat_map(|panel| &panel.lines) {
        if line.estimates.len() != levels.len() {
            let (found, expected) = (line.estimates.len(), levels.len());
            return Err(ChartError::Length {
                series: line.label.clone(),
                found,
                expected,
            });
        }
    }
    let measures: Vec<Measure> = panels.iter().map(|panel| measure(panel, &levels.places())).collect();
    let (axis, levels) = (axis(&levels.places()), Some(levels.ticks()));
    panels::draw(
        heading,
        &Across {
            name: key.to_owned(),
            axis,
            levels,
            spread: Spread::Bars,
        },
        &measures,
    )
}

/// An axis with a tick at every level and some room at both ends.
fn axis(places: &[f64]) -> Axis {
    let (first, last) = (
        places.first().copied().unwrap_or(0.0),
        places.last().copied().unwrap_or(1.0),
    );
    let room = if last > first { 0.06 * (last - first) } else { 0.5 };
    let ticks = places.iter().map(|place| (*place, String::new())).collect();
    Axis {
        low: first - room,
        high: last + room,
        ticks,
    }
}

fn measure(panel: &ResponsePanel, places: &[f64]) -> Measure {
    let series = |line: &ResponseLine| {
        let points: Vec<Option<Vertex>> = places.iter().zip(&line.estimates).map(vertex).collect();
        let stretches = points.split(Option::is_none).filter(|stretch| !stretch.is_empty());
        let stretches = stretches
            .map(|stretch| stretch.iter().copied().flatten().collect())
            .collect();
        Series {
            label: line.label.clone(),
            stretches,
        }
    };
    Measure {
        label: panel.label.clone(),
        unit: panel.unit,
        series: panel.lines.iter().map(series).collect(),
    }
}

fn vertex((place, estimate): (&f64, &Estimate)) -> Option<Vertex> {
    let Estimate { centre, low, high } = *estimate;
    let or_centre = |value: f64| if value.is_finite() { value } else { centre };
    centre.is_finite().then(|| Vertex {
        x: *place,
        centre,
        low: or_centre(low),
        high: or_centre(high),
    })
}
