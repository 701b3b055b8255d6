//! `loops.csv`, `months.csv` and `circles.csv`.

use std::io::{self, Write};

use super::ensemble::{LoopEnsemble, LoopSpread};
use crate::experiment::{Column, Format, Kind, Table};

/// Writes `loops.csv`: a row for every month and loop, and for memory, interaction and whole.
///
/// Columns: `month`; `loop`; its `kind`; its `gain`, which is the strength of a loop, as mean over the worlds that lived the month;
/// `low` and `high`, the 5 % and 95 % quantiles of those worlds; `breaks`, the share of them in which the circle is closed and cutting
/// that loop alone would open it (empty for what is no loop); `worlds`.
///
/// # Errors
/// If it cannot be written.
pub fn write_loops<W: Write + Send>(format: Format, to: W, ensemble: &LoopEnsemble) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Whole.columns("month").collect();
    columns.extend(Kind::Text.columns("loop kind"));
    columns.extend(Kind::Number.columns("gain low high breaks"));
    columns.extend(Kind::Whole.columns("worlds"));
    let mut table = format.begin(to, columns)?;
    for month in &ensemble.months {
        let mut row = |name: &str, kind: &str, spread: LoopSpread, breaks: Option<f64>| {
            let LoopSpread { mean, low, high } = spread;
            table.row((month.month, name, kind, mean, low, high, breaks, month.worlds))
        };
        row("memory", "memory", month.memory, None)?;
        let strengths = month.strengths.iter().zip(&month.breaks);
        for (feedback, (&strength, &breaks)) in ensemble.loops.iter().zip(strengths) {
            row(feedback.name, feedback.kind.name(), strength, Some(breaks))?;
        }
        row("interaction", "interaction", month.interaction, None)?;
        row("whole", "whole", month.whole, None)?;
    }
    Ok(table)
}

/// Writes `months.csv`: a row a month.
///
/// Columns: `month`; `worlds` that lived it; mean `trust`; the mean `gain` with all links; the mean factor of the turn's last month,
/// `monthly`; the shares of those worlds in which the circle is `closed`, `vicious` (closed, and trust falls over the turn), and
/// `breakable` (closed, and cutting one loop alone would open it); the loop with the greatest mean strength, `leading`.
///
/// # Errors
/// If it cannot be written.
pub fn write_months<W: Write + Send>(format: Format, to: W, ensemble: &LoopEnsemble) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Whole.columns("month worlds").collect();
    columns.extend(Kind::Number.columns("trust gain monthly closed vicious breakable"));
    columns.push(Column::new(Kind::Text, "leading"));
    let mut table = format.begin(to, columns)?;
    for month in &ensemble.months {
        let gains = (month.trust, month.whole.mean, month.monthly);
        let shares = (month.closed, month.vicious, month.breakable);
        let leading = ensemble.loops.get(month.leading()).map(|feedback| feedback.name);
        table.row((month.month, month.worlds, gains, shares, leading))?;
    }
    Ok(table)
}

/// Writes `circles.csv`: a row for every stretch of months in which the circle of a world was closed.
///
/// Columns: `replication`; the world's `outcome`; the first and the last month, `from` and `until`; the `kind`, vicious or virtuous;
/// the `leading` loop and its mean `strength`; the `greatest` gain and its month, `greatest_month`; the last month in which cutting
/// one loop alone would have opened it, `breakable_until` (empty where there was none); the loops each of which alone would have
/// done so in the first month, `broken_at_first_by`, with semicolons in between.
///
/// # Errors
/// If it cannot be written.
pub fn write_circles<W: Write + Send>(format: Format, to: W, ensemble: &LoopEnsemble) -> io::Result<Table<W>> {
    let mut columns: Vec<Column> = Kind::Whole.columns("replication").collect();
    columns.extend(Kind::Text.columns("outcome"));
    columns.extend(Kind::Whole.columns("from until"));
    columns.extend(Kind::Text.columns("kind leading"));
    columns.extend(Kind::Number.columns("strength greatest"));
    columns.extend(Kind::Whole.columns("greatest_month breakable_until"));
    columns.push(Column::new(Kind::Text, "broken_at_first_by"));
    let mut table = format.begin(to, columns)?;
    let name = |number: usize| ensemble.loops[number].name;
    for circle in &ensemble.circles {
        let breaking: Vec<&str> = circle.broken_at_first_by.iter().map(|&number| name(number)).collect();
        let when = (circle.from, circle.until);
        let what = (circle.kind.name(), name(circle.leading), circle.strength);
        let greatest = (circle.greatest, circle.greatest_month);
        table.row((
            (circle.replication, circle.outcome.name(), when, what, greatest),
            (circle.breakable_until, breaking.join("; ")),
        ))?;
    }
    Ok(table)
}
