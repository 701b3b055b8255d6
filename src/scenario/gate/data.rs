//! Mistakes in data files beside a scenario, drawn as those of the scenario are.

use std::ops::Range;
use std::sync::Arc;

use csv::{ErrorKind, Position, StringRecord};

use super::words::{one_of, shortened};
use super::{Problem, Problems, Source, nearest};
use crate::alliance::OutOfRange;

/// A CSV file, to find the place of a field in it.
///
/// # Example
/// ```
/// use alliance_dynamics::alliance::Signed;
/// use alliance_dynamics::scenario::gate::{DataFile, Source};
///
/// let file = DataFile::new(Source::new("ties.csv", "from,to,trust\nFarmers,Port,1.5\n"));
/// let mut reader = csv::Reader::from_reader(file.text().as_bytes());
/// let record = reader.records().next().unwrap()?;
/// let problem = file.number::<Signed>(&record, 2, "trust").unwrap_err();
/// assert!(file.problems(vec![problem]).to_string().contains("ties.csv:2:14"));
/// # Ok::<(), csv::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct DataFile {
    source: Arc<Source>,
}

impl DataFile {
    /// A data file that has been read.
    #[must_use]
    pub fn new(source: impl Into<Arc<Source>>) -> Self {
        Self { source: source.into() }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// Its rows, whose fields are trimmed, behind a header.
    #[must_use]
    pub fn rows(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(self.text().as_bytes())
    }

    /// The header of its rows, with all columns that it has to have and none that it may not.
    ///
    /// # Errors
    /// If it cannot be read, or as [`DataFile::check_columns`].
    pub fn header(
        &self,
        rows: &mut csv::Reader<&[u8]>,
        required: &[&str],
        optional: &[&str],
    ) -> Result<StringRecord, Problems> {
        let header = rows
            .headers()
            .map_err(|error| self.problems(vec![self.csv_error(&error)]))?;
        self.check_columns(header, required, optional)?;
        Ok(header.clone())
    }

    /// Problems of this file, ready to be shown.
    #[must_use]
    pub fn problems(&self, problems: Vec<Problem>) -> Problems {
        Problems::new(Arc::clone(&self.source), problems)
    }

    /// A problem with one field of a record, counted from 0; with the whole record where there is no such field.
    pub fn problem_at(&self, record: &StringRecord, field: usize, title: impl Into<String>) -> Problem {
        let line = self.record(record.position());
        let span = field_in(&self.source.text[line.clone()], field)
            .map_or(line.clone(), |inner| line.start + inner.start..line.start + inner.end);
        Problem::new(span, title)
    }

    /// Where every field of a record is written, as [`DataFile::problem_at`] shows it.
    pub(in crate::scenario) fn fields(&self, record: &StringRecord) -> Vec<Range<usize>> {
        let line = self.record(record.position());
        let mut fields = fields_in(&self.source.text[line.clone()]);
        let place = |field: Range<usize>| line.start + field.start..line.start + field.end;
        let placed = (0..record.len()).map(|_| fields.next().map_or(line.clone(), place));
        placed.collect()
    }

    /// Reads a number with limits out of a field.
    ///
    /// # Errors
    /// If it is not a number, or not one that the type allows.
    pub fn number<T: TryFrom<f64, Error = OutOfRange>>(
        &self,
        record: &StringRecord,
        field: usize,
        column: &str,
    ) -> Result<T, Problem> {
        let written = record.get(field).unwrap_or_default().trim();
        let problem = |what: &str, allowed: &str| {
            let found = if written.is_empty() {
                "found nothing".to_owned()
            } else {
                format!("found {}", shortened(written))
            };
            self.problem_at(record, field, format!("`{column}` {what}"))
                .found(found)
                .allowed(allowed)
        };
        let parsed = written.parse::<f64>();
        T::try_from(parsed.clone().unwrap_or(f64::NAN)).map_err(|error| match parsed {
            Ok(number) if number.is_finite() => problem("is out of range", error.allowed),
            _ => problem("is not a number", error.allowed),
        })
    }

    /// Compares the columns of a file with those it should have.
    ///
    /// # Errors
    /// Every column that is missing, unknown or repeated.
    pub fn check_columns(&self, found: &StringRecord, required: &[&str], optional: &[&str]) -> Result<(), Problems> {
        let known = || required.iter().chain(optional).copied();
        let is_there = |name: &str| found.iter().any(|column| column.trim() == name);
        let mut problems = Vec::new();
        for (field, column) in found.iter().map(str::trim).enumerate() {
            let name = shortened(column);
            if !known().any(|name| name == column) {
                let absent = known().filter(|name| !is_there(name));
                let problem = self.problem_at(found, field, format!("unknown column `{name}`"));
                problems.push(problem.allowed(one_of(known())).did_you_mean(nearest(column, absent)));
            } else if found.iter().take(field).any(|earlier| earlier.trim() == column) {
                problems.push(self.problem_at(found, field, format!("column `{name}` is there twice")));
            }
        }
        for name in required.iter().filter(|name| !is_there(name)) {
            let problem = self.problem_at(found, usize::MAX, format!("missing column `{name}`"));
            problems.push(problem.found(format!("no column `{name}`")));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(self.problems(problems))
        }
    }

    /// What the CSV reader has to say about this file.
    pub fn csv_error(&self, error: &csv::Error) -> Problem {
        let span = self.record(error.position());
        match error.kind() {
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                Problem::new(span, "this row has another number of fields than the header")
                    .found(format!("{len} fields"))
                    .allowed(format!("{expected_len} fields"))
            }
            _ => Problem::new(span, format!("this row cannot be read: {error}")),
        }
    }

    /// The bytes of a record, without its line end.
    fn record(&self, position: Option<&Position>) -> Range<usize> {
        let text = &self.source.text;
        let mut start = position
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or_default();
        start = start.min(text.len());
        let skipped = text.as_bytes()[start..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        start += skipped;
        if start == 0 && text.starts_with('\u{feff}') {
            start = '\u{feff}'.len_utf8();
        }
        let mut is_quoted = false;
        let end = text.as_bytes()[start..].iter().position(|byte| {
            is_quoted ^= *byte == b'"';
            !is_quoted && matches!(byte, b'\r' | b'\n')
        });
        start..end.map_or(text.len(), |length| start + length)
    }
}

/// The bytes of one field of a record, with its quotes and without the blanks around it.
fn field_in(record: &str, field: usize) -> Option<Range<usize>> {
    fields_in(record).nth(field)
}

/// The same for all fields.
fn fields_in(record: &str) -> impl Iterator<Item = Range<usize>> {
    let mut is_quoted = false;
    let commas = record.bytes().enumerate().filter_map(move |(at, byte)| {
        is_quoted ^= byte == b'"';
        (byte == b',' && !is_quoted).then_some(at)
    });
    let mut start = 0;
    commas.chain([record.len()]).map(move |end| {
        let written = &record[start..end];
        let begin = start + written.len() - written.trim_start().len();
        start = end + 1;
        begin..begin + written.trim().len()
    })
}
