//! Mistakes in data files beside a scenario, drawn as those of the scenario are.

use std::ops::Range;
use std::sync::Arc;

use csv::{ErrorKind, Position, StringRecord};

use super::dialect::Dialect;
use super::meant;
use super::words::{one_of, shortened};
use super::{Problem, Problems, Source, Value, nearest};
use crate::alliance::OutOfRange;

/// Columns whose names begin with this are notes, which nobody reads.
const NOTE: char = '#';

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
    dialect: Dialect,
}

impl DataFile {
    /// A data file that has been read.
    #[must_use]
    pub fn new(source: impl Into<Arc<Source>>) -> Self {
        let source = source.into();
        let dialect = Dialect::of(&source.text);
        Self { source, dialect }
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// How it is written, where that is not as CSV mostly is: in words that follow `read with`.
    #[must_use]
    pub fn understood(&self) -> Option<&'static str> {
        self.dialect.in_words()
    }

    /// Its rows, whose fields are trimmed, behind a header.
    #[must_use]
    pub fn rows(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .delimiter(self.dialect.separator)
            .trim(csv::Trim::All)
            .from_reader(self.text().as_bytes())
    }

    /// The header of its rows, with all columns that it has to have and none that it may not; capitals do not count.
    ///
    /// # Errors
    /// If it cannot be read, a quote in the file is not closed, or as [`DataFile::check_columns`].
    pub fn header(
        &self,
        rows: &mut csv::Reader<&[u8]>,
        required: &[&str],
        optional: &[&str],
    ) -> Result<StringRecord, Problems> {
        if let Some(problem) = self.unclosed_quote() {
            return Err(self.problems(vec![problem]));
        }
        let written = rows
            .headers()
            .map_err(|error| self.problems(vec![self.csv_error(&error)]))?;
        let known = |column: &str| {
            let mut known = required.iter().chain(optional);
            known.find(|known| known.eq_ignore_ascii_case(column)).copied()
        };
        let columns = written.iter().map(|column| known(column).unwrap_or(column));
        let mut header: StringRecord = columns.collect();
        header.set_position(written.position().cloned());
        self.check_columns(&header, required, optional)?;
        Ok(header)
    }

    /// A quote that the file ends within.
    #[must_use]
    pub fn unclosed_quote(&self) -> Option<Problem> {
        let place = self.dialect.unclosed_quote(&self.source.text)?;
        let problem = Problem::new(place..place + 1, "this quote is not closed").found("the file ends within it");
        Some(problem.hint("close it with `\"`; a quote that belongs to the text is written twice, in quotes"))
    }

    /// Problems of this file, ready to be shown.
    #[must_use]
    pub fn problems(&self, problems: Vec<Problem>) -> Problems {
        Problems::new(Arc::clone(&self.source), problems)
    }

    /// A problem with one field of a record, counted from 0; with the whole record where there is no such field.
    pub fn problem_at(&self, record: &StringRecord, field: usize, title: impl Into<String>) -> Problem {
        let line = self.record(record.position());
        let span = self
            .dialect
            .field(&self.source.text[line.clone()], field)
            .map_or(line.clone(), |inner| line.start + inner.start..line.start + inner.end);
        Problem::new(span, title)
    }

    /// Where every field of a record is written, as [`DataFile::problem_at`] shows it.
    pub(in crate::scenario) fn fields(&self, record: &StringRecord) -> Vec<Range<usize>> {
        let line = self.record(record.position());
        let mut fields = self.dialect.fields(&self.source.text[line.clone()]);
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
        limited(written, self.dialect.number(written), column, |title| {
            self.problem_at(record, field, title)
        })
    }

    /// A number of a field, if it is one: with a decimal comma where commas do not part the columns.
    #[must_use]
    pub fn plain_number(&self, written: &str) -> Option<f64> {
        self.dialect.number(written.trim())
    }

    /// What a field may be as a value of a scenario, most likely first: a number, truth, list or table where it is written as one, and text.
    #[must_use]
    pub fn values(&self, written: &str) -> Vec<Value> {
        let truth = meant::truth(written).filter(|truth| written.eq_ignore_ascii_case(&truth.to_string()));
        let number = self
            .plain_number(written)
            .filter(|_| written.starts_with(|first: char| "+-.0123456789".contains(first)));
        let text = Value::Text(written.to_owned());
        let values = [
            Value::read(written),
            truth.map(Value::Boolean),
            number.map(Value::number),
        ];
        values.into_iter().flatten().chain([text]).collect()
    }

    /// Compares the columns of a file with those it should have; notes, whose names begin with `#`, may always be there.
    ///
    /// # Errors
    /// Every column that is missing, unknown or repeated.
    pub fn check_columns(&self, found: &StringRecord, required: &[&str], optional: &[&str]) -> Result<(), Problems> {
        let known = || required.iter().chain(optional).copied();
        let is_there = |name: &str| found.iter().any(|column| column.trim() == name);
        let mut problems = Vec::new();
        for (field, column) in found.iter().map(str::trim).enumerate() {
            if column.starts_with(NOTE) {
                continue;
            }
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
        let mut quotes = self.dialect.quotes();
        let end = text.as_bytes()[start..]
            .iter()
            .position(|&byte| !quotes.hold(byte) && matches!(byte, b'\r' | b'\n'));
        start..end.map_or(text.len(), |length| start + length)
    }
}

/// A number with limits that is written in a table under a name, and read as this number where it is one.
///
/// # Errors
/// If it is none, or not one that the type allows; `problem` says where, of what it is told.
pub(in crate::scenario) fn limited<T: TryFrom<f64, Error = OutOfRange>>(
    written: &str,
    number: Option<f64>,
    name: &str,
    problem: impl Fn(String) -> Problem,
) -> Result<T, Problem> {
    let problem = |what: &str, allowed: &str| {
        let found = match written {
            "" => "found nothing".to_owned(),
            _ => format!("found {}", shortened(written)),
        };
        problem(format!("`{name}` {what}")).found(found).allowed(allowed)
    };
    T::try_from(number.unwrap_or(f64::NAN)).map_err(|error| match number {
        Some(_) => problem("is out of range", error.allowed),
        None => match meant::in_words(&meant::numbers(written, &[])) {
            Some(meant) => problem("is not a number", error.allowed).hint(format!("write {meant}")),
            None => problem("is not a number", error.allowed),
        },
    })
}
