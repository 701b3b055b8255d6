//! What all Parquet files have in common: the types of their columns, the size of their row groups, and what made them.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::{Column, Facts, Kind};

/// What tells a key of the scenario from a column of results with the same name, such as `months`.
pub(super) const KEY: &str = "scenario.";
/// Rows of a row group; the last one has the rest.
pub(super) const ROWS_PER_GROUP: u64 = 1 << 15;

/// The types of these columns.
///
/// Whole numbers are `INT64`, numbers `DOUBLE`, truths `BOOLEAN`, words `STRING`; an empty cell is a null. Names are distinct:
/// a key that varies and is called as a later column has [`KEY`] before its name.
pub(super) fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
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
    Type::group_type_builder("table")
        .with_fields(fields)
        .build()
        .map(Arc::new)
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

/// Ends a file that has all its row groups, with what made it.
pub(super) fn close<W: Write + Send>(mut writer: SerializedFileWriter<W>, facts: &Facts) -> io::Result<W> {
    for (name, text) in facts.iter() {
        writer.append_key_value_metadata(KeyValue::new(name.to_owned(), text.to_owned()));
    }
    Ok(writer.into_inner()?)
}
