//! One run, month by month, whose state Python reads and writes.

use std::sync::Arc;

use alliance_dynamics::measures::Measure;
use alliance_dynamics::random::Chance;
use alliance_dynamics::scenario::Scenario;
use alliance_dynamics::simulation::Simulation;
use alliance_studies::experiment::EventRow;
use pyo3::exceptions::{PyAttributeError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::errors::refused;
use crate::values::in_python;

mod arrays;
mod numbers;
mod quantities;

use arrays::SharedArray;
use numbers::NUMBERS;
use quantities::QUANTITIES;

/// One run, month by month. Iterating lives it: every step is a month, and gives the months lived so far (1 after the first).
///
/// The state is there as numpy arrays that keep up with the months, and most of them can be written: what is written counts from the next
/// month on. Arrays over ties have shape (members, members), row: who holds it, column: of whom, NaN where two are not tied; arrays over
/// members have shape (members,), goals (members, axes). Members that are not ``present`` keep their places, and what is written of them
/// has no effect. Numbers that the alliance has of its own are floats, and most can be set. A run whose state is left alone is the run
/// that ``run`` has, to the last bit.
///
/// ========================  ==================  =========  ===========
/// array                     shape               values     can be set
/// ========================  ==================  =========  ===========
/// trust, image              (members, members)  −1…1       yes
/// bond                      (members, members)  any        yes
/// distance, similarity      (members, members)  0…1, −1…1  no
/// goal, home_goal           (members, axes)     any        yes
/// culture                   (members, axes)     0…1        no
/// support, standing         (members,)          0…1        yes
/// hidden, voice             (members,)          0…1        yes
/// temptation, autonomy      (members,)          0…1        yes
/// payoff                    (members,)          −1…1       yes
/// contribution              (members,)          0…1        yes: what a member gives next month, whatever it would have done
/// given, received, warned   (members,)          0…1        no
/// alignment                 (members,)          −1…1       no
/// resources, weight         (members,)          > 0, 0…1   no
/// ambition                  (axes,)             any        yes
/// ========================  ==================  =========  ===========
///
/// Numbers, 0…1 each: ``shared_language``, ``capacity``, ``control``, ``process``, ``agility``, ``diligence``, ``challenge``, ``goal_clarity``,
/// ``agreements``; ``environment`` and ``routine`` have no bounds.
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
}

impl World {
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

    fn array(&mut self, py: Python<'_>, place: usize) -> PyResult<Py<PyAny>> {
        let alliance = self.simulation.alliance();
        let quantity = &QUANTITIES[place];
        if let Some(array) = &self.arrays[place] {
            return Ok(array.in_python(py));
        }
        let mut array = SharedArray::new(py, quantity.shape(alliance), quantity.is_written())?;
        array.show(py, |cells| quantity.read(alliance, cells))?;
        let shown = array.in_python(py);
        self.arrays[place] = Some(array);
        Ok(shown)
    }
}

#[pymethods]
impl World {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&mut self, py: Python<'_>) -> PyResult<Option<u32>> {
        if self.has_ended() {
            return Ok(None);
        }
        self.take_over(py)?;
        let months = self.simulation.months() + 1;
        self.simulation.live_until(months, &self.chance, &mut ());
        self.show(py)?;
        Ok(Some(months))
    }

    /// Lives on to the end without stopping at months, and gives the outcome.
    fn finish(&mut self, py: Python<'_>) -> PyResult<Option<&'static str>> {
        self.take_over(py)?;
        let Self { simulation, chance, .. } = self;
        py.detach(|| simulation.live_on(chance, &mut ()));
        self.show(py)?;
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
        let found = Measure::ALL.into_iter().find(|known| known.name() == measure);
        let found = found.ok_or_else(|| {
            let names = Measure::ALL.map(Measure::name).join(", ");
            PyKeyError::new_err(format!("no measure {measure}; there are {names}"))
        })?;
        Ok(found.of(self.simulation.alliance()))
    }

    /// Every measure as it is now, by name.
    #[getter]
    fn measures<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let measures = PyDict::new(py);
        for measure in Measure::ALL {
            measures.set_item(measure.name(), measure.of(self.simulation.alliance()))?;
        }
        Ok(measures)
    }

    fn __getattr__(&mut self, py: Python<'_>, name: &str) -> PyResult<Py<PyAny>> {
        if let Some(place) = QUANTITIES.iter().position(|quantity| quantity.name == name) {
            return self.array(py, place);
        }
        if let Some(number) = NUMBERS.iter().find(|number| number.name == name) {
            let value = (number.read)(&self.simulation.alliance().commons);
            return Ok(value.into_pyobject(py)?.into_any().unbind());
        }
        Err(PyAttributeError::new_err(format!("a world has no `{name}`")))
    }

    fn __setattr__(&mut self, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
        if let Some(number) = NUMBERS.iter().find(|number| number.name == name) {
            let value = number.checked(value.extract()?)?;
            self.simulation
                .change(|alliance| *(number.place)(&mut alliance.commons) = value);
            return Ok(());
        }
        match QUANTITIES.iter().position(|quantity| quantity.name == name) {
            Some(place) => {
                let array = self.array(value.py(), place)?;
                array.bind(value.py()).set_item(value.py().Ellipsis(), value)
            }
            None => Err(PyAttributeError::new_err(format!("`{name}` of a world cannot be set"))),
        }
    }

    fn __dir__(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
        let of_class: Vec<String> = slf.get_type().dir()?.extract()?;
        let arrays = QUANTITIES.iter().map(|quantity| quantity.name.to_owned());
        let numbers = NUMBERS.iter().map(|number| number.name.to_owned());
        Ok(of_class.into_iter().chain(arrays).chain(numbers).collect())
    }

    /// The alliance as it is now as a ``networkx.DiGraph``: members with ``resources``, ``support`` and ``bloc``, ties with ``trust`` and ``image``.
    fn to_networkx<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("alliance_dynamics._views")?.call_method1("network", (slf,))
    }

    fn __repr__(&self) -> String {
        let state = self.outcome().unwrap_or("under way");
        format!("<World {:?}: {state} after {} months>", self.scenario.resolved().title, self.months())
    }
}
