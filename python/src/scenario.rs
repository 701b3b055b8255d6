//! A scenario: where everything begins.

use std::env;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::file::SampleTable;
use alliance_dynamics::scenario::gate::{Source, nearest};
use alliance_dynamics::scenario::{GivenScenario, Scenario as Alliance, Study, Template, bundled_names};
use alliance_studies::cautions;
use alliance_studies::experiment::{RunChoice, SingleRun, scenario_toml};
use alliance_studies::verdict::TableChoice;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};

use crate::answers::Answer;
use crate::arguments;
use crate::asking::{Working, work};
use crate::errors::{ScenarioError, at, mistaken, refused};
use crate::questions;
use crate::study::StudyAnswer;
use crate::values::{in_python, json_of, key_of, value_of};
use crate::world::World;

mod points;
mod value;

/// What messages call a setting.
const SET: &str = "set";

/// What is said of ranges from which nothing is drawn.
const NO_POINTS: &str = "a sample without `points`: how many are drawn is not said; allowed: `scenario.set({\"sample.points\": 64})`, or design \
    points of one's own, `run(points=…)`; `sensitivity` and `calibrate` choose points themselves";

/// A scenario: one alliance, and if wanted an experiment on it.
///
/// A scenario does not change: ``set`` gives another one. It can be copied, pickled and compared: two are equal whose keys all have the same
/// values. It and its arms are checked when it is made, so that a mistake is told at once,
/// with its place; values of its sweep and sample when it is run. All that can be asked is a method; every one gives what the program's command of that name gives.
///
/// >>> from alliance_dynamics import Scenario
/// >>> scenario = Scenario.bundled("vicious-circle").set({"gossip.rate": 0.2})
/// >>> runs = scenario.run(runs=200).runs.to_polars()
#[pyclass(frozen, module = "alliance_dynamics")]
pub struct Scenario {
    given: GivenScenario,
    /// Where data files are looked for; nothing where they come with the program, as the scenario does.
    folder: Option<PathBuf>,
    template: Template,
    study: OnceLock<Arc<Study>>,
}

impl Scenario {
    /// One whose data files are in the folder of what is given.
    fn new(given: GivenScenario) -> PyResult<Self> {
        let folder = env::current_dir().unwrap_or_default().join(given.folder());
        let given = GivenScenario::of(Source::new(given.name(), given.text()), &folder);
        Self::of(given, Some(folder))
    }

    fn of(given: GivenScenario, folder: Option<PathBuf>) -> PyResult<Self> {
        Ok(Self {
            template: given.template().map_err(mistaken)?,
            given,
            folder,
            study: OnceLock::new(),
        })
    }

    /// The scenario, open to change.
    pub fn template(&self) -> Template {
        self.template.clone()
    }

    /// Every alliance that it asks for.
    fn study(&self) -> PyResult<&Arc<Study>> {
        if let Some(study) = self.study.get() {
            return Ok(study);
        }
        let sample = &self.base().resolved().sample;
        let is_empty = |sample: &Arc<SampleTable>| sample.points.is_none() && sample.points_file.is_none();
        if sample.as_ref().is_some_and(is_empty) {
            return Err(ScenarioError::new_err(NO_POINTS));
        }
        let study = Arc::new(self.given.study().map_err(mistaken)?);
        Ok(self.study.get_or_init(|| study))
    }

    /// The scenario as written.
    fn base(&self) -> &Alliance {
        self.template.base()
    }

    /// One run of it.
    pub fn one_run(&self, choice: &RunChoice, seed: Option<u64>) -> PyResult<SingleRun> {
        let mut study = Study::clone(self.study()?);
        study.change_seed(seed);
        SingleRun::of(&study, choice).map_err(refused)
    }
}

#[pymethods]
impl Scenario {
    /// Reads a scenario file (TOML); its data files are looked for in its folder.
    #[classmethod]
    fn read(_class: &Bound<'_, PyType>, path: PathBuf) -> PyResult<Self> {
        Self::new(GivenScenario::read(path).map_err(|error| mistaken(error.into()))?)
    }

    /// A scenario from the text of a file (TOML); its data files are looked for in ``folder``, the working directory unless given.
    #[classmethod]
    #[pyo3(signature = (text, folder=None))]
    fn from_toml(_class: &Bound<'_, PyType>, text: &str, folder: Option<PathBuf>) -> PyResult<Self> {
        Self::new(GivenScenario::of(
            Source::new("scenario", text),
            folder.unwrap_or_default(),
        ))
    }

    /// A scenario from nested dictionaries, as a file has them: ``{"months": 60, "population": {"count": 8}}``.
    #[classmethod]
    #[pyo3(signature = (keys, folder=None))]
    fn from_dict(_class: &Bound<'_, PyType>, keys: &Bound<'_, PyDict>, folder: Option<PathBuf>) -> PyResult<Self> {
        let json = json_of(keys)?;
        let text = toml::to_string_pretty(&json).map_err(|error| ScenarioError::new_err(error.to_string()))?;
        Self::new(GivenScenario::of(
            Source::new("the dictionary", text),
            folder.unwrap_or_default(),
        ))
    }

    /// A scenario that comes with the program, such as ``"vicious-circle"``; ``bundled_scenarios()`` names them all.
    #[classmethod]
    fn bundled(_class: &Bound<'_, PyType>, name: &str) -> PyResult<Self> {
        let given = GivenScenario::bundled(name.trim_end_matches(".toml"));
        let given = given.ok_or_else(|| {
            let names = bundled_scenarios();
            let near = nearest(name, names.iter().copied());
            let near = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
            ScenarioError::new_err(format!(
                "no scenario called {name} comes with the program; there are {}{near}",
                names.join(", ")
            ))
        })?;
        Self::of(given, None)
    }

    /// The scenario with other values for some keys, whatever the file says: ``{"gossip.rate": 0.3, "members": […]}``.
    fn set(&self, keys: &Bound<'_, PyDict>) -> PyResult<Self> {
        let mut given = self.given.clone();
        for (key, value) in keys {
            let key = key_of(&key)?;
            let value = value_of(&value).map_err(|error| at(&format!("`{key}`"), &error))?;
            given = given.set(SET, format!("{key} = {value}"));
        }
        Self::of(given, self.folder.clone())
    }

    /// What is hardly meant in it, line by line: the warnings of ``alliance check``, such as keys that have no effect.
    fn check(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        let study = self.study()?;
        work(py, &Working::new(None, None), |_| cautions(study))
    }

    /// Every key with the value it has, defaults included, as nested dictionaries.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        in_python(py, &serde_json::to_value(self.base().resolved()).map_err(refused)?)
    }

    /// Every key with the value it has, defaults included, as the text of a scenario file.
    fn to_toml(&self) -> PyResult<String> {
        scenario_toml(&serde_json::to_value(self.base().resolved()).map_err(refused)?).map_err(refused)
    }

    /// The text of the file, as it was given.
    #[getter]
    fn text(&self) -> &str {
        self.given.text()
    }

    /// The title of the scenario.
    #[getter]
    fn title(&self) -> &str {
        &self.base().resolved().title
    }

    /// The months of the horizon.
    #[getter]
    fn months(&self) -> u32 {
        self.base().months
    }

    /// The seed that all luck is derived from.
    #[getter]
    fn seed(&self) -> u64 {
        self.base().seed
    }

    /// The names of all members, those that may arrive included; arrays over members are in this order.
    #[getter]
    fn members(&self) -> Vec<String> {
        self.base().names.to_vec()
    }

    /// The names of the arms, ``base`` first.
    #[getter]
    fn arms(&self) -> Vec<&str> {
        self.template.arms().collect()
    }

    /// The keys that the sweep and the sample vary.
    #[getter]
    fn keys(&self) -> PyResult<Vec<&str>> {
        Ok(self.study()?.keys.iter().map(String::as_str).collect())
    }

    /// Runs every arm × design point × replication: ``alliance run``.
    ///
    /// ``points`` are design points of one's own, which take the place of sweep and sample: a polars or pandas frame, a pyarrow table, a
    /// dictionary of columns, or a list of dictionaries, with dotted keys such as ``gossip.rate``. ``runs`` are the replications of every arm at
    /// every point, ``seed`` what all luck is derived from, ``measures`` those of the timeline (all unless given), ``series`` those of which every
    /// month of every run is told, in the table ``series`` (those of the scenario unless given), ``threads`` how many work (all cores unless
    /// given), ``progress`` somebody who is called with the runs done and those there will be at most.
    /// Replication k has the same luck in every arm and at every point.
    #[pyo3(signature = (points=None, *, runs=None, seed=None, measures=None, series=None, threads=None, progress=None))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn run(
        slf: &Bound<'_, Self>,
        points: Option<&Bound<'_, PyAny>>,
        #[pyo3(from_py_with = arguments::runs)] runs: Option<u32>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::names)] measures: Option<Vec<String>>,
        #[pyo3(from_py_with = arguments::names)] series: Option<Vec<String>>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Py<StudyAnswer>> {
        let py = slf.py();
        let this = slf.get();
        let mut study = match points {
            None => Study::clone(this.study()?),
            Some(points) => this.at_points(points, threads)?,
        };
        study.change_seed(seed);
        study.change_runs(runs, None, None);
        let series = series
            .map(|names| TableChoice::series(&names, study.base.resolved()))
            .transpose();
        study.change_series(series.map_err(refused)?);
        let working = Working {
            threads,
            progress,
            most_runs: study.n_runs(),
        };
        StudyAnswer::run(py, study, &measures.unwrap_or_default(), &working)
    }

    /// One run, month by month, whose state can be read and changed: see ``World``.
    #[pyo3(signature = (replication=0, *, arm=None, point=0, seed=None))]
    fn world(
        &self,
        #[pyo3(from_py_with = arguments::replication)] replication: u32,
        arm: Option<String>,
        #[pyo3(from_py_with = arguments::point)] point: usize,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
    ) -> PyResult<World> {
        let is_base = arm.is_none() && point == 0 && !self.varies();
        let choice = RunChoice {
            arm,
            point,
            replication,
        };
        let scenario = match is_base {
            true => Arc::clone(self.template.base()),
            false => self.one_run(&choice, None)?.scenario,
        };
        let seed = seed.unwrap_or(self.base().seed);
        Ok(World::found(scenario, replication_seed(seed, u64::from(replication))))
    }

    /// One run in full: ``alliance trace``, with tables of months, members, ties and events. ``detail`` is ``"month"``, ``"member"`` or ``"tie"``.
    #[pyo3(signature = (replication=0, *, arm=None, point=0, seed=None, detail="tie"))]
    fn trace(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = arguments::replication)] replication: u32,
        arm: Option<String>,
        #[pyo3(from_py_with = arguments::point)] point: usize,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        detail: &str,
    ) -> PyResult<Answer> {
        let choice = RunChoice {
            arm,
            point,
            replication,
        };
        questions::trace(slf, &choice, seed, detail)
    }

    /// The value of a key at which half of all alliances meet a fate: ``alliance tip``.
    ///
    /// ``between`` are the first and the last value of the key; ``over`` is a second key, with its first and last value and how many values are
    /// tried: ``("relations.trust_mean", -0.5, 0.5, 9)``. ``outcome`` is what is counted. With ``log`` the key is looked at along its logarithms.
    #[pyo3(signature = (
        key, between, *, over=None, outcome="failure", log=false, arm=None, runs=None, precision=None, seed=None, threads=None, progress=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn tip(
        slf: &Bound<'_, Self>,
        key: &str,
        between: (f64, f64),
        #[pyo3(from_py_with = arguments::over)] over: Option<(String, f64, f64, u16)>,
        outcome: &str,
        log: bool,
        arm: Option<String>,
        #[pyo3(from_py_with = arguments::runs)] runs: Option<u32>,
        precision: Option<f64>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let request = crate::requests::tipping((key, between, log), over, outcome)?;
        let request = alliance_studies::tipping::TippingRequest {
            arm,
            runs,
            precision,
            seed,
            ..request
        };
        questions::tip(slf, &request, Working::new(threads, progress))
    }

    /// Which keys matter, over the ranges in ``[sample.ranges]``: ``alliance sensitivity``.
    ///
    /// ``method`` is ``"sobol"``, whose size is ``points``, or ``"morris"``, whose size is ``trajectories`` and ``levels``. ``outcome`` or ``measure``
    /// is what keys are ranked by, beside the usual results.
    #[pyo3(signature = (
        *, method="sobol", points=None, trajectories=None, levels=None, runs=32, resamples=1000, arm=None, outcome=None, measure=None, seed=None,
        threads=None, progress=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn sensitivity(
        slf: &Bound<'_, Self>,
        method: &str,
        #[pyo3(from_py_with = arguments::points)] points: Option<u32>,
        #[pyo3(from_py_with = arguments::trajectories)] trajectories: Option<u32>,
        #[pyo3(from_py_with = arguments::levels)] levels: Option<u32>,
        #[pyo3(from_py_with = arguments::runs)] runs: u32,
        #[pyo3(from_py_with = arguments::resamples)] resamples: u32,
        arm: Option<String>,
        outcome: Option<&str>,
        measure: Option<&str>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let request = alliance_studies::sensitivity::SensitivityRequest {
            method: crate::requests::sensitivity_method(method, points, trajectories, levels)?,
            runs,
            resamples,
            arm,
            seed,
            about: crate::requests::response(outcome, measure, &slf.get().base().resolved().measures)?,
        };
        questions::sensitivity(slf, &request, Working::new(threads, progress))
    }

    /// Whether what arms do holds under many plausible models: ``alliance robust``.
    ///
    /// ``plausible`` is the path of a list of one's own, ``base`` the arm that the others are held against, ``arms`` those that are (all unless given),
    /// ``outcome`` or ``measure`` what they are compared by instead of thriving.
    #[pyo3(signature = (
        *, models=500, runs=100, plausible=None, base=None, arms=None, outcome=None, measure=None, seed=None, threads=None, progress=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn robust(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = arguments::models)] models: u32,
        #[pyo3(from_py_with = arguments::runs)] runs: u32,
        plausible: Option<PathBuf>,
        base: Option<String>,
        #[pyo3(from_py_with = arguments::names)] arms: Option<Vec<String>>,
        outcome: Option<&str>,
        measure: Option<&str>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let request = alliance_studies::robustness::RobustnessRequest {
            plausible: crate::requests::plausible(plausible)?,
            models,
            runs,
            base,
            arms: arms.unwrap_or_default(),
            about: crate::requests::response(outcome, measure, &slf.get().base().resolved().measures)?,
            seed,
        };
        questions::robust(slf, &request, Working::new(threads, progress))
    }

    /// Which values of the keys in ``[sample.ranges]`` make alliances live as those of a target do: ``alliance calibrate``.
    ///
    /// ``target`` is the path of a CSV file (``years,share`` and more, as the program reads it), or a list of such paths: these are fitted
    /// together.
    #[pyo3(signature = (
        target, *, particles=500, generations=8, acceptance=0.02, runs=None, arm=None, outcome=None, measure=None, seed=None, threads=None,
        progress=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn calibrate(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = arguments::paths)] target: Vec<PathBuf>,
        #[pyo3(from_py_with = arguments::particles)] particles: u32,
        #[pyo3(from_py_with = arguments::generations)] generations: u32,
        acceptance: f64,
        #[pyo3(from_py_with = arguments::runs)] runs: Option<std::num::NonZeroU32>,
        arm: Option<String>,
        outcome: Option<&str>,
        measure: Option<&str>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let about = crate::requests::response(outcome, measure, &slf.get().base().resolved().measures)?;
        let targets = questions::targets(slf, &target, arm.as_deref(), about)?;
        let request = alliance_studies::calibration::CalibrationRequest {
            arm,
            particles,
            generations,
            acceptance,
            runs,
            seed,
            ..alliance_studies::calibration::CalibrationRequest::to_all(targets)
        };
        questions::calibrate(slf, request, Working::new(threads, progress))
    }

    /// What one run hung on: ``alliance explain``. ``goal`` is ``"survival"`` or ``"thriving"``; every act is judged by so many ``futures``.
    #[pyo3(signature = (replication=0, *, arm=None, point=0, goal="survival", futures=200, seed=None, threads=None, progress=None))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn explain(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = arguments::replication)] replication: u32,
        arm: Option<String>,
        #[pyo3(from_py_with = arguments::point)] point: usize,
        goal: &str,
        #[pyo3(from_py_with = arguments::futures)] futures: u32,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let choice = RunChoice {
            arm,
            point,
            replication,
        };
        let asked = (crate::requests::goal(goal)?, futures);
        questions::explain(slf, &choice, seed, asked, Working::new(threads, progress))
    }

    /// How strong the feedback loops are in every month: ``alliance loops``. ``turn`` is how many months a turn lasts, ``settle`` for how many a loss
    /// settles before.
    #[pyo3(signature = (*, runs=100, replication=None, turn=None, settle=None, month=None, arm=None, seed=None, threads=None, progress=None))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn loops(
        slf: &Bound<'_, Self>,
        #[pyo3(from_py_with = arguments::runs)] runs: u32,
        #[pyo3(from_py_with = arguments::replication)] replication: Option<u32>,
        #[pyo3(from_py_with = arguments::turn)] turn: Option<u32>,
        #[pyo3(from_py_with = arguments::settle)] settle: Option<u32>,
        #[pyo3(from_py_with = arguments::month)] month: Option<u32>,
        arm: Option<String>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let request = alliance_studies::loops::LoopsRequest {
            arm,
            replications: replication.map_or(0..runs, |number| number..number + 1),
            turn: crate::requests::window(turn, settle),
            month,
            seed,
        };
        questions::loops(slf, &request, Working::new(threads, progress))
    }

    /// The cheapest help that would have saved the alliance: ``alliance rescue``. ``goal`` is ``"survival"`` or ``"thriving"``, ``target`` the share of
    /// alliances that are to get there, ``budget`` the most that help may cost; all as in the scenario unless given.
    #[pyo3(signature = (
        *, goal=None, target=None, budget=None, runs=100_000, fresh=2_000, arm=None, seed=None, threads=None, progress=None
    ))]
    #[allow(clippy::too_many_arguments, reason = "keywords in Python")]
    fn rescue(
        slf: &Bound<'_, Self>,
        goal: Option<&str>,
        target: Option<f64>,
        budget: Option<f64>,
        #[pyo3(from_py_with = arguments::runs)] runs: u32,
        #[pyo3(from_py_with = arguments::fresh)] fresh: u32,
        arm: Option<String>,
        #[pyo3(from_py_with = arguments::seed)] seed: Option<u64>,
        #[pyo3(from_py_with = arguments::threads)] threads: Option<NonZeroUsize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Answer> {
        let request = alliance_studies::rescue::RescueRequest {
            file: slf.get().given.name().into(),
            folder: slf.get().folder.clone(),
            arm,
            goal: goal.map(crate::requests::goal).transpose()?,
            target: target.map(crate::requests::limited).transpose()?,
            budget: budget.map(crate::requests::limited).transpose()?,
            runs,
            fresh,
            seed,
        };
        questions::rescue(slf, &request, Working::new(threads, progress))
    }

    /// The alliance at month 0 of a replication as a ``networkx.DiGraph``: members with their goal and resources, ties with ``trust`` and ``image``.
    #[pyo3(signature = (replication=0))]
    fn to_networkx<'py>(
        slf: &Bound<'py, Self>,
        #[pyo3(from_py_with = arguments::replication)] replication: u32,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.call_method1("world", (replication,))?.call_method0("to_networkx")
    }

    fn __repr__(&self) -> String {
        let (members, months) = (self.base().n_founders(), self.base().months);
        let arms = self.arms().join(", ");
        format!(
            "<Scenario {:?}: members {members}, months {months}, arms {arms}>",
            self.title()
        )
    }
}

impl Scenario {
    /// Whether design points make other alliances of it.
    fn varies(&self) -> bool {
        let file = self.base().resolved();
        !file.sweep.is_empty() || file.sample.is_some()
    }
}

/// The names of the scenarios that come with the program.
#[pyfunction]
pub fn bundled_scenarios() -> Vec<&'static str> {
    bundled_names().collect()
}
