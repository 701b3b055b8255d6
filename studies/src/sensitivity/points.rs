//! The points of a design: checked before anything runs, then run row by row.

use alliance_dynamics::scenario::{ScenarioError, Template};
use rayon::prelude::*;

use super::{Design, DesignResponses, PointRuns};
use crate::experiment::{Control, PlaceError, Response, scenario_at, try_places};

/// About so many runs are held in memory at a time.
const HELD: usize = 4096;

/// Says which point is the first whose values are not allowed together, if any.
pub(super) fn check(template: &Template, design: &Design) -> Result<(), PlaceError> {
    let wrong = (0..design.n_rows()).into_par_iter().find_map_first(|row| {
        let points = design.row(row);
        let first = row * points.len();
        let mut points = (first..).zip(&points);
        points.find_map(|(number, place)| scenario_at(template, number, place).err())
    });
    wrong.map_or(Ok(()), Err)
}

/// Runs a design whose points were checked until its end, or until `control` says stop: then the rows that were finished.
pub(super) fn run(
    template: &Template,
    design: &Design,
    wanted: Vec<Response>,
    (seed, runs): (u64, u32),
    control: &Control,
) -> Result<DesignResponses, ScenarioError> {
    let points_a_row = design.row(0).len();
    let points_a_batch = (HELD / runs as usize).max(1);
    let rows_a_batch = (points_a_batch / points_a_row).max(1);
    let mut responses = DesignResponses::of(wanted);
    for first in (0..design.n_rows()).step_by(rows_a_batch) {
        let rows = first..design.n_rows().min(first + rows_a_batch);
        let points: Vec<Vec<f64>> = rows.flat_map(|row| design.row(row)).collect();
        let mut done: Vec<PointRuns> = Vec::with_capacity(points.len());
        for batch in points.chunks(points_a_batch) {
            let number = first * points_a_row + done.len();
            let ends = try_places(template, (number, batch), (seed, runs), control).map_err(|error| error.source)?;
            match ends {
                Some(ends) => done.extend(ends.iter().map(|ends| PointRuns::of(ends, responses.responses()))),
                None => return Ok(responses),
            }
        }
        done.chunks(points_a_row).for_each(|row| responses.add(row));
    }
    Ok(responses)
}
