//! `boxes.csv`, `limits.csv`, `trajectory.csv` and `trajectory_limits.csv`.

use std::io::{self, Write};

use serde::Serialize;

use super::numbers::limits;
use super::prim::{Cases, PrimTrajectory};
use super::{Discovery, KeyLimit, PassedBox};
use crate::experiment::{Column, Format, Kind, Table};

/// Writes `boxes.csv`: a row a box.
///
/// Columns: `box` (from 1), whether its density is `reached` as asked for, its `step` in the trajectory, its `runs`, those `of_interest`, its
/// `coverage`, `density` and `mass` (0…1), and how many keys it has `restricted`.
///
/// # Errors
/// If it cannot be written.
pub fn write_boxes<W: Write + Send>(format: Format, to: W, found: &Discovery) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "box"), Column::new(Kind::Truth, "reached")];
    columns.extend(Kind::Whole.columns("step"));
    columns.extend(passed_columns());
    let mut table = format.begin(to, columns)?;
    for (number, about) in (1_usize..).zip(&found.boxes) {
        table.row((number, about.is_reached, about.step, passed(about.inside)))?;
    }
    Ok(table)
}

/// Writes `limits.csv`: a row a box and key that it restricts.
///
/// Columns: `box` (from 1), `key`, the smallest (`low`) and the largest (`high`) value allowed, in the key's units, or the `values` allowed
/// where these are words, with `|` between them; and the quasi-p-values `quasi_p_low` (also of words) and `quasi_p_high`. What is not
/// restricted is empty.
///
/// # Errors
/// If it cannot be written.
pub fn write_limits<W: Write + Send>(format: Format, to: W, found: &Discovery) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Whole, "box")];
    columns.extend(limit_columns());
    let mut table = format.begin(to, columns)?;
    for (number, about) in (1_usize..).zip(&found.boxes) {
        for limit in &about.limits {
            table.row((number, limit_cells(limit)))?;
        }
    }
    Ok(table)
}

/// Writes `trajectory_limits.csv`: a row a box on the way and key that it restricts, so that any of them can be looked at.
///
/// Columns: `box` (from 1) and `step`, as in `trajectory.csv`, then as in `limits.csv`.
///
/// # Errors
/// If it cannot be written.
pub fn write_trajectory_limits<W: Write + Send>(
    format: Format,
    to: W,
    cases: &Cases,
    found: &[PrimTrajectory],
) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Whole.columns("box step").collect();
    columns.extend(limit_columns());
    let mut table = format.begin(to, columns)?;
    for (number, trajectory) in (1_usize..).zip(found) {
        for (step, passed) in trajectory.boxes.iter().enumerate() {
            for limit in limits(cases, passed) {
                table.row((number, step, limit_cells(&limit)))?;
            }
        }
    }
    Ok(table)
}

fn limit_columns() -> impl Iterator<Item = Column> {
    let key = [Column::new(Kind::Text, "key")].into_iter();
    let bounds = Kind::Number.columns("low high").chain(Kind::Text.columns("values"));
    key.chain(bounds)
        .chain(Kind::Number.columns("quasi_p_low quasi_p_high"))
}

fn limit_cells(limit: &KeyLimit) -> impl Serialize {
    let values = limit.values.as_ref().map(|values| values.join("|"));
    let tests = (limit.quasi_p_low, limit.quasi_p_high);
    (limit.key.clone(), limit.low, limit.high, values, tests)
}

/// Writes `trajectory.csv`: a row a box and every box on the way to it.
///
/// Columns: `box` (from 1), `step` (from 0, all runs that were left), whether it was `chosen`, then as in `boxes.csv`.
///
/// # Errors
/// If it cannot be written.
pub fn write_trajectory<W: Write + Send>(format: Format, to: W, found: &Discovery) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Whole.columns("box step").collect();
    columns.push(Column::new(Kind::Truth, "chosen"));
    columns.extend(passed_columns());
    let mut table = format.begin(to, columns)?;
    for (number, about) in (1_usize..).zip(&found.boxes) {
        for (step, at) in about.trajectory.iter().enumerate() {
            table.row((number, step, step == about.step, passed(*at)))?;
        }
    }
    Ok(table)
}

fn passed_columns() -> impl Iterator<Item = Column> {
    let counts = Kind::Whole.columns("runs of_interest");
    let shares = Kind::Number.columns("coverage density mass");
    counts.chain(shares).chain(Kind::Whole.columns("restricted"))
}

fn passed(at: PassedBox) -> (usize, usize, [f64; 3], usize) {
    let shares = [at.coverage, at.density, at.mass];
    (at.runs, at.of_interest, shares, at.restricted)
}
