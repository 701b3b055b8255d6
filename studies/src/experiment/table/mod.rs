//! Tables: rows written one by one, as CSV or as Parquet.
//!
//! Every table is CSV text first. Its digest is that of this text, whatever is written, so that a study has one digest in every
//! format; and a Parquet file is made from the text, so that it holds the same. A table of strips, which is much longer than all others,
//! goes its own way: from numbers to either format, with a digest over the numbers.

mod column;
mod facts;
mod format;
#[cfg(feature = "parquet")]
mod parquet_columns;
#[cfg(feature = "parquet")]
mod parquet_file;
#[cfg(feature = "parquet")]
mod parquet_layout;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod rows;
mod strips;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

pub use column::{Column, Kind};
pub use facts::Facts;
pub use format::Format;
pub(crate) use format::all_files;
#[cfg(feature = "parquet")]
use parquet_columns::ParquetColumns;
#[cfg(feature = "parquet")]
use parquet_file::ParquetFile;
#[cfg(feature = "parquet")]
pub use parquet_rows::ParquetRows;
use rows::EndedRows;
pub use rows::Rows;
pub use strips::{Strip, StripTable};

use super::Digest;

/// Rows that are passed on together.
const ROWS_TOGETHER: u64 = 256;
/// Things that a thread puts into words while those before are written.
const THINGS_PER_THREAD: usize = 4;

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
    columns: Vec<Column>,
    header: Vec<String>,
    /// Rows that are no part of the text yet.
    open: Rows,
    text: Text<W>,
}

/// A table that has all its rows.
pub struct EndedTable<W: Write + Send> {
    /// SHA-256 of the table as CSV; of a [`StripTable`], over its numbers.
    pub digest: Digest,
    /// What its columns are called, and hold.
    pub columns: Vec<Column>,
    file: EndedFile<W>,
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

/// The file of a table that has all its rows.
enum EndedFile<W: Write + Send> {
    Text(Form<W>),
    #[cfg(feature = "parquet")]
    Columns(Box<ParquetColumns<W>>),
}

impl<W: Write + Send> Table<W> {
    fn begin(format: Format, to: W, columns: Vec<Column>) -> io::Result<Self> {
        let header: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
        let form = match format {
            Format::Csv => Form::Csv(to),
            #[cfg(feature = "parquet")]
            Format::Parquet => Form::Parquet(Box::new(ParquetFile::begin(to, columns.clone())?)),
        };
        let hash = Sha256::new();
        let mut text = Text { hash, form };
        let open = Rows::under(&header)?;
        text.take(open.writer.get_ref(), 0)?;
        Ok(Self {
            columns,
            header,
            open,
            text,
        })
    }

    /// Writes a row: a field a column, however they are nested.
    ///
    /// # Errors
    /// If it cannot be written, or does not have a field for every column.
    pub fn row(&mut self, row: impl Serialize) -> io::Result<()> {
        self.open.row(row)?;
        match self.open.n_rows < ROWS_TOGETHER {
            true => Ok(()),
            false => self.pass_on(),
        }
    }

    /// Writes the rows of some things, in their order; these are put into words on the threads of the current rayon pool.
    ///
    /// # Errors
    /// As [`row`](Self::row), or if `write` fails.
    pub fn rows_of<T: Sync>(
        &mut self,
        things: &[T],
        write: impl Fn(&T, &mut Rows) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        self.pass_on()?;
        let Self { header, text, .. } = self;
        let rows_of = |thing| {
            let mut rows = Rows::under(header)?;
            write(thing, &mut rows)?;
            rows.end()
        };
        let mut waiting = Vec::new();
        for some in things.chunks(THINGS_PER_THREAD * rayon::current_num_threads()) {
            let written = || some.par_iter().with_max_len(1).map(rows_of).collect::<io::Result<_>>();
            let (taken, written) = rayon::join(|| text.take_all(&waiting), written);
            taken?;
            waiting = written?;
        }
        text.take_all(&waiting)
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let open = std::mem::replace(&mut self.open, Rows::under(&self.header)?);
        self.text.take_all(&[open.end()?])
    }

    /// Ends the rows.
    ///
    /// # Errors
    /// If the last of them cannot be written.
    pub fn end(mut self) -> io::Result<EndedTable<W>> {
        self.pass_on()?;
        let Text { hash, form } = self.text;
        Ok(EndedTable {
            digest: Digest::of_hash(hash),
            columns: self.columns,
            file: EndedFile::Text(form),
        })
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
        #[cfg(feature = "parquet")]
        let facts = facts.clone().with("table_sha256", self.digest.0);
        match self.file {
            EndedFile::Text(Form::Csv(mut file)) => file.flush().map(|()| file),
            #[cfg(feature = "parquet")]
            EndedFile::Text(Form::Parquet(file)) => file.close(&facts),
            #[cfg(feature = "parquet")]
            EndedFile::Columns(file) => file.close(&facts),
        }
    }
}

impl<W: Write + Send> Text<W> {
    fn take_all(&mut self, pieces: &[EndedRows]) -> io::Result<()> {
        pieces.iter().try_for_each(|rows| self.take(rows.text(), rows.n_rows))
    }

    /// Takes a piece of the text: whole rows, and so many.
    #[cfg_attr(
        not(feature = "parquet"),
        allow(unused_variables, reason = "CSV has no groups of rows")
    )]
    fn take(&mut self, text: &[u8], n_rows: u64) -> io::Result<()> {
        self.hash.update(text);
        match &mut self.form {
            Form::Csv(file) => file.write_all(text),
            #[cfg(feature = "parquet")]
            Form::Parquet(file) => file.take(text, n_rows),
        }
    }
}

impl<W: Write + Send> std::fmt::Debug for Table<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Table")
            .field("header", &self.header)
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
