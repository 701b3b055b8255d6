//! What is said to a question: words, numbers, tables and charts.

use alliance_studies::experiment::{Destination, Format, HeldTables};
use alliance_studies::{Answer as Said, Finding, Picture, Question};
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::Value;

use crate::asking::{Working, work};
use crate::errors::{refused, unanswered};
use crate::table::Table;
use crate::values::in_python;

/// The answer to a question, as the program gives it: ``print(answer)`` says it in words, ``answer.json`` holds its numbers,
/// ``answer.tables`` its tables and ``answer.charts`` its charts.
#[pyclass(frozen, subclass, module = "alliance_dynamics")]
pub struct Answer {
    question: &'static str,
    words: String,
    json: Value,
    notes: Vec<String>,
    charts: Vec<(String, String)>,
    tables: Vec<Py<Table>>,
}

/// What an answer is made of.
pub struct Parts {
    /// The question: the name of its command.
    pub question: &'static str,
    /// In words.
    pub words: String,
    /// For programs.
    pub json: Value,
    /// What else may be told.
    pub notes: Vec<String>,
    /// Charts by name, as SVG.
    pub charts: Vec<(String, String)>,
    /// Its tables.
    pub tables: Vec<Table>,
}

impl Parts {
    /// What an answer says, with tables that are there already.
    pub fn of<A: Said>(question: &'static str, answer: &A, tables: Vec<Table>) -> PyResult<Self> {
        let completion = answer.completion();
        let told = completion.failed.into_iter().chain(completion.stopped);
        Ok(Self {
            question,
            words: answer.words(),
            json: answer.json().map_err(refused)?,
            notes: told.chain(answer.notes(true)).collect(),
            charts: drawn(answer.pictures()),
            tables,
        })
    }

    /// What was found in runs.
    pub fn found<F: Finding>(found: &F) -> PyResult<Self> {
        let written = found.written(Format::Csv).map_err(refused)?.into_iter();
        Ok(Self {
            question: F::ANNEX.folder,
            words: found.words(),
            json: found.json().map_err(refused)?,
            notes: found.notes(true),
            charts: drawn(found.pictures()),
            tables: written
                .map(|(name, table)| Table::written(name, Ok(table)))
                .collect::<PyResult<_>>()?,
        })
    }
}

/// Charts by name, those that could be drawn.
fn drawn(pictures: Vec<Picture>) -> Vec<(String, String)> {
    let drawn = |picture: Picture| Some((picture.name, picture.svg.ok()?));
    pictures.into_iter().filter_map(drawn).collect()
}

impl Answer {
    /// An answer made of these parts.
    pub fn new(py: Python<'_>, parts: Parts) -> PyResult<Self> {
        let tables = parts.tables.into_iter().map(|table| Py::new(py, table));
        Ok(Self {
            question: parts.question,
            words: parts.words,
            json: parts.json,
            notes: parts.notes,
            charts: parts.charts,
            tables: tables.collect::<PyResult<_>>()?,
        })
    }
}

/// There is no table of this name among these.
pub fn no_table<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> PyErr {
    let names: Vec<&str> = names.collect();
    PyKeyError::new_err(format!("no table {name}; there are {}", names.join(", ")))
}

/// Asks a question.
pub fn ask<Q>(py: Python<'_>, working: Working, question: &Q) -> PyResult<Answer>
where
    Q: Question + Sync,
    Q::Answer: Send,
{
    let most_runs = question.most_runs();
    let tables = HeldTables::default();
    let parts = work(py, &Working { most_runs, ..working }, |control| {
        let (answer, _) = question
            .answer_into(Destination::Memory(&tables), control)
            .map_err(unanswered)?;
        Parts::of(Q::NAME, &answer, Vec::new())
    })??;
    let tables = tables.into_tables().into_iter().map(Table::of).collect();
    Answer::new(py, Parts { tables, ..parts })
}

#[pymethods]
impl Answer {
    /// What was asked: the name of the program's command.
    #[getter]
    fn question(&self) -> &'static str {
        self.question
    }

    /// The answer for people, as the program prints it.
    #[getter]
    fn words(&self) -> &str {
        &self.words
    }

    /// The answer for programs, as ``--json`` prints it: dictionaries, lists, numbers and text.
    #[getter]
    fn json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        in_python(py, &self.json)
    }

    /// What may surprise in it, line by line.
    #[getter]
    fn notes(&self) -> Vec<&str> {
        self.notes.iter().map(String::as_str).collect()
    }

    /// Its tables by name: ``{"curve": Table, …}``.
    #[getter]
    fn tables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tables = PyDict::new(py);
        for table in &self.tables {
            tables.set_item(table.get().stem(), table)?;
        }
        Ok(tables)
    }

    /// Its charts by name, as SVG text.
    #[getter]
    fn charts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let charts = PyDict::new(py);
        for (name, svg) in &self.charts {
            charts.set_item(name, svg)?;
        }
        Ok(charts)
    }

    /// A table by its name.
    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<Py<Table>> {
        let mut tables = self.tables.iter();
        let found = tables.find(|table| table.get().stem() == name);
        let names = self.tables.iter().map(|table| table.get().stem());
        found
            .map(|table| table.clone_ref(py))
            .ok_or_else(|| no_table(name, names))
    }

    fn __str__(&self) -> &str {
        &self.words
    }

    fn __repr__(&self) -> String {
        let first = self.words.lines().find(|line| !line.trim().is_empty());
        format!("<Answer to {}: {}>", self.question, first.unwrap_or_default())
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py()
            .import("alliance_dynamics._views")?
            .call_method1("answer", (slf,))
    }
}
