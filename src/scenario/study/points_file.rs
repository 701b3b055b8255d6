//! Design points from a CSV file.

use std::collections::BTreeSet;
use std::ops::Range;

use csv::StringRecord;

use super::arms::forbidden;
use crate::scenario::ScenarioError;
use crate::scenario::check::spreadsheet;
use crate::scenario::gate::{DataFile, Document, InputError, Override, Probe, Problem, Problems, Source, Value};

/// Design points as they are listed. Their changes are placed behind the end of the scenario file, so that it is plain
/// which of the two texts a mistake is in.
pub(super) struct PointsFile {
    file: DataFile,
    /// Where the text of the list begins, were it written below the scenario file.
    begin: usize,
    pub(super) keys: Vec<String>,
    pub(super) points: Vec<Vec<Override>>,
    /// What the points are called, if they are.
    pub(super) labels: Vec<String>,
    /// The column that says so.
    label: Option<usize>,
}

/// The column of what points are called.
const LABEL: &str = "label";
/// What that column is called elsewhere; the first of a table that R or pandas has written may have no name at all.
const OTHER_LABELS: [&str; 12] = [
    "labels",
    "name",
    "names",
    "id",
    "no",
    "nr",
    "point",
    "case",
    "row",
    "index",
    "title",
    "unnamed: 0",
];

impl PointsFile {
    /// Reads a header of dotted keys and a row a design point.
    ///
    /// # Errors
    /// If the file cannot be read, has no points, or a key or value in it is not allowed.
    pub(super) fn read(source: Source, document: &Document) -> Result<Self, ScenarioError> {
        let mut list = Self {
            file: DataFile::new(source),
            begin: document.behind(),
            keys: Vec::new(),
            points: Vec::new(),
            labels: Vec::new(),
            label: None,
        };
        let problems = list.fill(document);
        if problems.is_empty() {
            Ok(list)
        } else {
            Err(InputError::from(list.file.problems(problems)).into())
        }
    }

    /// How the file is written, where that is not as CSV mostly is.
    pub(super) fn understood(&self) -> Option<&'static str> {
        self.file.understood()
    }

    /// A mistake in a point: in this file where it is one of the list, else as it is.
    pub(super) fn home(&self, problems: Problems) -> Problems {
        let here: Vec<Problem> = problems.iter().filter_map(|problem| self.here(problem)).collect();
        if here.is_empty() {
            problems
        } else {
            self.file.problems(here)
        }
    }

    fn fill(&mut self, document: &Document) -> Vec<Problem> {
        let file = self.file.clone();
        if let Some(problem) = file.unclosed_quote() {
            return vec![problem];
        }
        let mut reader = file.rows();
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => return vec![file.csv_error(&error)],
        };
        let columns = self.columns(&header);
        let problems = self.read_header(&header, &columns);
        if !problems.is_empty() {
            return problems;
        }
        let mut probe = Probe::of(document);
        let mut problems = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    problems.extend(self.read_label(&record));
                    match self.point(&columns, &record, &mut probe) {
                        Ok(point) => self.points.push(point),
                        Err(wrong) => problems.extend(wrong),
                    }
                }
                Err(error) => problems.push(file.csv_error(&error)),
            }
        }
        if problems.is_empty() && self.points.is_empty() {
            let problem = file.problem_at(&header, usize::MAX, "no design points");
            problems.push(problem.allowed("a row of values for every design point, below the keys"));
        }
        problems
    }

    /// The changes that a row makes, whatever the values in it.
    fn columns(&self, header: &StringRecord) -> Vec<Override> {
        let spans = self.file.fields(header);
        let places = spans
            .into_iter()
            .map(|span| self.begin + span.start..self.begin + span.end);
        let change = |(key, place): (&str, Range<usize>)| {
            let value = Value::Boolean(true).placed(&place);
            Override::new(key, place, value)
        };
        header.iter().zip(places).map(change).collect()
    }

    fn read_header(&mut self, header: &StringRecord, columns: &[Override]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut known = BTreeSet::new();
        for (field, change) in columns.iter().enumerate() {
            let key = change.key();
            if key.eq_ignore_ascii_case(LABEL) && self.label.is_none() {
                self.label = Some(field);
                continue;
            }
            let is_new = known.insert(key);
            problems.extend(self.wrong_key(header, field, is_new));
            let wrong = forbidden(change, "a points file").filter(|_| !is_other_label(key));
            problems.extend(wrong.and_then(|problem| self.here(&problem)));
            self.keys.push(key.to_owned());
        }
        if self.keys.is_empty() {
            let problem = self.file.problem_at(header, usize::MAX, "no keys");
            problems.push(problem.allowed("a header of dotted keys, such as gossip.rate, separated by commas"));
        }
        problems
    }

    /// What is wrong with the key of a column, whatever the scenario says.
    fn wrong_key(&self, header: &StringRecord, field: usize, is_new: bool) -> Option<Problem> {
        let key = header.get(field).unwrap_or_default();
        let problem = |title: String| self.file.problem_at(header, field, title);
        let labels = "a column that says what points are called has the name `label`";
        if key.is_empty() {
            let problem = problem("a column without a key".to_owned());
            return Some(problem.allowed("a dotted key, such as gossip.rate").hint(labels));
        }
        if is_other_label(key) {
            let problem = problem(format!("`{key}` is no key that varies")).allowed("dotted keys, such as gossip.rate");
            return Some(problem.hint(labels));
        }
        (!is_new).then(|| problem(format!("column `{key}` is there twice")))
    }

    /// Remembers what a point is called.
    fn read_label(&mut self, record: &StringRecord) -> Option<Problem> {
        let field = self.label?;
        let label = record.get(field).unwrap_or_default();
        self.labels.push(label.to_owned());
        let is_number = self.file.plain_number(label).is_some();
        let problem = || {
            self.file
                .problem_at(record, field, "a label that a spreadsheet would compute")
        };
        (!is_number).then(|| spreadsheet::refused(label, problem))?
    }

    fn point(
        &self,
        columns: &[Override],
        record: &StringRecord,
        probe: &mut Probe<'_>,
    ) -> Result<Vec<Override>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut point = Vec::new();
        let spans = self.file.fields(record);
        let fields = columns.iter().zip(record).zip(spans).enumerate();
        for (_, ((column, written), span)) in fields.filter(|(field, _)| Some(*field) != self.label) {
            match self.value(column, written, span, probe) {
                Ok(change) => point.push(change),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.is_empty() { Ok(point) } else { Err(problems) }
    }

    /// The value of a field: a number, truth, list or table where the key takes it, else text. If neither is allowed, what is
    /// said of the first.
    fn value(
        &self,
        column: &Override,
        written: &str,
        span: Range<usize>,
        probe: &mut Probe<'_>,
    ) -> Result<Override, Vec<Problem>> {
        if written.is_empty() {
            let problem = Problem::new(span, format!("no value for `{}`", column.key()));
            return Err(vec![problem.found("found nothing").allowed("a value in every row")]);
        }
        let place = self.begin + span.start..self.begin + span.end;
        let mut refused = None;
        for value in self.file.values(written) {
            let change = column.with_value(value.placed(&place));
            match probe.refusal("", &change) {
                None => return Ok(change),
                Some(wrong) => _ = refused.get_or_insert(wrong),
            }
        }
        let here = |problem: &Problem| {
            let elsewhere = || Problem {
                span: span.clone(),
                ..problem.clone()
            };
            self.here(problem).unwrap_or_else(elsewhere).in_place(None)
        };
        Err(refused.iter().flatten().map(here).collect())
    }

    /// A problem of a point where it is in this file.
    fn here(&self, problem: &Problem) -> Option<Problem> {
        problem.behind(self.begin)
    }
}

fn is_other_label(key: &str) -> bool {
    OTHER_LABELS.iter().any(|label| key.eq_ignore_ascii_case(label))
}
