//! A sheet of panels, large or small.

use super::measure::{Across, Measure, n_arms};
use super::{small, stacked};
use crate::drawing::{Heading, theme};
use crate::error::ChartError;

/// Draws a sheet of panels; more than eight arms become small multiples.
pub(super) fn draw(heading: &Heading, across: &Across, measures: &[Measure]) -> Result<String, ChartError> {
    if measures.iter().all(|measure| measure.ends().is_empty()) {
        return heading.without_data();
    }
    if n_arms(measures) > theme::MOST_ARMS {
        small::draw(heading, across, measures)
    } else {
        stacked::draw(heading, across, measures)
    }
}
