//! How results answer to one swept key.

use super::measure::{Across, Measure, Series, Spread};
use super::panels;
use crate::drawing::Heading;
use crate::error::{ChartError, check_length};
use crate::panel::curves::between_gaps;
use crate::panel::{Axis, Estimate, KeyName, Levels, Unit, Vertex};

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
pub fn response(
    heading: &Heading,
    key: &KeyName,
    levels: &Levels,
    panels: &[ResponsePanel],
) -> Result<String, ChartError> {
    levels.check(&key.key)?;
    for line in panels.iter().flat_map(|panel| &panel.lines) {
        check_length(&line.label, line.estimates.len(), levels.len())?;
    }
    let measures: Vec<Measure> = panels.iter().map(|panel| measure(panel, &levels.places())).collect();
    let across = Across {
        name: key.clone(),
        axis: axis(&levels.places()),
        levels: Some(levels.ticks()),
        spread: Spread::Bars,
        alive: Vec::new(),
        fading: String::new(),
    };
    panels::draw(heading, &across, &measures)
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
    let vertex = |(place, estimate): (&f64, &Estimate)| {
        let Estimate { centre, low, high } = *estimate;
        Vertex::of(*place, centre, low, high)
    };
    let series = |line: &ResponseLine| {
        let points: Vec<Option<Vertex>> = places.iter().zip(&line.estimates).map(vertex).collect();
        Series {
            label: line.label.clone(),
            stretches: between_gaps(&points),
            faded: Vec::new(),
        }
    };
    Measure {
        label: panel.label.clone(),
        unit: panel.unit,
        series: panel.lines.iter().map(series).collect(),
    }
}
