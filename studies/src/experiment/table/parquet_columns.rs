//! A table of strips as a Parquet file, made from its numbers without a text between.

use std::io::{self, Write};
use std::str::FromStr;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::ColumnPath;

use super::parquet_layout::{ROWS_PER_GROUP, close, schema};
use super::{Column, Facts, Kind, Strip};

/// A Parquet file that takes strips of rows. It has the types, the row groups and the facts of every other one; numbers are not looked up
/// in a dictionary, for few of them are twice the same.
pub(super) struct ParquetColumns<W: Write + Send> {
    columns: Vec<Column>,
    writer: SerializedFileWriter<W>,
    /// Column by column, rows that are in no row group yet.
    waiting: Vec<Waiting>,
    n_rows: usize,
}

/// Cells of a column that are in no row group yet.
enum Waiting {
    Text(Cells<ByteArrayType>),
    Whole(Cells<Int64Type>),
    Number(Cells<DoubleType>),
    Truth(Cells<BoolType>),
}

/// Cells of one type: the values of those that are not empty, and for every cell 1, or 0 where it is empty.
struct Cells<T: DataType> {
    values: Vec<T::T>,
    are_there: Vec<i16>,
}

impl<W: Write + Send> ParquetColumns<W> {
    pub(super) fn begin(to: W, columns: Vec<Column>) -> io::Result<Self> {
        let schema = schema(&columns)?;
        let numbers = columns.iter().zip(schema.get_fields());
        let numbers = numbers.filter(|(column, _)| column.kind == Kind::Number);
        let properties = numbers.fold(
            WriterProperties::builder().set_compression(Compression::SNAPPY),
            |properties, (_, field)| {
                let path = ColumnPath::from(vec![field.name().to_owned()]);
                properties.set_column_dictionary_enabled(path, false)
            },
        );
        Ok(Self {
            writer: SerializedFileWriter::new(to, Arc::clone(&schema), Arc::new(properties.build()))?,
            waiting: columns.iter().map(|column| Waiting::of(column.kind)).collect(),
            n_rows: 0,
            columns,
        })
    }

    /// Takes the rows of a strip; writes the row groups that are full.
    pub(super) fn take(&mut self, strip: &Strip) -> io::Result<()> {
        let n_rows = strip.n_rows as usize;
        let n_about = strip.about.len();
        for ((cells, column), cell) in self.waiting.iter_mut().zip(&self.columns).zip(&strip.about) {
            cells.repeat(column, cell, n_rows)?;
        }
        self.waiting[n_about].count(strip.n_rows);
        for (cells, numbers) in self.waiting[n_about + 1..].iter_mut().zip(strip.columns()) {
            cells.extend(numbers);
        }
        self.n_rows += n_rows;
        while self.n_rows >= ROWS_PER_GROUP as usize {
            self.write_group(ROWS_PER_GROUP as usize)?;
        }
        Ok(())
    }

    /// Writes a row group of the first rows that wait.
    fn write_group(&mut self, n_rows: usize) -> io::Result<()> {
        let mut group = self.writer.next_row_group()?;
        for (column, cells) in self.columns.iter().zip(&mut self.waiting) {
            let mut writer = group
                .next_column()?
                .ok_or_else(|| ParquetError::General(format!("there is no column `{}`", column.name)))?;
            cells.write(&mut writer, n_rows)?;
            writer.close()?;
        }
        group.close()?;
        self.n_rows -= n_rows;
        Ok(())
    }

    pub(super) fn close(mut self, facts: &Facts) -> io::Result<W> {
        if self.n_rows > 0 {
            self.write_group(self.n_rows)?;
        }
        close(self.writer, facts)
    }
}

impl Waiting {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Text => Self::Text(Cells::none()),
            Kind::Whole => Self::Whole(Cells::none()),
            Kind::Number => Self::Number(Cells::none()),
            Kind::Truth => Self::Truth(Cells::none()),
        }
    }

    /// Adds one and the same cell so many times.
    fn repeat(&mut self, column: &Column, cell: &str, n_rows: usize) -> io::Result<()> {
        match self {
            Self::Text(cells) => cells.repeat((!cell.is_empty()).then(|| ByteArray::from(cell)), n_rows),
            Self::Whole(cells) => cells.repeat(read(column, cell)?, n_rows),
            Self::Number(cells) => cells.repeat(read(column, cell)?, n_rows),
            Self::Truth(cells) => cells.repeat(read(column, cell)?, n_rows),
        }
        Ok(())
    }

    /// Adds the whole numbers from 1 to this one.
    fn count(&mut self, last: u32) {
        if let Self::Whole(cells) = self {
            cells.values.extend(1..=i64::from(last));
            cells.are_there.resize(cells.are_there.len() + last as usize, 1);
        }
    }

    fn extend(&mut self, numbers: &[f64]) {
        if let Self::Number(cells) = self {
            cells.values.extend_from_slice(numbers);
            cells.are_there.resize(cells.are_there.len() + numbers.len(), 1);
        }
    }

    fn write(&mut self, to: &mut SerializedColumnWriter<'_>, n_rows: usize) -> io::Result<()> {
        match self {
            Self::Text(cells) => cells.write(to, n_rows),
            Self::Whole(cells) => cells.write(to, n_rows),
            Self::Number(cells) => cells.write(to, n_rows),
            Self::Truth(cells) => cells.write(to, n_rows),
        }
    }
}

impl<T: DataType> Cells<T> {
    fn none() -> Self {
        Self {
            values: Vec::new(),
            are_there: Vec::new(),
        }
    }

    fn repeat(&mut self, value: Option<T::T>, n_rows: usize) {
        self.are_there
            .resize(self.are_there.len() + n_rows, i16::from(value.is_some()));
        if let Some(value) = value {
            self.values.resize(self.values.len() + n_rows, value);
        }
    }

    /// Writes the first cells, which wait no more.
    fn write(&mut self, to: &mut SerializedColumnWriter<'_>, n_rows: usize) -> io::Result<()> {
        let are_there = &self.are_there[..n_rows];
        let n_values = are_there.iter().filter(|&&is_there| is_there == 1).count();
        to.typed::<T>()
            .write_batch(&self.values[..n_values], Some(are_there), None)?;
        self.are_there.drain(..n_rows);
        self.values.drain(..n_values);
        Ok(())
    }
}

/// The value of a cell; nothing where it is empty.
fn read<T: FromStr>(Column { name, kind }: &Column, cell: &str) -> io::Result<Option<T>> {
    let wrong = |_| io::Error::other(format!("`{cell}` in column `{name}` is not of the kind {kind:?}"));
    match cell.is_empty() {
        true => Ok(None),
        false => cell.parse().map(Some).map_err(wrong),
    }
}
