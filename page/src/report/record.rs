//! The record of a run: its tables, read back as they were written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Why a record cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read back", .path.display())]
pub struct RecordError {
    /// Which table.
    pub path: PathBuf,
    /// What went wrong.
    pub source: csv::Error,
}

/// A table of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordTable {
    /// Every member in every month.
    Members,
    /// Every month.
    Timeline,
    /// What happened.
    Events,
    /// What it could have hung on, the weightiest first.
    Causes,
    /// The chance to meet the goal, month by month.
    Chances,
}

impl RecordTable {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Members, Self::Timeline, Self::Events, Self::Causes, Self::Chances];

    /// Its file.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Members => "members.csv",
            Self::Timeline => "timeline.csv",
            Self::Events => "events.csv",
            Self::Causes => "causes.csv",
            Self::Chances => "chances.csv",
        }
    }
}

/// What a run has left: the tables that a story is told from.
#[derive(Debug, Clone)]
pub struct Record(BTreeMap<RecordTable, Sheet>);

#[derive(Debug, Clone)]
struct Sheet {
    columns: BTreeMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

impl Record {
    /// Reads the tables in a folder.
    ///
    /// # Errors
    /// If one is missing or is no CSV.
    pub fn read(folder: &Path) -> Result<Self, RecordError> {
        let sheet = |table: RecordTable| {
            let path = folder.join(table.file());
            match Sheet::read(&path) {
                Ok(sheet) => Ok((table, sheet)),
                Err(source) => Err(RecordError { path, source }),
            }
        };
        RecordTable::ALL
            .into_iter()
            .map(sheet)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// All rows of a table; none where it has none.
    #[must_use]
    pub fn rows(&self, table: RecordTable) -> Option<Rows<'_>> {
        let sheet = &self.0[&table];
        Rows::some(sheet, table, (0..sheet.rows.len()).collect())
    }

    /// A row of a table as it is written, without its empty cells.
    #[must_use]
    pub fn written(&self, table: RecordTable, place: usize) -> String {
        let row = self.0[&table].rows.get(place);
        let cells = row.into_iter().flatten().filter(|cell| !cell.is_empty());
        cells.collect::<Vec<_>>().join(", ")
    }

    /// What happened of one kind; none where nothing did.
    #[must_use]
    pub fn events(&self, kind: &str) -> Option<Rows<'_>> {
        self.rows(RecordTable::Events)?.having("kind", kind)
    }
}

impl Sheet {
    fn read(path: &Path) -> Result<Self, csv::Error> {
        let mut reader = csv::Reader::from_path(path)?;
        let columns = reader.headers()?.iter().map(str::to_owned).zip(0..).collect();
        let rows = reader.records().collect::<Result<_, _>>()?;
        Ok(Self { columns, rows })
    }
}

/// Some rows of one table, at least one: what a sentence rests on.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    sheet: &'a Sheet,
    table: RecordTable,
    places: Vec<usize>,
}

impl<'a> Rows<'a> {
    fn some(sheet: &'a Sheet, table: RecordTable, places: Vec<usize>) -> Option<Self> {
        (!places.is_empty()).then_some(Self { sheet, table, places })
    }

    /// The table that they are rows of.
    #[must_use]
    pub fn table(&self) -> RecordTable {
        self.table
    }

    /// Their places in it, from 0.
    #[must_use]
    pub fn places(&self) -> &[usize] {
        &self.places
    }

    /// How many there are: 1 or more.
    #[must_use]
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// Each row alone.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = Rows<'a>> + '_ {
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
    #[must_use]
    pub fn that(&self, is_so: impl Fn(&Rows<'a>) -> bool) -> Option<Self> {
        let places = self.each().filter(|row| is_so(row)).flat_map(|row| row.places);
        Self::some(self.sheet, self.table, places.collect())
    }

    /// Those of them with this text in a column.
    #[must_use]
    pub fn having(&self, column: &str, text: &str) -> Option<Self> {
        self.that(|row| row.text(column) == text)
    }

    /// Those of them from one month to another, both included.
    #[must_use]
    pub fn within(&self, (first, last): (u32, u32)) -> Option<Self> {
        self.that(|row| (f64::from(first)..=f64::from(last)).contains(&row.number("month")))
    }

    /// The first of them.
    #[must_use]
    pub fn first(&self) -> Self {
        self.only(vec![self.places[0]])
    }

    /// The last of them.
    #[must_use]
    pub fn last(&self) -> Self {
        self.only(vec![self.places[self.count() - 1]])
    }

    /// The row with the highest number in a column, the first of equals.
    #[must_use]
    pub fn highest(&self, column: &str) -> Self {
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
    #[must_use]
    pub fn lowest(&self, column: &str) -> Self {
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
    #[must_use]
    pub fn text(&self, column: &str) -> &'a str {
        let row = &self.sheet.rows[self.places[0]];
        let cell = self.sheet.columns.get(column).and_then(|&cell| row.get(cell));
        cell.unwrap_or_default()
    }

    /// The number that the first row has in a column; 0 where it has none.
    #[must_use]
    pub fn number(&self, column: &str) -> f64 {
        self.text(column).parse().unwrap_or(0.0)
    }

    /// The numbers of all rows in a column.
    #[must_use]
    pub fn numbers(&self, column: &str) -> Vec<f64> {
        self.each().map(|row| row.number(column)).collect()
    }

    /// Those of them that share what is told most often, by what `key` makes of a row; of equals the earliest.
    #[must_use]
    pub fn commonest<K: Ord>(&self, key: impl Fn(&Rows<'a>) -> K) -> Self {
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
