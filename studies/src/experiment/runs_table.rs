//! `runs.csv`: a row a run, written as blocks come in.

use std::borrow::Cow;
use std::io::{self, Write};

use super::trace_columns::own_columns;
use super::{Block, Column, Format, Kind, Rows, Table};
use alliance_dynamics::alliance::LossChannel;
use alliance_dynamics::measures::{Measure, Record};
use alliance_dynamics::scenario::Study;

/// Measures of the last month that have a column of their own, besides members and blocs. How trust was lost is told of the whole
/// run.
pub(crate) fn last_month() -> impl Iterator<Item = Measure> {
    Measure::ALL.into_iter().filter(|measure| {
        let of_the_run = matches!(
            measure,
            Measure::BlamedOnCulture
                | Measure::LostDisappointment
                | Measure::LostGossip
                | Measure::LostHome
                | Measure::LostIncidents
        );
        !of_the_run && !measure.is_phase() && !matches!(measure, Measure::Members | Measure::Blocs)
    })
}

/// How trust was lost in the whole run: what it was, channel by channel, and what members would say it was.
pub(crate) fn lost_columns() -> impl Iterator<Item = Column> {
    let channels = LossChannel::ALL.map(|channel| Column::new(Kind::Number, format!("lost_{}", channel.name())));
    channels
        .into_iter()
        .chain([Column::new(Kind::Number, Measure::BlamedOnCulture.name())])
}

/// Writes `runs.csv`.
///
/// Columns: `arm, point, <label, where a list of points has one>, <keys that vary…>, replication, seed, outcome, survived, months, members, blocs`, then the last month's
/// measures, those of the scenario's own behind those of the model, `phase`, how trust was lost in all months (`lost_disappointment` to `lost_incidents_power`, and
/// `blamed_on_culture`, the part of the disappointment that blame has added), and `failure`: what a run said that failed, whose outcome is `failed`.
#[derive(Debug)]
pub struct RunsTable<'a, W: Write + Send> {
    study: &'a Study,
    table: Table<W>,
}

impl<'a, W: Write + Send> RunsTable<'a, W> {
    /// Begins the table.
    ///
    /// # Errors
    /// If its beginning cannot be written.
    pub fn begin(study: &'a Study, format: Format, to: W) -> io::Result<Self> {
        let mut columns = cell_columns(study);
        columns.extend(Kind::Whole.columns("replication seed"));
        columns.extend(Kind::Text.columns("outcome"));
        columns.extend(Kind::Truth.columns("survived"));
        columns.extend(Kind::Whole.columns("months members blocs"));
        columns.extend(last_month().map(|measure| Column::new(Kind::Number, measure.name())));
        columns.extend(own_columns(study.base.resolved()));
        columns.extend(Kind::Text.columns("phase"));
        columns.extend(lost_columns());
        columns.extend(Kind::Text.columns("failure"));
        let table = format.begin(to, columns)?;
        Ok(Self { study, table })
    }

    /// Writes the runs of some blocks in their order, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, blocks: &[Block]) -> io::Result<()> {
        let study = self.study;
        self.table
            .rows_of(blocks, |block, rows| write_block(study, block, rows))
    }

    /// The table with the rows it has.
    #[must_use]
    pub fn into_table(self) -> Table<W> {
        self.table
    }
}

fn write_block(study: &Study, block: &Block, rows: &mut Rows) -> io::Result<()> {
    let cell = &study.cells[block.cell];
    let arm = &study.arms[cell.arm].name;
    let settings = study.cells_at(cell.point);
    for run in &block.runs {
        let about = (arm, cell.point, &settings, run.replication, run.seed);
        match &run.result {
            Ok(ending) => {
                let last = &ending.last;
                let end = (ending.outcome.name(), ending.outcome.survived(), ending.months);
                let (members, blocs) = (last[Measure::Members] as u64, last[Measure::Blocs] as u64);
                let own = &ending.own.0[..study.base.own.len()];
                let numbers = (numbers(last), own, last.phase().name());
                let lost = (ending.lost.by_channel, ending.lost.blamed_on_culture);
                rows.row((about, end, members, blocs, numbers, lost, ""))?;
            }
            Err(message) => {
                let blank = vec![""; last_month().count() + lost_columns().count() + study.base.own.len() + 5];
                rows.row((about, "failed", blank, said(message)))?;
            }
        }
    }
    Ok(())
}

/// The columns that say which arm and design point a row is about: `arm, point, <label>, <keys that vary…>`.
pub(crate) fn cell_columns(study: &Study) -> Vec<Column> {
    let values_of = |key: usize| study.points.iter().map(move |point| point[key].text.as_str());
    let keys = study.keys.iter().enumerate();
    let label = study.label(0).map(|_| Column::new(Kind::Text, "label"));
    [Column::new(Kind::Text, "arm"), Column::new(Kind::Whole, "point")]
        .into_iter()
        .chain(label)
        .chain(keys.map(|(place, key)| Column::for_values(key, values_of(place))))
        .collect()
}

/// What a failed run said, so that no spreadsheet takes it for a formula.
fn said(message: &str) -> Cow<'_, str> {
    match message.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("it said: {message}").into(),
        false => message.into(),
    }
}

fn numbers(last: &Record) -> Vec<f64> {
    last_month().map(|measure| last[measure]).collect()
}
