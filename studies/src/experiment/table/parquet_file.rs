//! A table as a Parquet file, made from its CSV text row group by row group.

use std::io::{self, Write};
use std::str::FromStr;
use std::sync::Arc;

use csv::StringRecord;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};

use super::parquet_layout::{ROWS_PER_GROUP, close, schema};
use super::{Column, Facts, Kind};

/// A Parquet file that is being written.
pub(super) struct ParquetFile<W: Write + Send> {
    columns: Vec<Column>,
    writer: SerializedFileWriter<W>,
    /// Text that is in no row group yet.
    text: Vec<u8>,
    /// Rows that the text has.
    n_rows: u64,
    /// Whether the text begins with the header.
    has_header: bool,
}

impl<W: Write + Send> ParquetFile<W> {
    pub(super) fn begin(to: W, columns: Vec<Column>) -> io::Result<Self> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        Ok(Self {
            writer: SerializedFileWriter::new(to, schema(&columns)?, Arc::new(properties))?,
            columns,
            text: Vec::new(),
            n_rows: 0,
            has_header: true,
        })
    }

    /// Takes whole rows of the text, and so many; writes the row groups that are full.
    pub(super) fn take(&mut self, text: &[u8], n_rows: u64) -> io::Result<()> {
        self.text.extend_from_slice(text);
        self.n_rows += n_rows;
        while self.n_rows >= ROWS_PER_GROUP {
            self.write_group()?;
        }
        Ok(())
    }

    /// Writes a row group of the first rows that were taken: as many as one has, where there are so many.
    fn write_group(&mut self) -> io::Result<()> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(std::mem::take(&mut self.has_header))
            .from_reader(self.text.as_slice());
        let rows = reader
            .records()
            .take(ROWS_PER_GROUP as usize)
            .collect::<csv::Result<Vec<_>>>()?;
        let read = reader.position().byte() as usize;
        self.text.drain(..read.min(self.text.len()));
        self.n_rows -= rows.len() as u64;
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
        self.write_group()?;
        close(self.writer, facts)
    }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use parquet::file::reader::FileReader as _;
    use parquet::file::serialized_reader::SerializedFileReader;

    use super::super::{Format, ParquetRows};
    use super::*;

    #[test]
    fn every_number_and_word_comes_back_as_it_was() {
        let numbers = [0.1 + 0.2, -0.0, 5e-324, f64::MAX, 1.0 / 3.0, f64::NAN, f64::INFINITY];
        let words = [
            "plain",
            "with, comma",
            "two\nlines\r\n",
            "\"quoted\"",
            " blank ",
            "Zürich",
            "null",
        ];
        let rows = numbers.into_iter().zip(words);
        let columns = columns(&[(Kind::Number, "number"), (Kind::Text, "word")]);
        let found = read_back(&written(columns, rows.clone()));
        for ((number, word), row) in rows.zip(&found) {
            assert_eq!(row[0].parse::<f64>().unwrap().to_bits(), number.to_bits());
            assert_eq!(row[1], word);
        }
        assert_eq!(found.len(), numbers.len());
    }

    #[test]
    fn an_empty_cell_of_any_kind_is_a_null() {
        let kinds = [Kind::Text, Kind::Whole, Kind::Number, Kind::Truth];
        let columns = columns(&kinds.map(|kind| (kind, ["text", "whole", "number", "truth"][kind as usize])));
        let rows = [
            ("", None::<i64>, None::<f64>, None::<bool>),
            ("a", Some(-3), Some(0.5), Some(true)),
        ];
        let file = written(columns, rows);
        assert_eq!(read_back(&file), [vec![""; 4], vec!["a", "-3", "0.5", "true"]]);
        let reader = SerializedFileReader::new(bytes(&file)).unwrap();
        for column in reader.metadata().row_group(0).columns() {
            assert_eq!(column.statistics().unwrap().null_count_opt(), Some(1));
        }
    }

    #[test]
    fn many_rows_lie_in_groups_of_bounded_size() {
        let n_rows = 2 * ROWS_PER_GROUP + 5;
        let file = written(columns(&[(Kind::Whole, "row")]), 0..n_rows);
        let reader = SerializedFileReader::new(bytes(&file)).unwrap();
        let groups = reader
            .metadata()
            .row_groups()
            .iter()
            .map(|group| group.num_rows() as u64);
        assert_eq!(groups.collect::<Vec<_>>(), [ROWS_PER_GROUP, ROWS_PER_GROUP, 5]);
        assert!(
            read_back(&file)
                .iter()
                .map(|row| &row[0])
                .eq(&(0..n_rows).map(|row| row.to_string()).collect::<Vec<_>>())
        );
    }

    #[test]
    fn a_key_called_as_a_later_column_has_another_name_in_the_file_alone() {
        let file = written(columns(&[(Kind::Whole, "months"), (Kind::Whole, "months")]), [(12, 9)]);
        let reader = SerializedFileReader::new(bytes(&file)).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr();
        let names: Vec<_> = schema.columns().iter().map(|column| column.name().to_owned()).collect();
        assert_eq!(names, ["scenario.months", "months"]);
        let path = tempfile::NamedTempFile::new().unwrap();
        fs::write(path.path(), file).unwrap();
        assert_eq!(ParquetRows::open(path.path()).unwrap().header, ["months", "months"]);
    }

    #[test]
    fn facts_stand_in_the_metadata_with_the_digest_of_the_text() {
        let facts = Facts::default().with("seed", "7");
        let digest = |format: Format| {
            let mut table = format.begin(Vec::new(), columns(&[(Kind::Whole, "row")])).unwrap();
            table.row(1).unwrap();
            table.end().unwrap()
        };
        let (csv, parquet) = (digest(Format::Csv), digest(Format::Parquet));
        assert_eq!(csv.digest, parquet.digest);
        let text = csv.digest.0.clone();
        let reader = SerializedFileReader::new(bytes(&parquet.close(&facts).unwrap())).unwrap();
        let found = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
        let found: Vec<_> = found.into_iter().map(|pair| (pair.key, pair.value.unwrap())).collect();
        let expected = [("alliance.seed", "7".to_owned()), ("alliance.table_sha256", text)];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value)));
    }

    #[test]
    fn a_table_without_rows_is_a_table() {
        let none: [i64; 0] = [];
        assert!(read_back(&written(columns(&[(Kind::Whole, "row")]), none)).is_empty());
    }

    fn columns(columns: &[(Kind, &str)]) -> Vec<Column> {
        columns.iter().map(|(kind, name)| Column::new(*kind, *name)).collect()
    }

    fn written(columns: Vec<Column>, rows: impl IntoIterator<Item = impl serde::Serialize>) -> Vec<u8> {
        let mut table = Format::Parquet.begin(Vec::new(), columns).unwrap();
        for row in rows {
            table.row(row).unwrap();
        }
        table.end().unwrap().close(&Facts::default()).unwrap()
    }

    fn read_back(file: &[u8]) -> Vec<Vec<String>> {
        let path = tempfile::NamedTempFile::new().unwrap();
        fs::write(path.path(), file).unwrap();
        ParquetRows::open(path.path()).unwrap().map(Result::unwrap).collect()
    }

    fn bytes(file: &[u8]) -> fs::File {
        use std::io::{Seek as _, SeekFrom};
        let mut copy = tempfile::tempfile().unwrap();
        copy.write_all(file).unwrap();
        copy.seek(SeekFrom::Start(0)).unwrap();
        copy
    }
}
