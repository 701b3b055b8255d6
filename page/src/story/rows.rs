//! SourceRows of a table: what a sentence rests on.

use std::collections::BTreeMap;

use super::source_table::SourceTable;

/// A table in memory.
#[derive(Debug, Clone)]
pub(super) struct SourceSheet {
    columns: BTreeMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl SourceSheet {
    pub(super) fn read(text: &[u8]) -> csv::Result<Self> {
        let mut reader = csv::Reader::from_reader(text);
        let columns = reader.headers()?.iter().map(str::to_owned).zip(0..).collect();
        let rows = reader.records().collect::<Result<_, _>>()?;
        Ok(Self { columns, rows })
    }

    /// A row as it is written, without its empty cells.
    pub(super) fn written(&self, place: usize) -> String {
        let cells = self.rows.get(place).into_iter().flatten();
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
    }
}

/// Some rows of one table, at least one: what a sentence rests on.
#[derive(Debug, Clone)]
pub(super) struct SourceRows<'a> {
    sheet: &'a SourceSheet,
    table: SourceTable,
    places: Vec<usize>,
}

impl<'a> SourceRows<'a> {
    pub(super) fn all(sheet: &'a SourceSheet, table: SourceTable) -> Option<Self> {
        Self::some(sheet, table, (0..sheet.rows.len()).collect())
    }

    fn some(sheet: &'a SourceSheet, table: SourceTable, places: Vec<usize>) -> Option<Self> {
        (!places.is_empty()).then_some(Self { sheet, table, places })
    }

    /// The table that they are rows of.
    pub(super) fn table(&self) -> SourceTable {
        self.table
    }

    /// Their places in it, from 0.
    pub(super) fn places(&self) -> &[usize] {
        &self.places
    }

    /// How many there are: 1 or more.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// Each row alone.
    pub(super) fn each(&self) -> impl DoubleEndedIterator<Item = SourceRows<'a>> + '_ {
        self.places.iter().map(|&place| self.only(vec![place]))
    }

    fn only(&self, places: Vec<usize>) -> Self {
        Self {
            sheet: self.sheet,
            table: self.table,
            places,
        }
    }

    /// Those of them that are so, seen one by one.
    pub(super) fn that(&self, is_so: impl Fn(&SourceRows<'a>) -> bool) -> Option<Self> {
        let places = self.each().filter(|row| is_so(row)).flat_map(|row| row.places);
        Self::some(self.sheet, self.table, places.collect())
    }

    /// Those of them with this text in a column.
    pub(super) fn having(&self, column: &str, text: &str) -> Option<Self> {
        self.that(|row| row.text(column) == text)
    }

    /// Those of them from one month to another, both included.
    pub(super) fn within(&self, (first, last): (u32, u32)) -> Option<Self> {
        self.that(|row| (f64::from(first)..=f64::from(last)).contains(&row.number("month")))
    }

    /// The first of them.
    pub(super) fn first(&self) -> Self {
        self.only(vec![self.places[0]])
    }

    /// The last of them.
    pub(super) fn last(&self) -> Self {
        self.only(vec![self.places[self.count() - 1]])
    }

    /// The row with the highest number in a column, the first of equals.
    pub(super) fn highest(&self, column: &str) -> Self {
        let higher = |best: Self, row: Self| {
            if row.number(column) > best.number(column) {
                row
            } else {
                best
            }
        };
        self.each().fold(self.first(), higher)
    }

    /// The row with the lowest number in a column, the first of equals.
    pub(super) fn lowest(&self, column: &str) -> Self {
        let lower = |best: Self, row: Self| {
            if row.number(column) < best.number(column) {
                row
            } else {
                best
            }
        };
        self.each().fold(self.first(), lower)
    }

    /// What the first row says in a column; nothing where there is no such column.
    pub(super) fn text(&self, column: &str) -> &'a str {
        let row = &self.sheet.rows[self.places[0]];
        let cell = self.sheet.columns.get(column).and_then(|&cell| row.get(cell));
        cell.unwrap_or_default()
    }

    /// The number that the first row has in a column; 0 where it has none.
    pub(super) fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or(0.0)
    }

    /// The numbers of all rows in a column.
    pub(super) fn numbers(&self, column: &str) -> Vec<f64> {
        self.each().map(|row| row.number(column)).collect()
    }

    /// Those of them that share what is told most often, by what `key` makes of a row; of equals the earliest.
    pub(super) fn commonest<K: Ord>(&self, key: impl Fn(&SourceRows<'a>) -> K) -> Self {
        let mut groups: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for row in self.each() {
            groups.entry(key(&row)).or_default().push(row.places[0]);
        }
        let most = groups
            .into_values()
            .max_by_key(|places| (places.len(), std::cmp::Reverse(places[0])));
        self.only(most.unwrap_or_else(|| self.places.clone()))
    }
}
