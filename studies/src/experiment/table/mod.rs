//! Tables: rows written one by one, as CSV or as Parquet.
//!
//! Every table is CSV text first. Its digest is that of this text, whatever is written, so that a study has one digest in every
//! format; and a Parquet file is made from the text, so that it holds the same.

mod column;
mod facts;
mod format;
#[cfg(feature = "parquet")]
mod parquet_file;
#[cfg(feature = "parquet")]
mod parquet_rows;

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

pub use column::{Column, Kind};
pub use facts::Facts;
pub use format::Format;
pub(crate) use format::all_files;
#[cfg(feature = "parquet")]
use parquet_file::ParquetFile;
#[cfg(feature = "parquet")]
pub use parquet_rows::ParquetRows;

use super::Digest;

/// Rows that are held back together: as many as a row group of a Parquet file has.
const ROWS_PER_GROUP: u64 = 1 << 15;

/// A table that is written row by row, in bounded memory.
///
/// # Example
/// ```
/// use alliance_studies::experiment::{Column, Facts, Format, Kind};
///
/// let columns = vec![Column::new(Kind::Text, "name"), Column::new(Kind::Number, "trust")];
/// let mut table = Format::Csv.begin(Vec::new(), columns)?;
/// table.row(("Hospital", 0.25))?;
/// table.row(("Insurer", None::<f64>))?;
/// let file = table.end()?.close(&Facts::of_program())?;
/// assert_eq!(file, b"name,trust\nHospital,0.25\nInsurer,\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Table<W: Write + Send> {
    rows: csv::Writer<Text<W>>,
    n_rows: u64,
}

/// A table that has all its rows.
pub struct EndedTable<W: Write + Send> {
    /// SHA-256 of the table as CSV.
    pub digest: Digest,
    form: Form<W>,
}

/// The text of a table on its way.
struct Text<W: Write + Send> {
    hash: Sha256,
    form: Form<W>,
}

enum Form<W: Write + Send> {
    Csv(W),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetFile<W>>),
}

impl<W: Write + Send> Table<W> {
    fn begin(format: Format, to: W, columns: Vec<Column>) -> io::Result<Self> {
        let header: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let form = match format {
            Format::Csv => Form::Csv(to),
            #[cfg(feature = "parquet")]
            Format::Parquet => Form::Parquet(Box::new(ParquetFile::begin(to, columns)?)),
        };
        let hash = Sha256::new();
        let mut rows = csv::WriterBuilder::new()
            .has_headers(false)
            .from_writer(Text { hash, form });
        rows.write_record(header)?;
        Ok(Self { rows, n_rows: 0 })
    }

    /// Writes a row: a field a column, however they are nested.
    ///
    /// # Errors
    /// If it cannot be written, or does not have a field for every column.
    pub fn row(&mut self, row: impl Serialize) -> io::Result<()> {
        self.rows.serialize(row)?;
        self.n_rows += 1;
        match self.n_rows % ROWS_PER_GROUP {
            0 => self.rows.flush(),
            _ => Ok(()),
        }
    }

    /// Makes the rows written so far visible to others, where the format can: a Parquet file cannot be read before its end.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        match self.rows.get_ref().form {
            Form::Csv(_) => self.rows.flush(),
            #[cfg(feature = "parquet")]
            Form::Parquet(_) => Ok(()),
        }
    }

    /// Ends the rows.
    ///
    /// # Errors
    /// If the last of them cannot be written.
    pub fn end(self) -> io::Result<EndedTable<W>> {
        let Text { hash, form } = self.rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
        let digest = Digest::of_hash(hash);
        Ok(EndedTable { digest, form })
    }
}

impl<W: Write + Send> EndedTable<W> {
    /// Ends the file with what made it, where the format has a place for that, and the digest of the table.
    ///
    /// # Errors
    /// If it cannot be written.
    #[cfg_attr(
        not(feature = "parquet"),
        allow(unused_variables, reason = "CSV has no place for facts")
    )]
    pub fn close(self, facts: &Facts) -> io::Result<W> {
        match self.form {
            Form::Csv(mut file) => file.flush().map(|()| file),
            #[cfg(feature = "parquet")]
            Form::Parquet(file) => file.close(&facts.clone().with("table_sha256", self.digest.0)),
        }
    }
}

impl<W: Write + Send> Write for Text<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.form {
            Form::Csv(file) => file.write(bytes)?,
            #[cfg(feature = "parquet")]
            Form::Parquet(file) => file.take(bytes),
        };
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    /// Called between rows only.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.form {
            Form::Csv(file) => file.flush(),
            #[cfg(feature = "parquet")]
            Form::Parquet(file) => file.write_group(),
        }
    }
}

impl<W: Write + Send> std::fmt::Debug for Table<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Table")
            .field("n_rows", &self.n_rows)
            .finish_non_exhaustive()
    }
}

impl<W: Write + Send> std::fmt::Debug for EndedTable<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("EndedTable")
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}
