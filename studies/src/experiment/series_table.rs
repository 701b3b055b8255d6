//! `series.csv`: a row for every month of every run, written as blocks come in.

use std::io::{self, Write};

use rayon::prelude::*;

use super::{Block, Column, EndedTable, Format, Kind, Strip, StripTable, cell_columns};
use alliance_dynamics::measures::Recorded;
use alliance_dynamics::scenario::Study;

/// The name of its CSV file, whose digest is not that of the table ([`StripTable`]).
pub(crate) const SERIES: &str = "series.csv";

/// Writes `series.csv`.
///
/// Columns: `arm, point, <label, where a list of points has one>, <keys that vary…>, replication, month`, then the measures that the study
/// names for it. Months are those lived, from 1; runs that failed have none.
#[derive(Debug)]
pub struct SeriesTable<'a, W: Write + Send> {
    study: &'a Study,
    measures: Vec<Recorded>,
    table: StripTable<W>,
}

impl<'a, W: Write + Send> SeriesTable<'a, W> {
    /// Begins the table.
    ///
    /// # Errors
    /// If its beginning cannot be written.
    pub fn begin(study: &'a Study, format: Format, to: W) -> io::Result<Self> {
        let measures = study.series();
        let mut about = cell_columns(study);
        about.push(Column::new(Kind::Whole, "replication"));
        let names = measures.iter().map(|&measure| study.base.resolved().name_of(measure));
        let table = StripTable::begin(format, to, (about, "month"), names)?;
        Ok(Self { study, measures, table })
    }

    /// Writes the months of the runs of some blocks in their order, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, blocks: &[Block]) -> io::Result<()> {
        let Self { study, measures, .. } = self;
        let strips = blocks.par_iter().flat_map_iter(|block| strips(study, measures, block));
        let strips: Vec<Strip> = strips.collect();
        self.table.add(&strips)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// If the last of it cannot be written.
    pub fn end(self) -> io::Result<EndedTable<W>> {
        self.table.end()
    }
}

/// A strip a run.
fn strips(study: &Study, measures: &[Recorded], block: &Block) -> impl Iterator<Item = Strip> {
    let cell = &study.cells[block.cell];
    let settings = study.cells_at(cell.point);
    let about = [study.arms[cell.arm].name.as_str(), &cell.point.to_string()].map(str::to_owned);
    let about: Vec<String> = about
        .into_iter()
        .chain(settings.into_iter().map(str::to_owned))
        .collect();
    let lived = block.runs_with_lives().filter(|(_, life)| !life.records.is_empty());
    lived.map(move |(run, life)| {
        let mut about = about.clone();
        about.push(run.replication.to_string());
        let numbers = measures.iter().flat_map(|&measure| life.course_of(measure));
        Strip {
            about,
            n_rows: life.records.len() as u32,
            numbers: numbers.collect(),
        }
    })
}
