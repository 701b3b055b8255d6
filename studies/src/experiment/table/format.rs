//! The formats that tables come in.

use std::io::{self, Write};

use serde::Serialize;

use super::{Column, Table};

/// The format of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Text: a header, then a row a line, and numbers that read back to the same `f64`.
    #[default]
    Csv,
    /// Columns with types, compressed, and with what made them in the file.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// Every format there is, whether this build can write it or not, by the ending of its files.
    pub(crate) const ENDINGS: [&str; 2] = ["csv", "parquet"];

    /// Parquet, where this build has it.
    #[must_use]
    pub const fn parquet() -> Option<Self> {
        #[cfg(feature = "parquet")]
        return Some(Self::Parquet);
        #[cfg(not(feature = "parquet"))]
        None
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => Self::ENDINGS[0],
            #[cfg(feature = "parquet")]
            Self::Parquet => Self::ENDINGS[1],
        }
    }

    /// What the file of a table is called in this format; tables go by the names of their CSV files.
    #[must_use]
    pub fn file(self, table: &str) -> String {
        format!("{}.{}", stem(table), self.ending())
    }

    /// Begins a table.
    ///
    /// # Errors
    /// If its beginning cannot be written.
    pub fn begin<W: Write + Send>(self, to: W, columns: Vec<Column>) -> io::Result<Table<W>> {
        Table::begin(self, to, columns)
    }
}

/// The files of a table in every format.
pub(crate) fn all_files(table: &str) -> impl Iterator<Item = String> {
    Format::ENDINGS
        .iter()
        .map(move |ending| format!("{}.{ending}", stem(table)))
}

/// The name of a table without an ending.
pub(super) fn stem(table: &str) -> &str {
    table.strip_suffix(".csv").unwrap_or(table)
}
