//! Rows of a table as text, apart from the table.

use std::io;

use serde::Serialize;

/// Rows on their way to a table; any number of threads can write some at a time.
pub struct Rows {
    pub(super) writer: csv::Writer<Vec<u8>>,
    /// Bytes of the header, to which the rows are held.
    header: usize,
    pub(super) n_rows: u64,
}

/// Rows that have their text.
pub(super) struct EndedRows {
    /// The header, and the rows.
    text: Vec<u8>,
    /// Bytes of the header.
    header: usize,
    pub n_rows: u64,
}

impl EndedRows {
    /// The rows without the header.
    pub fn text(&self) -> &[u8] {
        &self.text[self.header..]
    }
}

impl Rows {
    /// No rows yet under a header.
    pub(super) fn under(header: &[String]) -> io::Result<Self> {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        writer.write_record(header)?;
        writer.flush()?;
        Ok(Self {
            header: writer.get_ref().len(),
            writer,
            n_rows: 0,
        })
    }

    /// Writes a row: a field a column, however they are nested.
    ///
    /// # Errors
    /// If it does not have a field for every column.
    pub fn row(&mut self, row: impl Serialize) -> io::Result<()> {
        self.writer.serialize(row)?;
        self.n_rows += 1;
        Ok(())
    }

    pub(super) fn end(self) -> io::Result<EndedRows> {
        Ok(EndedRows {
            text: self.writer.into_inner().map_err(csv::IntoInnerError::into_error)?,
            header: self.header,
            n_rows: self.n_rows,
        })
    }
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Rows")
            .field("n_rows", &self.n_rows)
            .finish_non_exhaustive()
    }
}
