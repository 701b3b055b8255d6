//! `sensitivity.csv` and `sensitivity_points.csv`.

use std::io::Write;

use super::{Design, PointSummary, Response, Responses, Sensitivity, VarianceShares};
use crate::experiment::{column_names, values_at};
use crate::scenario::Template;

/// Writes `sensitivity.csv`: a row for every result, key and index, with its 95 % interval.
///
/// Columns: `measure, key, index, value, low, high`. Keys are in the order of the scenario file. Rows with an empty key are about
/// all keys: `together` (what no key does alone), and of the variance between single runs the share of the `keys`, of luck that is
/// the same at all points (`luck_worlds`), of luck that differs from point to point (`luck_mixed`), and of the variance between the
/// points' means the share of luck that is left (`luck_left`). What cannot be told has no row.
///
/// # Errors
/// If it cannot be written.
pub fn write_sensitivity<W: Write>(to: W, found: &Sensitivity) -> csv::Result<W> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(["measure", "key", "index", "value", "low", "high"])?;
    for about in &found.responses {
        let measure = about.response.name();
        let of_keys = about.keys.iter().flat_map(|key| {
            let indices = key.indices.iter();
            indices.map(|at| (key.key.as_str(), at.index.name(), at.estimate))
        });
        let together = about.together.map(|estimate| ("", "together", estimate));
        for (key, index, at) in of_keys.chain(together) {
            table.serialize((measure, key, index, at.value, at.interval.low, at.interval.high))?;
        }
        for (index, share) in about.variance.iter().flat_map(parts) {
            table.serialize((measure, "", index, share, (), ()))?;
        }
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// The shares of luck with their names.
fn parts(of: &VarianceShares) -> [(&'static str, f64); 4] {
    [
        ("keys", of.keys),
        ("luck_worlds", of.worlds),
        ("luck_mixed", of.mixed),
        ("luck_left", of.left),
    ]
}

/// Writes `sensitivity_points.csv`: a row for every design point.
///
/// Columns: `point, row, <keys…>, survival, months, final_trust, final_value, failed`. Points of one row belong together: for
/// Sobol' indices a base point, the same with each key in turn out of a second sample, and the point of that; for Morris a walk.
/// Results are means over the runs that did not fail, empty where all did.
///
/// # Errors
/// If it cannot be written.
pub fn write_points<W: Write>(to: W, template: &Template, design: &Design, responses: &Responses) -> csv::Result<W> {
    let mut table = csv::Writer::from_writer(to);
    let mut columns = column_names("point row");
    columns.extend(template.ranges().keys().map(str::to_owned));
    columns.extend(Response::ALL.map(|response| response.name().to_owned()));
    columns.push("failed".to_owned());
    table.write_record(columns)?;
    let mut number: u64 = 0;
    for (row, points) in responses.rows().iter().enumerate() {
        for (place, point) in design.row(row).iter().zip(points) {
            table.serialize((number, row, settings(template, place), results(point), point.n_failed))?;
            number += 1;
        }
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// The values of all keys, as they are written in tables.
fn settings(template: &Template, place: &[f64]) -> Vec<String> {
    let values = values_at(template, place).into_iter();
    values
        .map(|value| value.as_text().map_or_else(|| value.to_string(), str::to_owned))
        .collect()
}

fn results(point: &PointSummary) -> [Option<f64>; super::N_RESPONSES] {
    point.means.map_or([None; super::N_RESPONSES], |means| means.map(Some))
}
