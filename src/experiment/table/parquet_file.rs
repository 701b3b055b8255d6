//! A table as a Parquet file, made from its CSV text row group by row group.

use std::io::{self, Write};
use std::str::FromStr;
use std::sync::Arc;

use csv::StringRecord;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::{Column, Facts, Kind};

/// What tells a key of the scenario from a column of results with the same name, such as `months`.
pub(super) const KEY: &str = "scenario.";

/// A Parquet file that is being written.
///
/// Whole numbers are `INT64`, numbers `DOUBLE`, truths `BOOLEAN`, words `STRING`; an empty cell is a null. Names are distinct:
/// a key that varies and is called as a later column has [`KEY`] before its name.
pub(super) struct ParquetFile<W: Write + Send> {
    columns: Vec<Column>,
    writer: SerializedFileWriter<W>,
    /// Text that is in no row group yet.
    text: Vec<u8>,
    /// Whether the text begins with the header.
    has_header: bool,
}

impl<W: Write + Send> ParquetFile<W> {
    pub(super) fn begin(to: W, columns: Vec<Column>) -> io::Result<Self> {
        let is_twice = |place: usize| {
            columns[place + 1..]
                .iter()
                .any(|later| later.name == columns[place].name)
        };
        let fields = columns.iter().enumerate().map(|(place, column)| match is_twice(place) {
            true => field(&format!("{KEY}{}", column.name), column.kind),
            false => field(&column.name, column.kind),
        });
        let fields = fields.collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("table").with_fields(fields).build()?;
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        Ok(Self {
            columns,
            writer: SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties))?,
            text: Vec::new(),
            has_header: true,
        })
    }

    /// Takes a piece of the text; tells how much of it, which is all.
    pub(super) fn take(&mut self, text: &[u8]) -> usize {
        self.text.extend_from_slice(text);
        text.len()
    }

    /// Writes what was taken, which must be whole rows, as a row group.
    pub(super) fn write_group(&mut self) -> io::Result<()> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(std::mem::take(&mut self.has_header))
            .from_reader(self.text.as_slice());
        let rows = reader.records().collect::<csv::Result<Vec<_>>>()?;
        self.text.clear();
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (place, column) in self.columns.iter().enumerate() {
            let mut writer = group
                .next_column()?
                .ok_or_else(|| ParquetError::General(format!("there is no column `{}`", column.name)))?;
            write_column(&mut writer, column, &rows, place)?;
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }

    pub(super) fn close(mut self, facts: &Facts) -> io::Result<W> {
        for (name, text) in facts.iter() {
            self.writer
                .append_key_value_metadata(KeyValue::new(name.to_owned(), text.to_owned()));
        }
        Ok(self.writer.into_inner()?)
    }
}

fn field(name: &str, kind: Kind) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Truth => (Physical::BOOLEAN, None),
    };
    Type::primitive_type_builder(name, physical)
        .with_logical_type(logical)
        .with_repetition(Repetition::OPTIONAL)
        .build()
        .map(Arc::new)
}

fn write_column(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Column,
    rows: &[StringRecord],
    place: usize,
) -> io::Result<()> {
    let cells = rows.iter().map(|row| &row[place]);
    match column.kind {
        Kind::Text => write_cells::<ByteArrayType>(writer, cells, |cell| Ok(ByteArray::from(cell))),
        Kind::Whole => write_cells::<Int64Type>(writer, cells, |cell| read(column, cell)),
        Kind::Number => write_cells::<DoubleType>(writer, cells, |cell| read(column, cell)),
        Kind::Truth => write_cells::<BoolType>(writer, cells, |cell| read(column, cell)),
    }
}

fn write_cells<'a, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a str> + Clone,
    read: impl Fn(&str) -> io::Result<T::T>,
) -> io::Result<()> {
    let is_there: Vec<i16> = cells.clone().map(|cell| i16::from(!cell.is_empty())).collect();
    let values = cells.filter(|cell| !cell.is_empty()).map(read);
    let values = values.collect::<io::Result<Vec<_>>>()?;
    writer.typed::<T>().write_batch(&values, Some(&is_there), None)?;
    Ok(())
}

fn read<T: FromStr>(Column { name, kind }: &Column, cell: &str) -> io::Result<T> {
    let wrong = |_| io::Error::other(format!("`{cell}` in column `{name}` is not of the kind {kind:?}"));
    cell.parse().map_err(wrong)
}
