//! One run, month by month, whose state Python reads and writes.

use std::sync::Arc;

use alliance_dynamics::alliance::Alliance;
use alliance_dynamics::measures::Measure;
use alliance_dynamics::random::Chance;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;
use alliance_studies::experiment::EventRow;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::errors::{AllianceError, refused};
use crate::values::in_python;

mod arrays;
mod numbers;
mod quantities;

use arrays::SharedArray;
use quantities::QUANTITIES;

/// One run, month by month. Iterating lives it: every step is a month, and gives the months lived so far (1 after the first).
///
/// The state is there as numpy arrays that keep up with the months, and most of them can be written: what is written counts from the next
/// month on. Arrays over ties have shape (members, members), row: who holds it, column: of whom, NaN where two are not tied; arrays over
/// members have shape (members,), goals (members, axes). Members that are not ``present`` keep their places, and what is written of them
/// has no effect. Between others who are not tied nothing can be written, and nothing at all once the loop or ``finish()`` has come to the end.
/// Numbers that the alliance has of its own, such as ``shared_language`` or ``control``, are floats that can be set. Every array and number
/// says of itself what it holds, in which shape and between which bounds. A run whose state is left alone is the run that ``run`` has, to the
/// last bit.
///
/// >>> world = Scenario.bundled("vicious-circle").world(replication=3)
/// >>> for month in world:
/// ...     if world["hostility"] > 0.4:
/// ...         world.image[world.image < -0.5] = -0.5
/// >>> world.outcome, world.months
#[pyclass(module = "alliance_dynamics")]
pub struct World {
    scenario: Arc<Scenario>,
    simulation: Simulation,
    chance: Chance,
    seed: u64,
    /// What Python has, by the place of the quantity.
    arrays: Vec<Option<SharedArray>>,
    /// Whether whoever lives it knows that it has ended: then nothing can be written.
    is_over: bool,
}

impl World {
    /// Everything that is recorded every month: its name, and what it is now.
    fn measured(&self) -> impl Iterator<Item = (&str, f64)> {
        let alliance = self.simulation.alliance();
        let known = Measure::ALL.into_iter();
        let known = known.map(move |measure| -> (&str, f64) { (measure.name(), measure.of(alliance)) });
        let own = self.scenario.resolved().measures.iter().zip(self.scenario.own.iter());
        known.chain(own.map(move |(entry, measure)| (entry.name.as_str(), measure.read(alliance))))
    }

    /// Founds the alliance of a run.
    pub fn found(scenario: Arc<Scenario>, seed: u64) -> Self {
        let mut simulation = Simulation::new(Arc::clone(&scenario));
        let chance = Chance::new(seed);
        simulation.found(&chance);
        Self {
            scenario,
            simulation,
            chance,
            seed,
            arrays: QUANTITIES.iter().map(|_| None).collect(),
            is_over: false,
        }
    }

    fn has_ended(&self) -> bool {
        self.simulation.alliance().commons.ending.is_some() || self.simulation.months() >= self.scenario.months
    }

    /// Brings what Python has written into the alliance.
    fn take_over(&mut self, py: Python<'_>) -> PyResult<()> {
        let month = self.simulation.months();
        for (quantity, array) in QUANTITIES.iter().zip(&mut self.arrays) {
            let Some(array) = array else { continue };
            if !quantity.is_written() || !array.is_changed(py)? {
                continue;
            }
            let mut checked = Ok(());
            self.simulation
                .change(|alliance| checked = quantity.write(alliance, array.changes(), month));
            checked?;
        }
        Ok(())
    }

    /// Brings what Python has up to date.
    fn show(&mut self, py: Python<'_>) -> PyResult<()> {
        let alliance = self.simulation.alliance();
        for (quantity, array) in QUANTITIES.iter().zip(&mut self.arrays) {
            if let Some(array) = array {
                array.show(py, |cells| quantity.read(alliance, cells))?;
            }
        }
        Ok(())
    }

    /// Shows how the world has ended, in arrays that cannot be written any more.
    fn close(&mut self, py: Python<'_>) -> PyResult<()> {
        self.is_over = true;
        self.show(py)?;
        self.arrays.iter().flatten().try_for_each(|array| array.close(py))
    }

    /// That what is written still counts.
    fn check_open(&self) -> PyResult<()> {
        let months = self.months();
        let over = || {
            AllianceError::new_err(format!(
                "the world has ended after {months} months; what is written counts from the next month on"
            ))
        };
        (!self.is_over).then_some(()).ok_or_else(over)
    }

    /// The alliance as it is now.
    fn alliance(&self) -> &Alliance {
        self.simulation.alliance()
    }

    /// Changes the alliance between two months.
    fn change(&mut self, change: impl FnOnce(&mut Alliance)) {
        self.simulation.change(change);
    }

    /// The array of a quantity, made when it is first asked for.
    fn array(&mut self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        let mut quantities = QUANTITIES.iter().zip(&mut self.arrays);
        let Some((quantity, array)) = quantities.find(|(quantity, _)| quantity.name == name) else {
            return Ok(py.None());
        };
        if let Some(array) = array {
            return Ok(array.in_python(py));
        }
        let alliance = self.simulation.alliance();
        let mut made = SharedArray::new(py, quantity.shape(alliance), quantity.is_written() && !self.is_over)?;
        made.show(py, |cells| quantity.read(alliance, cells))?;
        Ok(array.insert(made).in_python(py))
    }

    /// Writes a whole array; `world.trust += 0.1` gives the array itself, in which that is written already.
    fn set_array(&mut self, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        self.check_open()?;
        let py = value.py();
        let array = self.array(py, name)?.into_bound(py);
        match array.is(value) {
            true => Ok(()),
            false => array.set_item(py.Ellipsis(), value),
        }
    }
}

#[pymethods]
impl World {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<u32>> {
        if self.has_ended() {
            return self.close(py).map(|()| None);
        }
        self.take_over(py)?;
        let months = self.simulation.months() + 1;
        self.simulation.live_until(months, &self.chance, &mut ());
        self.show(py)?;
        Ok(Some(months))
    }

    /// Lives on to the end without stopping at months, and gives the outcome.
    fn finish(&mut self, py: Python<'_>) -> PyResult<Option<&'static str>> {
        if !self.has_ended() {
            self.take_over(py)?;
            let Self { simulation, chance, .. } = self;
            py.detach(|| simulation.live_on(chance, &mut ()));
        }
        self.close(py)?;
        Ok(self.outcome())
    }

    /// How the alliance fared, such as ``"thriving"`` or ``"collapsed"``; ``None`` while it lives and its horizon is ahead.
    #[getter]
    fn outcome(&self) -> Option<&'static str> {
        self.has_ended().then(|| self.simulation.ending().outcome.name())
    }

    /// Whether it lived to its horizon, or accomplished its mission before; ``None`` while that is open.
    #[getter]
    fn survived(&self) -> Option<bool> {
        self.has_ended().then(|| self.simulation.ending().outcome.survived())
    }

    /// Months lived so far.
    #[getter]
    fn months(&self) -> u32 {
        self.simulation.months()
    }

    /// The seed of this run.
    #[getter]
    fn seed(&self) -> u64 {
        self.seed
    }

    /// The names of all members, in the order of the arrays.
    #[getter]
    fn members(&self) -> Vec<String> {
        self.scenario.names.to_vec()
    }

    /// Whether each member is present: an array of bool of shape (members,), as it is now.
    #[getter]
    fn present<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let members = &self.simulation.alliance().members;
        let mut present = vec![false; members.n_known()];
        for member in members.indices() {
            present[member] = true;
        }
        py.import("numpy")?.call_method1("array", (present,))
    }

    /// The bloc of each member, −1 for those not present: an array of int of shape (members,), as it is now.
    #[getter]
    fn bloc<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let blocs = self.simulation.alliance().commons.bloc.iter();
        let blocs: Vec<i64> = blocs.map(|&bloc| i64::from(bloc as i32)).collect();
        py.import("numpy")?.call_method1("array", (blocs,))
    }

    /// What happened in the last month lived: rows of ``events.csv`` as dictionaries.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let happenings = self.simulation.happenings().iter();
        let rows: Vec<EventRow<'_>> = happenings
            .filter_map(|happening| EventRow::of(self.simulation.months(), happening, &self.scenario))
            .collect();
        in_python(py, &serde_json::to_value(rows).map_err(refused)?)
    }

    /// A measure as it is now, by the name of its column in the tables, such as ``world["trust"]``.
    fn __getitem__(&self, measure: &str) -> PyResult<f64> {
        let found = self.measured().find(|(name, _)| *name == measure);
        let number = found.map(|(_, number)| number);
        number.ok_or_else(|| {
            let names: Vec<&str> = self.measured().map(|(name, _)| name).collect();
            PyKeyError::new_err(format!("no measure {measure}; there are {}", names.join(", ")))
        })
    }

    /// Every measure as it is now, by name; those of the scenario's own behind the others.
    #[getter]
    fn measures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let measures = PyDict::new(py);
        for (name, number) in self.measured() {
            measures.set_item(name, number)?;
        }
        Ok(measures)
    }

    /// The alliance as it is now as a ``networkx.DiGraph``: members with ``resources``, ``support`` and ``bloc``, ties with ``trust`` and ``image``.
    fn to_networkx<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py()
            .import("alliance_dynamics._views")?
            .call_method1("network", (slf,))
    }

    fn __repr__(&self) -> String {
        let state = self.outcome().unwrap_or("under way");
        format!(
            "<World {:?}: {state} after {} months>",
            self.scenario.resolved().title,
            self.months()
        )
    }
}
