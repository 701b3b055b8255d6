//! `sensitivity.csv` and `sensitivity_points.csv`.

use std::io::{self, Write};

use super::{Design, DesignResponses, Sensitivity, USUAL, VarianceShares};
use crate::experiment::{Column, Format, Kind, Table, values_at};
use alliance_dynamics::scenario::Template;
use alliance_dynamics::scenario::gate::Value;

/// Writes `sensitivity.csv`: a row for every result, key and index, with its 95 % interval.
///
/// Columns: `measure, key, index, value, low, high`. Keys are in the order of the scenario file. Rows with an empty key are about
/// all keys: `together` (what no key does alone), and of the variance between single runs the share of the `keys`, of luck that is
/// the same at all points (`luck_worlds`), of luck that differs from point to point (`luck_mixed`), and of the variance between the
/// points' means the share of luck that is left (`luck_left`). What cannot be told has no row.
///
/// # Errors
/// If it cannot be written.
pub fn write_sensitivity<W: Write + Send>(format: Format, to: W, found: &Sensitivity) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Text.columns("measure key index").collect();
    columns.extend(Kind::Number.columns("value low high"));
    let mut table = format.begin(to, columns)?;
    for about in &found.responses {
        let measure = about.response.name();
        let of_keys = about.keys.iter().flat_map(|key| {
            let indices = key.indices.iter();
            indices.map(|at| (key.key.as_str(), at.index.name(), at.estimate))
        });
        let together = about.together.map(|estimate| ("", "together", estimate));
        for (key, index, at) in of_keys.chain(together) {
            table.row((&measure, key, index, at.value, at.interval.low, at.interval.high))?;
        }
        for (index, share) in about.variance.iter().flat_map(parts) {
            table.row((&measure, "", index, share, (), ()))?;
        }
    }
    Ok(table)
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
/// Columns: `point, row, <keys…>, survival, months, final_trust, final_value, failed`, and what was asked for besides. Points of one row belong together: for
/// Sobol' indices a base point, the same with each key in turn out of a second sample, and the point of that; for Morris a walk.
/// Results are means over the runs that did not fail, empty where all did.
///
/// # Errors
/// If it cannot be written.
pub fn write_points<W: Write + Send>(
    format: Format,
    to: W,
    template: &Template,
    design: &Design,
    responses: &DesignResponses,
) -> io::Result<Table<W>> {
    let rows = responses.rows().iter().enumerate();
    let points: Vec<_> = rows
        .flat_map(|(row, points)| design.row(row).into_iter().zip(points).map(move |at| (row, at)))
        .map(|(row, (place, point))| (row, settings(template, &place), point))
        .collect();
    let mut columns: Vec<Column> = Kind::Whole.columns("point row").collect();
    for (number, key) in template.ranges().keys().enumerate() {
        let values = points.iter().map(|(_, settings, _)| settings[number].as_str());
        columns.push(Column::for_values(key, values));
    }
    let of_results = responses
        .responses()
        .iter()
        .map(|response| Column::new(Kind::Number, response.name()));
    let (usual, asked): (Vec<_>, Vec<_>) = of_results.enumerate().partition(|(number, _)| *number < USUAL.len());
    columns.extend(usual.into_iter().map(|(_, column)| column));
    columns.extend(Kind::Whole.columns("failed"));
    columns.extend(asked.into_iter().map(|(_, column)| column));
    let mut table = format.begin(to, columns)?;
    for (number, (row, settings, point)) in points.iter().enumerate() {
        let results: Vec<Option<f64>> = match &point.means {
            Some(means) => means.iter().copied().map(Some).collect(),
            None => vec![None; responses.responses().len()],
        };
        let (usual, asked) = results.split_at(USUAL.len().min(results.len()));
        table.row((number, row, settings, usual, point.n_failed, asked))?;
    }
    Ok(table)
}

/// The values of all keys, as they are written in tables.
fn settings(template: &Template, place: &[f64]) -> Vec<String> {
    values_at(template, place).iter().map(Value::in_tables).collect()
}
