//! Design points from a CSV file.

use csv::StringRecord;

use super::arms::forbidden;
use crate::scenario::ScenarioError;
use crate::scenario::gate::{DataFile, Document, InputError, Override, Problem, Problems, Source, Value};

/// Design points as they are listed. Their changes are placed behind the end of the scenario file, so that it is plain
/// which of the two texts a mistake is in.
pub(super) struct PointsFile {
    file: DataFile,
    /// Where the text of the list begins, were it written below the scenario file.
    begin: usize,
    pub(super) keys: Vec<String>,
    pub(super) points: Vec<Vec<Override>>,
}

impl PointsFile {
    /// Reads a header of dotted keys and a row a design point.
    ///
    /// # Errors
    /// If the file cannot be read, has no points, or a key or value in it is not allowed.
    pub(super) fn read(source: Source, document: &Document) -> Result<Self, ScenarioError> {
        let mut list = Self {
            file: DataFile::new(source),
            begin: document.source().text.len() + 1,
            keys: Vec::new(),
            points: Vec::new(),
        };
        let problems = list.fill(document);
        if problems.is_empty() {
            Ok(list)
        } else {
            Err(InputError::from(list.file.problems(problems)).into())
        }
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
                Ok(record) => match self.point(&header, &record, document) {
                    Ok(point) => self.points.push(point),
                    Err(wrong) => problems.extend(wrong),
                },
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
            let problem = |title: String| self.file.problem_at(header, field, title);
            if key.is_empty() {
                let problem = problem("a column without a key".to_owned());
                problems.push(problem.allowed("a dotted key, such as gossip.rate"));
            } else if key.contains(';') {
                let problem = problem("a key with a semicolon".to_owned());
                problems.push(problem.allowed("columns separated by commas, numbers with a decimal point"));
            } else if self.keys.iter().any(|known| known == key) {
                problems.push(problem(format!("column `{key}` is there twice")));
            }
            let change = self.change(header, field, header, field, Value::Boolean(true));
            let wrong = forbidden(&change, "a points file");
            problems.extend(wrong.and_then(|problem| self.here(&problem)));
            self.keys.push(key.to_owned());
        }
        if header.is_empty() {
            let problem = self.file.problem_at(header, usize::MAX, "no keys");
            problems.push(problem.allowed("a header of dotted keys, such as gossip.rate, separated by commas"));
        }
        problems
    }

    fn point(
        &self,
        header: &StringRecord,
        record: &StringRecord,
        document: &Document,
    ) -> Result<Vec<Override>, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut point = Vec::new();
        for field in 0..record.len() {
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
        for value in Value::read(written)
            .into_iter()
            .chain([Value::Text(written.to_owned())])
        {
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
