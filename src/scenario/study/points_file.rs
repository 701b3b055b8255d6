//! Design points from a CSV file.

use csv::StringRecord;

use super::arms::forbidden;
use crate::scenario::ScenarioError;
use crate::scenario::check::spreadsheet;
use crate::scenario::gate::{DataFile, Document, InputError, Override, Problem, Problems, Source, Value};

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
        let problems = self.read_header(&header);
        if !problems.is_empty() {
            return problems;
        }
        let mut problems = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    problems.extend(self.read_label(&record));
                    match self.point(&header, &record, document) {
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

    fn read_header(&mut self, header: &StringRecord) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (field, key) in header.iter().enumerate() {
            if key.eq_ignore_ascii_case(LABEL) && self.label.is_none() {
                self.label = Some(field);
                continue;
            }
            problems.extend(self.wrong_key(header, field));
            let change = self.change(header, field, header, field, Value::Boolean(true));
            let wrong = forbidden(&change, "a points file").filter(|_| !is_other_label(key));
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
    fn wrong_key(&self, header: &StringRecord, field: usize) -> Option<Problem> {
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
        let is_twice = self.keys.iter().any(|known| known == key);
        is_twice.then(|| problem(format!("column `{key}` is there twice")))
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
        header: &StringRecord,
        record: &StringRecord,
        document: &Document,
    ) -> Result<Vec<Override>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut point = Vec::new();
        for field in (0..record.len()).filter(|field| Some(*field) != self.label) {
            match self.value(header, record, field, document) {
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
        header: &StringRecord,
        record: &StringRecord,
        field: usize,
        document: &Document,
    ) -> Result<Override, Vec<Problem>> {
        let written = record.get(field).unwrap_or_default();
        if written.is_empty() {
            let title = format!("no value for `{}`", header.get(field).unwrap_or_default());
            let problem = self.file.problem_at(record, field, title);
            return Err(vec![problem.found("found nothing").allowed("a value in every row")]);
        }
        let mut refused = None;
        for value in self.file.values(written) {
            let change = self.change(header, field, record, field, value);
            match document.with("", std::slice::from_ref(&change)) {
                Ok(_) => return Ok(change),
                Err(wrong) => _ = refused.get_or_insert(wrong),
            }
        }
        let field = || self.file.problem_at(record, field, "").span;
        let here = |problem: &Problem| {
            let elsewhere = || Problem {
                span: field(),
                ..problem.clone()
            };
            self.here(problem).unwrap_or_else(elsewhere).in_place(None)
        };
        Err(refused.iter().flatten().map(here).collect())
    }

    /// The change that a field makes to the key of a column.
    fn change(
        &self,
        header: &StringRecord,
        column: usize,
        record: &StringRecord,
        field: usize,
        value: Value,
    ) -> Override {
        let span = |record, field| {
            let span = self.file.problem_at(record, field, "").span;
            self.begin + span.start..self.begin + span.end
        };
        let key = header.get(column).unwrap_or_default();
        Override::new(key, span(header, column), value.placed(&span(record, field)))
    }

    /// A problem of a point where it is in this file.
    fn here(&self, problem: &Problem) -> Option<Problem> {
        problem.behind(self.begin)
    }
}

fn is_other_label(key: &str) -> bool {
    OTHER_LABELS.iter().any(|label| key.eq_ignore_ascii_case(label))
}
