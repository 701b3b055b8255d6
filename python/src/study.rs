//! What many runs come to.

use std::sync::OnceLock;

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{Destination, Format, HeldTables, Response, StudySource};
use alliance_studies::finished::FinishedRuns;
use alliance_studies::verdict::{self, StudyQuestion, TableChoice, write_summary, write_survival, write_timeline};
use alliance_studies::{Answer as _, Question as _};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::answers::{Answer, no_table};
use crate::arguments;
use crate::asking::{Working, work};
use crate::errors::{refused, unanswered};
use crate::questions::{compared, discovered};
use crate::requests::{comparison, discovery, interest};
use crate::table::Table;
use crate::values::in_python;

/// What every arm of a study comes to at every design point: the verdict of ``alliance run``, and its tables.
///
/// Tables and charts are made when they are asked for; ``runs`` and ``series`` are there at once. All equal those of the program to the last bit.
#[pyclass(frozen, module = "alliance_dynamics")]
pub struct StudyAnswer {
    answer: verdict::StudyAnswer,
    choice: TableChoice,
    runs: Py<Table>,
    series: Option<Py<Table>>,
    timeline: OnceLock<Py<Table>>,
    survival: OnceLock<Py<Table>>,
    summary: OnceLock<Py<Table>>,
}

impl StudyAnswer {
    /// Runs a study; the timeline is to have these measures, or all.
    pub fn run(py: Python<'_>, study: Study, measures: &[String], working: &Working) -> PyResult<Py<Self>> {
        let file = study.base.resolved();
        let choice = TableChoice::read(&[] as &[&str], measures, file).map_err(refused)?;
        let as_they_come = TableChoice::read(&["runs", "series"], &[] as &[&str], file).map_err(refused)?;
        let source = StudySource {
            file: String::new(),
            text: String::new(),
            files: Default::default(),
        };
        let question = StudyQuestion::new(study, source).writing(as_they_come);
        let tables = HeldTables::default();
        let (answer, _) = work(py, working, |control| {
            question.answer_into(Destination::Memory(&tables), control)
        })?
        .map_err(unanswered)?;
        let mut tables = tables.into_tables().into_iter();
        let runs = tables
            .next()
            .ok_or_else(|| refused(std::io::Error::other("no table of runs was written")))?;
        let series = tables.next().map(|series| Py::new(py, Table::of(series)));
        let answer = Self {
            answer,
            choice,
            runs: Py::new(py, Table::of(runs))?,
            series: series.transpose()?,
            timeline: OnceLock::new(),
            survival: OnceLock::new(),
            summary: OnceLock::new(),
        };
        Py::new(py, answer)
    }

    /// A table, made when it is first asked for.
    fn made<'a>(
        &self,
        py: Python<'_>,
        place: &'a OnceLock<Py<Table>>,
        make: impl FnOnce(&Self) -> PyResult<Table>,
    ) -> PyResult<&'a Py<Table>> {
        if let Some(table) = place.get() {
            return Ok(table);
        }
        let table = Py::new(py, make(self)?)?;
        Ok(place.get_or_init(|| table))
    }
}

#[pymethods]
impl StudyAnswer {
    /// A row a run: arm, point, swept keys, replication, seed, outcome, survived, months, members, blocs, then the last month's measures.
    #[getter]
    fn runs(&self, py: Python<'_>) -> Py<Table> {
        self.runs.clone_ref(py)
    }

    /// A row for every month of every run: arm, point, swept keys, replication, month, and the measures of ``series``; ``None`` where none are named.
    #[getter]
    fn series(&self, py: Python<'_>) -> Option<Py<Table>> {
        self.series.as_ref().map(|series| series.clone_ref(py))
    }

    /// A row for every arm, point and month: share still alive, and mean, median, 5 % and 95 % of every measure over the runs alive.
    #[getter]
    fn timeline(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        let table = self.made(py, &self.timeline, |this| {
            let (study, results) = (this.answer.study(), this.answer.results());
            Table::written(
                "timeline",
                write_timeline(
                    Format::Csv,
                    Vec::new(),
                    study,
                    results,
                    &this.choice.measures(study.base.resolved()),
                ),
            )
        });
        Ok(table?.clone_ref(py))
    }

    /// A row for every arm, point and month: at risk, ended, censored, and the Kaplan-Meier estimate with its 95 % band.
    #[getter]
    fn survival(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        let table = self.made(py, &self.survival, |this| {
            let (study, results) = (this.answer.study(), this.answer.results());
            Table::written("survival", write_survival(Format::Csv, Vec::new(), study, results))
        });
        Ok(table?.clone_ref(py))
    }

    /// A row for every arm and point: the share of each outcome with a 95 % interval (Wilson), median months, mean final trust and value.
    #[getter]
    fn summary(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        let table = self.made(py, &self.summary, |this| {
            let (study, results) = (this.answer.study(), this.answer.results());
            Table::written("summary", write_summary(Format::Csv, Vec::new(), study, results))
        });
        Ok(table?.clone_ref(py))
    }

    /// The tables by name: the four of every study, and ``series`` where measures are named for it.
    #[getter]
    fn tables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tables = PyDict::new(py);
        tables.set_item("runs", self.runs(py))?;
        tables.set_item("timeline", self.timeline(py)?)?;
        tables.set_item("survival", self.survival(py)?)?;
        tables.set_item("summary", self.summary(py)?)?;
        if let Some(series) = self.series(py) {
            tables.set_item("series", series)?;
        }
        Ok(tables)
    }

    /// The verdict for people, as the program prints it.
    #[getter]
    fn words(&self) -> String {
        self.answer.words()
    }

    /// The verdict for programs, as ``alliance run --json`` prints it.
    #[getter]
    fn json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        in_python(py, &self.answer.json().map_err(refused)?)
    }

    /// What may surprise in it, line by line: runs that failed among them.
    #[getter]
    fn notes(&self) -> Vec<String> {
        let completion = self.answer.completion();
        let told = completion.failed.into_iter().chain(completion.stopped);
        told.chain(self.answer.notes(true)).collect()
    }

    /// Its charts by name, as SVG text.
    #[getter]
    fn charts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let charts = PyDict::new(py);
        for picture in py.detach(|| self.answer.pictures()) {
            if let Ok(svg) = picture.svg {
                charts.set_item(picture.name, svg)?;
            }
        }
        Ok(charts)
    }

    /// Whether arms help, world by world: ``alliance compare``.
    ///
    /// ``base`` is the arm that the others are held against, ``arms`` those that are (all unless given), ``outcome`` or ``measure`` what they are
    /// compared by besides survival.
    #[pyo3(signature = (*, base=None, arms=None, outcome=None, measure=None))]
    fn compare(
        &self,
        py: Python<'_>,
        base: Option<String>,
        #[pyo3(from_py_with = arguments::names)] arms: Option<Vec<String>>,
        outcome: Option<&str>,
        measure: Option<&str>,
    ) -> PyResult<Answer> {
        let request = comparison(
            base,
            arms,
            outcome,
            measure,
            &self.answer.study().base.resolved().measures,
        )?;
        let title = &self.answer.study().base.resolved().title;
        let response = request.about.unwrap_or(Response::SURVIVAL);
        let runs = FinishedRuns::of_table(title, self.runs.get().text(), response).map_err(refused)?;
        compared(py, runs, &request)
    }

    /// Where alliances do what is asked about, as boxes of the keys that vary: ``alliance discover``.
    ///
    /// An ``outcome`` is met or, with ``spared``, is not; a ``measure`` is ``above`` or ``below`` a bound. ``arm`` is the arm whose runs are looked at,
    /// ``density`` the share that a box has at least, ``peel`` the share of it that is peeled off at a time, ``mass`` the share of all runs that it holds at
    /// least, ``boxes`` how many are looked for.
    #[pyo3(signature = (*, outcome=None, measure=None, spared=false, above=None, below=None, arm=None, density=None, peel=0.05, mass=0.05, boxes=5))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn discover(
        &self,
        py: Python<'_>,
        outcome: Option<&str>,
        measure: Option<&str>,
        spared: bool,
        above: Option<f64>,
        below: Option<f64>,
        arm: Option<String>,
        density: Option<f64>,
        peel: f64,
        mass: f64,
        #[pyo3(from_py_with = arguments::boxes)] boxes: usize,
    ) -> PyResult<Answer> {
        let scenario = self.answer.study().base.resolved();
        let about = interest((outcome, measure), spared, (above, below), &scenario.measures)?;
        let request = discovery(about, arm, (density, peel, mass), boxes);
        let runs =
            FinishedRuns::of_table(&scenario.title, self.runs.get().text(), about.response()).map_err(refused)?;
        discovered(py, runs, &request)
    }

    /// A table by its name.
    fn __getitem__(&self, py: Python<'_>, name: &str) -> PyResult<Py<Table>> {
        match (name, self.series(py)) {
            ("runs", _) => Ok(self.runs(py)),
            ("timeline", _) => self.timeline(py),
            ("survival", _) => self.survival(py),
            ("summary", _) => self.summary(py),
            ("series", Some(series)) => Ok(series),
            (_, series) => {
                let names = ["runs", "timeline", "survival", "summary"].into_iter();
                Err(no_table(name, names.chain(series.map(|_| "series"))))
            }
        }
    }

    fn __str__(&self) -> String {
        self.words()
    }

    fn __repr__(&self) -> String {
        format!("<StudyAnswer: {}>", self.answer.verdict().sentence)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py()
            .import("alliance_dynamics._views")?
            .call_method1("answer", (slf,))
    }
}
