//! Survival curves: the share of alliances still alive over the months.

use super::measure::{Across, Measure, Series, Spread};
use super::panels;
use crate::drawing::Heading;
use crate::error::ChartError;
use crate::panel::curves::{Curve, MANY, Vertex, stepped, thinned};
use crate::panel::numbers::Unit;

/// Draws step curves of the share still alive, one an arm, with their bands and final shares.
///
/// Where the curves tell their runs, the numbers alive stand below the axis. No line fades: a share of all runs is as sure at the end as
/// it was before.
///
/// A curve that begins after month 0 is led back to everyone alive at month 0. More than eight arms are drawn as small
/// multiples, each with the other arms in grey behind it.
///
/// # Errors
/// If the lists of a curve differ in length or a month is not finite.
pub fn survival(heading: &Heading, curves: &[Curve]) -> Result<String, ChartError> {
    curves.iter().try_for_each(Curve::check)?;
    let series = curves
        .iter()
        .map(|curve| Series {
            label: curve.label.clone(),
            stretches: steps(curve),
            faded: Vec::new(),
        })
        .collect();
    let measure = Measure {
        label: "Share of alliances still alive".to_owned(),
        unit: Unit::Share,
        series,
    };
    panels::draw(heading, &Across::months(curves, curves, Spread::Ribbon), &[measure])
}

/// The stretches of a curve as steps.
fn steps(curve: &Curve) -> Vec<Vec<Vertex>> {
    let mut stretches = curve.stretches();
    if let Some(first) = stretches.first_mut().filter(|first| first[0].x > 0.0) {
        first.insert(
            0,
            Vertex {
                x: 0.0,
                centre: 1.0,
                low: 1.0,
                high: 1.0,
            },
        );
    }
    stretches
        .iter()
        .map(|stretch| thinned(&stepped(stretch), 2 * MANY))
        .collect()
}
