//! The rows of a Parquet file, cell by cell as they would stand in CSV.

use std::io;
use std::path::Path;

use alliance_dynamics::scenario::gate::open_file;
use parquet::file::reader::FileReader as _;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};

use super::parquet_layout::KEY;

/// Reads a Parquet file row by row.
pub struct ParquetRows {
    /// The names of its columns, as in CSV.
    pub header: Vec<String>,
    rows: RowIter<'static>,
}

impl ParquetRows {
    /// Opens a file.
    ///
    /// # Errors
    /// If it cannot be read, or is no Parquet file; a file that was not written to its end is none.
    pub fn open(path: &Path) -> io::Result<Self> {
        let reader = SerializedFileReader::new(open_file(path)?)?;
        let schema = reader.metadata().file_metadata().schema();
        let names = schema.get_fields().iter().map(|field| field.name());
        let header = names
            .map(|name| name.strip_prefix(KEY).unwrap_or(name).to_owned())
            .collect();
        let rows = RowIter::from_file_into(Box::new(reader));
        Ok(Self { header, rows })
    }
}

impl Iterator for ParquetRows {
    type Item = io::Result<Vec<String>>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        Some(row.map_err(io::Error::from).map(|row| cells(&row)))
    }
}

fn cells(row: &Row) -> Vec<String> {
    row.get_column_iter().map(|(_, cell)| text(cell)).collect()
}

fn text(cell: &Field) -> String {
    match cell {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    }
}

impl std::fmt::Debug for ParquetRows {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ParquetRows")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}
