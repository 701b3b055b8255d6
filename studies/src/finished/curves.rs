//! The curves of some cells of a finished result, from its tables `survival` and `timeline`.

use std::collections::BTreeMap;
use std::path::Path;

use csv::StringRecord;
use schemars::JsonSchema;
use serde::Serialize;

use super::FinishedError;
use super::table::FinishedTable;

/// An arm, by name, at a design point.
type Named<'a> = (&'a str, usize);

/// What is left of the runs of one arm at one design point, month by month.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct CurvesOfCell {
    /// Months lived, from 0.
    pub month: Vec<u32>,
    /// Share still alive, 0…1.
    pub survival: Vec<f64>,
    /// Lower bound of its 95 % band.
    pub low: Vec<f64>,
    /// Upper bound of its 95 % band.
    pub high: Vec<f64>,
    /// Runs alive after every month, from the first.
    pub alive: Vec<u64>,
    /// Measures by name, over the runs alive; place 0 is month 1.
    pub timeline: BTreeMap<String, Band>,
}

/// A measure over the runs alive, month by month; nothing where nobody is.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Band {
    /// Its mean.
    pub mean: Vec<Option<f64>>,
    /// Its 5 % quantile.
    pub low: Vec<Option<f64>>,
    /// Its 95 % quantile.
    pub high: Vec<Option<f64>>,
}

/// Reads the curves of these cells, and of no others, in the order given; measures are those of these names, among them a scenario's own.
///
/// # Errors
/// If one of the two tables is not there, was changed after the run, or is not what `alliance run` writes.
pub fn finished_curves(
    folder: &Path,
    cells: &[Named<'_>],
    measures: &[&str],
) -> Result<Vec<CurvesOfCell>, FinishedError> {
    let mut curves = vec![CurvesOfCell::default(); cells.len()];
    read_survival(folder, cells, &mut curves)?;
    read_timeline(folder, cells, measures, &mut curves)?;
    Ok(curves)
}

fn read_survival(folder: &Path, cells: &[Named<'_>], curves: &mut [CurvesOfCell]) -> Result<(), FinishedError> {
    let mut table = FinishedTable::open(folder, "survival")?;
    let month = table.column("month")?;
    let [survival, low, high] = [
        table.column("survival")?,
        table.column("survival_low")?,
        table.column("survival_high")?,
    ];
    each_row(&mut table, cells, |table, row, cell| {
        let curve = &mut curves[cell];
        curve.month.push(table.count(row, month)? as u32);
        for (column, list) in [
            (survival, &mut curve.survival),
            (low, &mut curve.low),
            (high, &mut curve.high),
        ] {
            list.push(table.number(row, column)?.unwrap_or(0.0));
        }
        Ok(())
    })
}

fn read_timeline(
    folder: &Path,
    cells: &[Named<'_>],
    measures: &[&str],
    curves: &mut [CurvesOfCell],
) -> Result<(), FinishedError> {
    let mut table = FinishedTable::open(folder, "timeline")?;
    let runs = table.column("runs")?;
    let mut columns = Vec::with_capacity(measures.len());
    for &measure in measures {
        let column = |part: &str| table.column(&format!("{measure}_{part}"));
        columns.push((measure, [column("mean")?, column("p05")?, column("p95")?]));
    }
    each_row(&mut table, cells, |table, row, cell| {
        curves[cell].alive.push(table.count(row, runs)?);
        for (measure, [mean, low, high]) in &columns {
            let band = curves[cell].timeline.entry((*measure).to_owned()).or_default();
            band.mean.push(table.number(row, *mean)?);
            band.low.push(table.number(row, *low)?);
            band.high.push(table.number(row, *high)?);
        }
        Ok(())
    })
}

/// Goes through the rows of a table, and hands over those of the cells that are asked for, until all of these have had theirs.
fn each_row(
    table: &mut FinishedTable,
    cells: &[Named<'_>],
    mut take: impl FnMut(&FinishedTable, &StringRecord, usize) -> Result<(), FinishedError>,
) -> Result<(), FinishedError> {
    let (mut row, mut open) = (StringRecord::new(), cells.len());
    let mut at: Option<usize> = None;
    while table.read(&mut row)? {
        let is_of = |(arm, point): &Named<'_>| row[0] == **arm && row[1].parse() == Ok(*point);
        let now = cells.iter().position(is_of);
        if at.is_some() && now != at {
            // A table that was not checked may come back to a cell.
            open = open.saturating_sub(1);
        }
        at = now;
        match now {
            Some(cell) => take(table, &row, cell)?,
            None if open == 0 => return Ok(()),
            None => {}
        }
    }
    Ok(())
}
