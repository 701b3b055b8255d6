//! `timeline.csv`, `survival.csv` and `summary.csv`.

use std::io::{self, Write};

use super::{CellResults, Results};
use crate::experiment::{Column, Format, Kind, Rows, Table, cell_columns, lost_columns};
use crate::statistics::CellMonths;
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::measures::Recorded;
use alliance_dynamics::scenario::Study;

/// Of so many arms at design points the spreads are kept for the charts.
const MOST_KEPT: usize = 100;

/// Writes `timeline.csv`: for every arm, design point and month lived, the runs alive and their share, and mean, median, 5 % and 95 % of
/// these measures over them; of the phases, the share of runs in each. Statistics over nobody are left empty.
///
/// # Errors
/// If it cannot be written.
pub fn write_timeline<W: Write + Send>(
    format: Format,
    to: W,
    study: &Study,
    results: &Results,
    measures: &[Recorded],
) -> io::Result<Table<W>> {
    let mut columns = cell_columns(study);
    columns.extend(Kind::Whole.columns("month runs"));
    columns.extend(Kind::Number.columns("alive"));
    let n_about = columns.len();
    for &measure in measures {
        let parts: &[&str] = if is_phase(measure) {
            &["share"]
        } else {
            &["mean", "median", "p05", "p95"]
        };
        let name = study.base.resolved().name_of(measure);
        columns.extend(
            parts
                .iter()
                .map(|part| Column::new(Kind::Number, format!("{name}_{part}"))),
        );
    }
    let n_statistics = columns.len() - n_about;
    let mut table = format.begin(to, columns)?;
    each_cell(study, results, &mut table, |about, cell, rows| {
        // Charts look at few cells; the spreads of many would fill more memory than their runs.
        let spreads = match results.cells.len() > MOST_KEPT {
            true => &cell.trajectories.spreads(),
            false => cell.spreads(),
        };
        let own = cell.own.as_ref().map(CellMonths::spreads).unwrap_or_default();
        let mut numbers = Vec::with_capacity(n_statistics);
        for (month, (spreads, &alive)) in (1_u32..).zip(spreads.iter().zip(cell.trajectories.alive())) {
            let lived = (month, alive, alive as f64 / cell.runs.max(1) as f64);
            if alive == 0 {
                rows.row((about, lived, vec![""; n_statistics]))?;
                continue;
            }
            numbers.clear();
            for &measure in measures {
                let spread = match measure {
                    Recorded::Measure(measure) => &spreads[measure as usize],
                    Recorded::Own(place) => &own[month as usize - 1][place],
                };
                numbers.push(spread.mean);
                if !is_phase(measure) {
                    numbers.extend([spread.median, spread.p05, spread.p95]);
                }
            }
            rows.row((about, lived, &numbers))?;
        }
        Ok(())
    })?;
    Ok(table)
}

/// Whether it says which phase it is: then its mean is a share, and it has no quantiles.
fn is_phase(measure: Recorded) -> bool {
    matches!(measure, Recorded::Measure(measure) if measure.is_phase())
}

/// Writes `survival.csv`: for every arm, design point and month, the Kaplan-Meier estimate with its 95 % band.
///
/// # Errors
/// If it cannot be written.
pub fn write_survival<W: Write + Send>(
    format: Format,
    to: W,
    study: &Study,
    results: &Results,
) -> io::Result<Table<W>> {
    let mut columns = cell_columns(study);
    columns.extend(Kind::Whole.columns("month at_risk ended censored"));
    columns.extend(Kind::Number.columns("survival survival_low survival_high"));
    let mut table = format.begin(to, columns)?;
    each_cell(study, results, &mut table, |about, cell, rows| {
        for at in cell.survival() {
            rows.row((
                about,
                (
                    at.month,
                    at.at_risk,
                    at.ended,
                    at.censored,
                    at.survival,
                    at.low,
                    at.high,
                ),
            ))?;
        }
        Ok(())
    })?;
    Ok(table)
}

/// Writes `summary.csv`: for every arm and design point, the share of each outcome and of survival with its 95 % interval (Wilson), the
/// median of the months lived, mean trust and value in the last month, and how much trust a run lost on average, as in `runs.csv`.
///
/// # Errors
/// If it cannot be written.
pub fn write_summary<W: Write + Send>(format: Format, to: W, study: &Study, results: &Results) -> io::Result<Table<W>> {
    let mut columns = cell_columns(study);
    columns.extend(Kind::Whole.columns("runs failed"));
    for name in Outcome::ALL.map(Outcome::name).into_iter().chain(["survived"]) {
        columns.extend(["", "_low", "_high"].map(|part| Column::new(Kind::Number, format!("{name}{part}"))));
    }
    columns.extend(Kind::Whole.columns("median_months"));
    columns.extend(Kind::Number.columns("final_trust_mean final_value_mean"));
    columns.extend(lost_columns());
    let mut table = format.begin(to, columns)?;
    each_cell(study, results, &mut table, |about, cell, rows| {
        let shares = Outcome::ALL
            .into_iter()
            .map(|outcome| cell.share(outcome))
            .chain([cell.survived()]);
        let shares: Vec<f64> = shares
            .flat_map(|(share, interval)| [share, interval.low, interval.high])
            .collect();
        let means = (cell.median_months(), cell.mean_final_trust(), cell.mean_final_value());
        let lost = cell.reasons().losses();
        let lost = (lost.by_channel, lost.blamed_on_culture);
        rows.row((about, (cell.runs, cell.failed), shares, means, lost))
    })?;
    Ok(table)
}

/// Which arm and design point a row is about, with its label and values.
type About<'a> = (&'a str, usize, &'a [&'a str]);

fn each_cell<W: Write + Send>(
    study: &Study,
    results: &Results,
    table: &mut Table<W>,
    write: impl Fn(About<'_>, &CellResults, &mut Rows) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let cells: Vec<_> = study.cells.iter().zip(&results.cells).collect();
    table.rows_of(&cells, |(cell, results), rows| {
        let settings = study.cells_at(cell.point);
        write((&study.arms[cell.arm].name, cell.point, &settings), results, rows)
    })
}
