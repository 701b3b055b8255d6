//! `tip.csv`, `curve.csv` and `line.csv`.

use std::io::{self, Write};

use super::curve::TippingCurve;
use super::line::TippingLine;
use super::numbers::{Crossing, Standing};
use super::passages::Direction;
use super::responses::Responses;
use super::span::Span;
use crate::experiment::{Column, Format, Kind, Table};
use crate::statistics::wilson;

/// Steps of `curve.csv` from one value tried to the next.
const FINENESS: u32 = 8;

/// Writes `tip.csv`: a row a value that was tried, search by search along a line.
///
/// Columns: the second key's value, where there is a line; the value, under the name of the key; `runs` that ended, `hits`
/// among them, `failed` runs; the `share` of hits with its 95 % interval (Wilson), `low` and `high`.
///
/// # Errors
/// If it cannot be written.
pub fn write_tried<W: Write + Send>(
    format: Format,
    to: W,
    key: &str,
    span: &Span,
    line: Option<&TippingLine>,
    searches: &[Responses],
) -> io::Result<Table<W>> {
    let keys = line.map(|line| line.key.as_str()).into_iter().chain([key]);
    let mut columns: Vec<Column> = keys.map(|key| Column::new(Kind::Number, key)).collect();
    columns.extend(Kind::Whole.columns("runs hits failed"));
    columns.extend(Kind::Number.columns("share low high"));
    let mut table = format.begin(to, columns)?;
    for (number, responses) in searches.iter().enumerate() {
        let second: Vec<f64> = line.map(|line| line.steps[number].value).into_iter().collect();
        for tried in responses.tried() {
            let share = (tried.runs > 0).then(|| tried.hits as f64 / tried.runs as f64);
            let interval = wilson(tried.hits, tried.runs);
            let counts = (span.value_to_try(tried.place), tried.runs, tried.hits, tried.failed);
            table.row((&second, counts, share, interval.low, interval.high))?;
        }
    }
    Ok(table)
}

/// Writes `curve.csv`: the estimated probability along the range, with eight steps from one value tried to the next.
///
/// Columns: the value, under the name of the key; `probability` with its pointwise 95 % interval, `low` and `high`; as how many
/// runs right there it is worth (`runs`).
///
/// # Errors
/// If it cannot be written.
pub fn write_curve<W: Write + Send>(
    format: Format,
    to: W,
    key: &str,
    span: &Span,
    curve: &TippingCurve<'_>,
) -> io::Result<Table<W>> {
    let mut columns = vec![Column::new(Kind::Number, key)];
    columns.extend(Kind::Number.columns("probability low high runs"));
    let mut table = format.begin(to, columns)?;
    for point in curve.course(FINENESS) {
        let interval = point.interval();
        table.row((
            span.value(point.place),
            point.share,
            interval.low,
            interval.high,
            point.runs,
        ))?;
    }
    Ok(table)
}

/// Writes `line.csv`: a row for every tipping point at every value of the second key, and one where there is none.
///
/// Columns: the second key's value, under its name; the `standing` (`crosses`, `above` or `below` one half throughout,
/// `unsettled`); `runs` and `failed` there; which `crossing` (from 0) and its `direction`; its `value` and 95 % interval, `low`
/// and `high`, empty where it lies outside the range; the `width` from 10 % to 90 %, empty where the range does not hold both,
/// with its interval `width_low` and `width_high`.
///
/// # Errors
/// If it cannot be written.
pub fn write_line<W: Write + Send>(format: Format, to: W, line: &TippingLine) -> io::Result<Table<W>> {
    let mut columns = vec![
        Column::new(Kind::Number, &line.key),
        Column::new(Kind::Text, "standing"),
    ];
    columns.extend(Kind::Whole.columns("runs failed crossing"));
    columns.push(Column::new(Kind::Text, "direction"));
    columns.extend(Kind::Number.columns("value low high width width_low width_high"));
    let mut table = format.begin(to, columns)?;
    for step in &line.steps {
        let tipping = &step.tipping;
        let about = (step.value, tipping.standing, tipping.runs, tipping.failed);
        for (number, crossing) in tipping.crossings.iter().enumerate() {
            table.row((about, Some(number), cells(crossing)))?;
        }
        if tipping.standing != Standing::Crosses {
            table.row((about, None::<usize>, NO_CELLS))?;
        }
    }
    Ok(table)
}

/// What `line.csv` says of a tipping point.
type Cells = (Option<Direction>, [Option<f64>; 6]);

const NO_CELLS: Cells = (None, [None; 6]);

fn cells(crossing: &Crossing) -> Cells {
    let width = crossing.width.as_ref();
    let interval = width.and_then(|width| width.interval);
    let numbers = [
        Some(crossing.at.value),
        crossing.at.low,
        crossing.at.high,
        width.map(|width| width.size),
        interval.map(|interval| interval.low),
        interval.map(|interval| interval.high),
    ];
    (Some(crossing.direction), numbers)
}
