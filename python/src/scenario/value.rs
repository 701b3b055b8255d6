//! A scenario as a value: copied, pickled and compared.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use alliance_dynamics::scenario::GivenScenario;
use alliance_dynamics::scenario::gate::Source;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use super::{SET, Scenario};
use crate::errors::refused;

#[pymethods]
impl Scenario {
    /// The scenario that is pickled: its text, the folder of its data files, and what is set.
    #[classmethod]
    fn _again(
        class: &Bound<'_, PyType>,
        name: &str,
        text: &str,
        folder: Option<PathBuf>,
        settings: Vec<String>,
    ) -> PyResult<Self> {
        let given = match &folder {
            Some(folder) => GivenScenario::of(Source::new(name, text), folder),
            None => Self::bundled(class, name)?.given,
        };
        let set = |given: GivenScenario, setting| given.set(SET, setting);
        Self::of(settings.into_iter().fold(given, set), folder)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let Self { given, folder, .. } = slf.get();
        let settings: Vec<&str> = given.settings().collect();
        let parts = (given.name(), given.text(), folder, settings).into_pyobject(slf.py())?;
        Ok((slf.get_type().getattr("_again")?, parts))
    }

    fn __copy__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __deepcopy__(slf: Py<Self>, _memo: &Bound<'_, PyAny>) -> Py<Self> {
        slf
    }

    fn __eq__(&self, other: &Self) -> PyResult<bool> {
        Ok(self.identity()? == other.identity()?)
    }

    fn __hash__(&self) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        self.identity()?.hash(&mut hasher);
        Ok(hasher.finish())
    }
}

impl Scenario {
    /// What tells it from others: every key with its value, and where it names a data file the folder of that.
    fn identity(&self) -> PyResult<(String, Option<&PathBuf>)> {
        let keys = serde_json::to_string(self.base().resolved()).map_err(refused)?;
        let names_file = keys.contains("_file\":");
        Ok((keys, self.folder.as_ref().filter(|_| names_file)))
    }
}
