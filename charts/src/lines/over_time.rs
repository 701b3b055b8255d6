//! Measures over the months, a panel each.

use super::measure::{Across, Measure, Series, Spread};
use super::panels;
use crate::drawing::Heading;
use crate::error::ChartError;
use crate::panel::alive::Fading;
use crate::panel::curves::{Curve, MANY, Vertex, thinned};
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

/// Draws panels below one another that share the axis of months, with a line and a band an arm. Where the curves tell their runs, the
/// numbers alive stand below the axis, lines fade where fewer than 20 are left, and end below 5.
///
/// With more than four arms the bands would hide one another: a bar at the end of each line shows it there. With more
/// than eight, every arm has small panels of its own, with the other arms in grey.
///
/// # Errors
/// If the lists of a curve differ in length or a month is not finite.
pub fn over_time(heading: &Heading, panels: &[Panel]) -> Result<String, ChartError> {
    let curves = || panels.iter().flat_map(|panel| &panel.curves);
    curves().try_for_each(Curve::check)?;
    let fading = Fading::of(curves());
    let measures: Vec<Measure> = panels.iter().map(|panel| measure(panel, fading)).collect();
    let arms = panels.first().map_or(&[][..], |panel| &panel.curves);
    let mut across = Across::months(curves(), arms, Spread::WideRibbon);
    if curves().any(|curve| curve.runs.iter().any(|runs| fading.fades(*runs))) {
        across.fading = fading.note("Lines");
    }
    panels::draw(heading, &across, &measures)
}

fn measure(panel: &Panel, fading: Fading) -> Measure {
    let series = |curve: &Curve| {
        let thin = |stretches: Vec<Vec<Vertex>>| stretches.iter().map(|stretch| thinned(stretch, MANY)).collect();
        let [stretches, faded] = fading.stretches(curve).map(thin);
        Series {
            label: curve.label.clone(),
            stretches,
            faded,
        }
    };
    Measure {
        label: panel.label.clone(),
        unit: panel.unit,
        series: panel.curves.iter().map(series).collect(),
    }
}
