//! What a story is told from: the tables of a run, read back as they were written.

use std::collections::BTreeMap;

use super::rows::{SourceRows, SourceSheet};
use super::source_table::SourceTable;

/// The tables that a story is told from.
#[derive(Debug, Clone)]
pub struct Sources(BTreeMap<SourceTable, SourceSheet>);

impl Sources {
    /// Reads the tables, CSV each, by the names of their files; one that is not there is empty.
    ///
    /// # Errors
    /// If one is no CSV.
    pub fn read<T: AsRef<[u8]>>(texts: &[(&str, T)]) -> csv::Result<Self> {
        let sheet = |table: SourceTable| {
            let found = texts.iter().find(|(name, _)| *name == table.file());
            Ok((table, SourceSheet::read(found.map_or(&[], |(_, text)| text.as_ref()))?))
        };
        SourceTable::ALL
            .into_iter()
            .map(sheet)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// All rows of a table; none where it has none.
    pub(super) fn rows(&self, table: SourceTable) -> Option<SourceRows<'_>> {
        SourceRows::all(&self.0[&table], table)
    }

    /// A row of a table as it is written, without its empty cells.
    pub(super) fn written(&self, table: SourceTable, place: usize) -> String {
        self.0[&table].written(place)
    }

    /// What happened of one kind; none where nothing did.
    pub(super) fn events(&self, kind: &str) -> Option<SourceRows<'_>> {
        self.rows(SourceTable::Events)?.having("kind", kind)
    }

    /// The months from which on the chance to meet the goal stayed where the run ended: under 10 %, or above 90 %.
    pub(super) fn settled(&self) -> Option<SourceRows<'_>> {
        const FAR: f64 = 0.1;
        let chances = self.rows(SourceTable::Chances)?;
        let end = chances.last().number("chance").round();
        let is_open = |row: &SourceRows<'_>| (row.number("chance") - end).abs() >= FAR;
        let after = chances.that(is_open).map_or(-1.0, |open| open.last().number("month"));
        chances.that(|row| row.number("month") > after)
    }
}
