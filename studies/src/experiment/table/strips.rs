//! Tables of very many numbers, whose rows come in strips: rows that begin with the same cells, such as the months of a run.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

#[cfg(feature = "parquet")]
use super::EndedFile;
#[cfg(feature = "parquet")]
use super::parquet_columns::ParquetColumns;
use super::{Column, EndedTable, Format, Kind, Table};
use crate::experiment::Digest;

/// Numbers that are put into bytes at a time, on their way to a digest.
const NUMBERS_TOGETHER: usize = 512;

/// Rows that begin with the same cells; behind these, every row has its number, from 1, and a number for every other column.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// The cells that all rows begin with.
    pub about: Vec<String>,
    /// How many rows there are.
    pub n_rows: u32,
    /// Column after column, a number for every row.
    pub numbers: Vec<f64>,
}

/// A table of strips, in bounded memory.
///
/// Its digest is not that of its text, for to make the text of a million numbers takes as long as to compute them. It is SHA-256 over the
/// header as a line of CSV, and strip by strip over the cells that its rows begin with as a line of CSV, the count of its rows (32
/// bits), and column by column its numbers (64-bit floating point), all of these little-endian: the same in every format.
///
/// # Example
/// ```
/// use alliance_studies::experiment::{Column, Facts, Format, Kind, Strip, StripTable};
///
/// let about = vec![Column::new(Kind::Whole, "replication")];
/// let mut table = StripTable::begin(Format::Csv, Vec::new(), (about, "month"), ["trust", "value"])?;
/// let numbers = vec![0.5, 0.25, 8.0, 9.0];
/// table.add(&[Strip { about: vec!["7".to_owned()], n_rows: 2, numbers }])?;
/// let file = table.end()?.close(&Facts::of_program())?;
/// assert_eq!(file, b"replication,month,trust,value\n7,1,0.5,8.0\n7,2,0.25,9.0\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct StripTable<W: Write + Send> {
    hash: Sha256,
    form: StripForm<W>,
}

enum StripForm<W: Write + Send> {
    Text(Box<Table<W>>),
    #[cfg(feature = "parquet")]
    Columns(Vec<Column>, Box<ParquetColumns<W>>),
}

impl Strip {
    /// The numbers, a slice a column.
    pub fn columns(&self) -> impl Iterator<Item = &[f64]> {
        self.numbers.chunks_exact((self.n_rows as usize).max(1))
    }
}

impl<W: Write + Send> StripTable<W> {
    /// Begins a table: columns that all rows of a strip share, the one that counts them, and those of numbers.
    ///
    /// # Errors
    /// If its beginning cannot be written.
    pub fn begin<'a>(
        format: Format,
        to: W,
        (about, count): (Vec<Column>, &str),
        numbers: impl IntoIterator<Item = &'a str>,
    ) -> io::Result<Self> {
        let mut columns = about;
        columns.push(Column::new(Kind::Whole, count));
        columns.extend(numbers.into_iter().map(|name| Column::new(Kind::Number, name)));
        let names = columns.iter().map(|column| column.name.as_str());
        let hash = Sha256::new_with_prefix(line(names)?);
        let form = match format {
            Format::Csv => StripForm::Text(Box::new(format.begin(to, columns)?)),
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let file = ParquetColumns::begin(to, columns.clone())?;
                StripForm::Columns(columns, Box::new(file))
            }
        };
        Ok(Self { hash, form })
    }

    /// Writes some strips, in their order, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, strips: &[Strip]) -> io::Result<()> {
        let Self { hash, form } = self;
        let (sealed, written) = rayon::join(|| seal(hash, strips), || form.add(strips));
        sealed.and(written)
    }

    /// Ends the rows.
    ///
    /// # Errors
    /// If the last of them cannot be written.
    pub fn end(self) -> io::Result<EndedTable<W>> {
        let digest = Digest::of_hash(self.hash);
        Ok(match self.form {
            StripForm::Text(table) => EndedTable { digest, ..table.end()? },
            #[cfg(feature = "parquet")]
            StripForm::Columns(columns, file) => EndedTable {
                digest,
                columns,
                file: EndedFile::Columns(file),
            },
        })
    }
}

impl<W: Write + Send> StripForm<W> {
    fn add(&mut self, strips: &[Strip]) -> io::Result<()> {
        match self {
            Self::Text(table) => table.rows_of(strips, |strip, rows| {
                let columns: Vec<&[f64]> = strip.columns().collect();
                (0..strip.n_rows as usize).try_for_each(|row| {
                    let numbers: Vec<f64> = columns.iter().map(|column| column[row]).collect();
                    rows.row((&strip.about, row + 1, numbers))
                })
            }),
            #[cfg(feature = "parquet")]
            Self::Columns(_, file) => strips.iter().try_for_each(|strip| file.take(strip)),
        }
    }
}

fn seal(hash: &mut Sha256, strips: &[Strip]) -> io::Result<()> {
    let mut bytes = [[0; 8]; NUMBERS_TOGETHER];
    for strip in strips {
        hash.update(line(&strip.about)?);
        hash.update(strip.n_rows.to_le_bytes());
        for numbers in strip.numbers.chunks(NUMBERS_TOGETHER) {
            let filled = bytes.iter_mut().zip(numbers);
            filled.for_each(|(bytes, number)| *bytes = number.to_le_bytes());
            hash.update(bytes[..numbers.len()].as_flattened());
        }
    }
    Ok(())
}

/// Cells as a line of CSV.
fn line(cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> io::Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells)?;
    writer.into_inner().map_err(csv::IntoInnerError::into_error)
}

impl<W: Write + Send> std::fmt::Debug for StripTable<W> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("StripTable").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Facts;

    #[test]
    fn the_digest_is_that_of_the_numbers_in_every_format() {
        let mut bytes = b"arm,month,trust,value\n\"so, quiet\"\n".to_vec();
        bytes.extend(2_u32.to_le_bytes());
        bytes.extend(
            [0.5_f64, -0.0, 8.0, 0.1 + 0.2]
                .iter()
                .flat_map(|number| number.to_le_bytes()),
        );
        let expected = Digest::of_bytes(bytes);
        for format in [Some(Format::Csv), Format::parquet()].into_iter().flatten() {
            assert_eq!(written(format, &[strip("so, quiet", 2)]).0, expected, "{format:?}");
        }
    }

    #[test]
    fn it_matters_to_the_digest_where_a_strip_ends() {
        let digest = |strips: &[Strip]| written(Format::Csv, strips).0;
        let halves = [strip("a", 1), strip("a", 1)];
        assert_ne!(digest(&[strip("a", 2)]), digest(&halves));
    }

    #[cfg(feature = "parquet")]
    #[test]
    fn rows_lie_in_groups_of_bounded_size_wherever_strips_end() {
        use super::super::parquet_layout::ROWS_PER_GROUP;
        use parquet::file::reader::FileReader as _;
        use parquet::file::serialized_reader::SerializedFileReader;

        let long = ROWS_PER_GROUP as u32 + 7;
        let (_, file) = written(Format::Parquet, &[strip("a", 5), strip("", long), strip("c", 1)]);
        let path = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(path.path(), file).unwrap();
        let reader = SerializedFileReader::new(path.reopen().unwrap()).unwrap();
        let groups = reader.metadata().row_groups().iter().map(|group| group.num_rows());
        assert_eq!(groups.collect::<Vec<_>>(), [ROWS_PER_GROUP as i64, 13]);
        let rows = crate::experiment::ParquetRows::open(path.path()).unwrap();
        let about = rows.map(|row| row.unwrap()[..2].join(" "));
        let expected = (1..=5)
            .map(|row| format!("a {row}"))
            .chain((1..=long).map(|row| format!(" {row}")))
            .chain(["c 1".to_owned()]);
        assert!(about.eq(expected));
    }

    fn strip(name: &str, n_rows: u32) -> Strip {
        let numbers = [0.5, -0.0, 8.0, 0.1 + 0.2];
        let numbers = numbers.into_iter().cycle().take(2 * n_rows as usize);
        Strip {
            about: vec![name.to_owned()],
            n_rows,
            numbers: numbers.collect(),
        }
    }

    fn written(format: Format, strips: &[Strip]) -> (Digest, Vec<u8>) {
        let about = vec![Column::new(Kind::Text, "arm")];
        let mut table = StripTable::begin(format, Vec::new(), (about, "month"), ["trust", "value"]).unwrap();
        table.add(strips).unwrap();
        let table = table.end().unwrap();
        (table.digest.clone(), table.close(&Facts::default()).unwrap())
    }
}
