//! Measures over the months, a panel each.

use super::measure::{Across, Measure, Series, Spread};
use super::panels;
use crate::drawing::Heading;
use crate::error::ChartError;
use crate::panel::curves::{Curve, MANY, thinned};
use crate::panel::numbers::Unit;

/// One measure over the months, with a curve an arm.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What is measured.
    pub label: String,
    /// How its values are written.
    pub unit: Unit,
    /// A curve an arm, in the same order in every panel.
    pub curves: Vec<Curve>,
}

/// Draws panels below one another that share the axis of months, with a line and a band an arm.
///
/// With more than four arms the bands would hide one another: a bar at the end of each line shows it there. With more
/// than eight, every arm has small panels of its own, with the other arms in grey.
///
/// # Errors
/// If the lists of a curve differ in length or a month is not finite.
pub fn over_time(heading: &Heading, panels: &[Panel]) -> Result<String, ChartError> {
    let curves = || panels.iter().flat_map(|panel| &panel.curves);
    curves().try_for_each(Curve::check)?;
    let measures: Vec<Measure> = panels.iter().map(measure).collect();
    panels::draw(heading, &Across::months(curves(), Spread::WideRibbon), &measures)
}

fn measure(panel: &Panel) -> Measure {
    let series = |curve: &Curve| {
        let stretches = curve.stretches().iter().map(|stretch| thinned(stretch, MANY)).collect();
        Series {
            label: curve.label.clone(),
            stretches,
        }
    };
    Measure {
        label: panel.label.clone(),
        unit: panel.unit,
        series: panel.curves.iter().map(series).collect(),
    }
}
