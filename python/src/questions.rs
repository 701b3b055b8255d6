//! The questions of the program, asked of a scenario.

use std::path::PathBuf;

use alliance_dynamics::alliance::Goal;
use alliance_studies::blocs::{BlocsQuestion, Criterion};
use alliance_studies::calibration::{CalibrationQuestion, CalibrationRequest, TargetCurve};
use alliance_studies::causes::{Depth, ExplanationQuestion};
use alliance_studies::comparison::{ComparisonQuestion, ComparisonRequest};
use alliance_studies::discovery::{DiscoveryQuestion, DiscoveryRequest};
use alliance_studies::experiment::{Response, RunChoice, in_arm};
use alliance_studies::finished::{FinishedRuns, own_measures};
use alliance_studies::loops::{LoopsQuestion, LoopsRequest};
use alliance_studies::rescue::{RescueQuestion, RescueRequest};
use alliance_studies::robustness::{RobustnessQuestion, RobustnessRequest};
use alliance_studies::sensitivity::{SensitivityQuestion, SensitivityRequest};
use alliance_studies::tipping::{TippingQuestion, TippingRequest};
use alliance_studies::trace::TraceQuestion;
use pyo3::prelude::*;

use crate::answers::{Answer, Parts, ask};
use crate::arguments;
use crate::asking::{Working, work};
use crate::errors::{mistaken, refused};
use crate::requests::{comparison, detail, discovery, interest};
use crate::scenario::Scenario;
use crate::values::in_python;

pub fn trace(scenario: &Bound<'_, Scenario>, choice: &RunChoice, seed: Option<u64>, word: &str) -> PyResult<Answer> {
    let run = scenario.get().one_run(choice, seed)?;
    let detail = detail(word)?;
    ask(scenario.py(), Working::new(None, None), &TraceQuestion { run, detail })
}

pub fn tip(scenario: &Bound<'_, Scenario>, request: &TippingRequest, working: Working) -> PyResult<Answer> {
    let question = TippingQuestion::new(scenario.get().template(), request).map_err(refused)?;
    ask(scenario.py(), working, &question)
}

pub fn sensitivity(scenario: &Bound<'_, Scenario>, request: &SensitivityRequest, working: Working) -> PyResult<Answer> {
    let template = scenario.get().template();
    let question = work(scenario.py(), &Working::new(working.threads, None), |_| {
        SensitivityQuestion::new(template, request).map_err(refused)
    })??;
    ask(scenario.py(), working, &question)
}

pub fn robust(scenario: &Bound<'_, Scenario>, request: &RobustnessRequest, working: Working) -> PyResult<Answer> {
    let template = scenario.get().template();
    let question = work(scenario.py(), &Working::new(working.threads, None), |_| {
        RobustnessQuestion::new(template, request).map_err(refused)
    })??;
    ask(scenario.py(), working, &question)
}

/// Reads the targets of a calibration.
pub fn targets(
    scenario: &Bound<'_, Scenario>,
    files: &[PathBuf],
    arm: Option<&str>,
    about: Option<Response>,
) -> PyResult<Vec<TargetCurve>> {
    let template = scenario.get().template();
    let fitted = in_arm(template, arm).map_err(refused)?;
    let read = |file: &PathBuf| TargetCurve::read(file, fitted.base().resolved(), about).map_err(mistaken);
    files.iter().map(read).collect()
}

pub fn calibrate(scenario: &Bound<'_, Scenario>, request: CalibrationRequest, working: Working) -> PyResult<Answer> {
    let question = CalibrationQuestion::new(scenario.get().template(), request).map_err(refused)?;
    ask(scenario.py(), working, &question)
}

pub fn explain(
    scenario: &Bound<'_, Scenario>,
    choice: &RunChoice,
    seed: Option<u64>,
    (goal, futures): (Goal, u32),
    working: Working,
) -> PyResult<Answer> {
    let run = scenario.get().one_run(choice, seed)?;
    let question = ExplanationQuestion::new(run, goal, Depth::of(futures)).map_err(refused)?;
    ask(scenario.py(), working, &question)
}

pub fn loops(scenario: &Bound<'_, Scenario>, request: &LoopsRequest, working: Working) -> PyResult<Answer> {
    let question = LoopsQuestion::new(scenario.get().template(), request).map_err(refused)?;
    ask(scenario.py(), working, &question)
}

pub fn rescue(scenario: &Bound<'_, Scenario>, request: &RescueRequest, working: Working) -> PyResult<Answer> {
    let question = RescueQuestion::new(scenario.get().template(), request).map_err(refused)?;
    ask(scenario.py(), working, &question)
}

/// Compares the arms of a folder that ``alliance run`` made, world by world: ``alliance compare``.
///
/// ``base`` is the arm that the others are held against, ``arms`` those that are (all unless given), ``outcome`` or ``measure`` what they are compared
/// by besides survival.
#[pyfunction]
#[pyo3(signature = (folder, *, base=None, arms=None, outcome=None, measure=None))]
pub fn compare(
    py: Python<'_>,
    folder: PathBuf,
    base: Option<String>,
    #[pyo3(from_py_with = arguments::names)] arms: Option<Vec<String>>,
    outcome: Option<&str>,
    measure: Option<&str>,
) -> PyResult<Answer> {
    let request = comparison(base, arms, outcome, measure, &own_measures(&folder))?;
    let runs = FinishedRuns::read_with(&folder, request.about.unwrap_or(Response::SURVIVAL)).map_err(refused)?;
    compared(py, runs, &request)
}

/// Compares runs.
pub fn compared(py: Python<'_>, runs: FinishedRuns, request: &ComparisonRequest) -> PyResult<Answer> {
    let question = ComparisonQuestion::new(runs, request).map_err(refused)?;
    Answer::new(py, Parts::found(&question.answer())?)
}

/// Where alliances do what is asked about, as boxes of the keys that vary: ``alliance discover``.
///
/// An ``outcome`` is met or, with ``spared``, is not; a ``measure`` is ``above`` or ``below`` a bound. ``arm`` is the arm whose runs are looked at,
/// ``density`` the share that a box has at least, ``peel`` the share of it that is peeled off at a time, ``mass`` the share of all runs that it holds at
/// least, ``boxes`` how many are looked for.
#[pyfunction]
#[pyo3(signature = (folder, *, outcome=None, measure=None, spared=false, above=None, below=None, arm=None, density=None, peel=0.05, mass=0.05, boxes=5))]
#[allow(clippy::too_many_arguments, reason = "keywords in Python")]
pub fn discover(
    py: Python<'_>,
    folder: PathBuf,
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
    let about = interest((outcome, measure), spared, (above, below), &own_measures(&folder))?;
    let request = discovery(about, arm, (density, peel, mass), boxes);
    let runs = FinishedRuns::read_with(&folder, about.response()).map_err(refused)?;
    discovered(py, runs, &request)
}

/// Looks for boxes in runs.
pub fn discovered(py: Python<'_>, runs: FinishedRuns, request: &DiscoveryRequest) -> PyResult<Answer> {
    let question = DiscoveryQuestion::new(runs, request).map_err(refused)?;
    Answer::new(py, Parts::found(&question.answer())?)
}

/// The blocs of a signed network: ``alliance blocs``, as a dictionary.
///
/// ``ties`` is the path of a network in any format that the program reads, or a list of ``(from, to, weight)``. ``at_most`` allows no more blocs,
/// ``directed`` sums over directed ties, ``effort`` is how many times the usual work is spent.
#[pyfunction]
#[pyo3(signature = (ties, *, at_most=None, directed=false, effort=1.0))]
pub fn blocs<'py>(
    ties: &Bound<'py, PyAny>,
    #[pyo3(from_py_with = arguments::at_most)] at_most: Option<usize>,
    directed: bool,
    #[pyo3(from_py_with = arguments::effort)] effort: f64,
) -> PyResult<Bound<'py, PyAny>> {
    let py = ties.py();
    let named = crate::ties::ties(ties)?;
    let criterion = if directed { Criterion::Arcs } else { Criterion::Pairs };
    let question = BlocsQuestion {
        ties: named.counted_by(criterion),
        at_most,
        effort,
    };
    let answer = py.detach(|| question.answer());
    in_python(py, &serde_json::to_value(&answer).map_err(refused)?)
}
