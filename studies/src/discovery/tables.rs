//! `boxes.csv`, `limits.csv` and `trajectory.csv`.

use std::io::{self, Write};

use super::{Discovery, PassedBox};
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
    let mut columns = vec![Column::new(Kind::Whole, "box"), Column::new(Kind::Text, "key")];
    columns.extend(Kind::Number.columns("low high"));
    columns.extend(Kind::Text.columns("values"));
    columns.extend(Kind::Number.columns("quasi_p_low quasi_p_high"));
    let mut table = format.begin(to, columns)?;
    for (number, about) in (1_usize..).zip(&found.boxes) {
        for limit in &about.limits {
            let values = limit.values.as_ref().map(|values| values.join("|"));
            let tests = (limit.quasi_p_low, limit.quasi_p_high);
            table.row((number, &limit.key, limit.low, limit.high, values, tests))?;
        }
    }
    Ok(table)
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
