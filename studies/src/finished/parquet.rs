//! `runs.parquet`, row by row as `runs.csv` would be read.

use std::path::Path;

use csv::StringRecord;

use super::FinishedError;

/// The header and the rows of a table, each with its number from 1 as the line of its position.
#[cfg(feature = "parquet")]
pub(super) fn open(
    path: &Path,
    is_ended: bool,
) -> Result<
    (
        StringRecord,
        impl Iterator<Item = Result<StringRecord, FinishedError>> + use<>,
    ),
    FinishedError,
> {
    let owned = path.to_owned();
    let damaged = move |source| FinishedError::Parquet {
        path: owned.clone(),
        source,
    };
    let of_row = damaged.clone();
    let rows = crate::experiment::ParquetRows::open(path).map_err(|source| match is_ended {
        true => damaged(source),
        false => FinishedError::Unended { path: path.to_owned() },
    })?;
    let header = StringRecord::from(rows.header.clone());
    let records = (1..).zip(rows).map(move |(number, row)| {
        let mut record = StringRecord::from(row.map_err(&of_row)?);
        let mut position = csv::Position::new();
        position.set_line(number);
        record.set_position(Some(position));
        Ok(record)
    });
    Ok((header, records))
}

/// Says that this build cannot read it.
#[cfg(not(feature = "parquet"))]
pub(super) fn open(
    path: &Path,
    _is_ended: bool,
) -> Result<(StringRecord, std::iter::Empty<Result<StringRecord, FinishedError>>), FinishedError> {
    let path = path.to_owned();
    Err(FinishedError::NoParquet { path })
}
