//! Alliance Dynamics for Python: the same scenarios, the same questions and the same tables as the program.
//!
//! What Python sees is documented where it is defined; `alliance_dynamics/__init__.py` gives it its names.

mod answers;
mod arguments;
mod asking;
mod errors;
mod questions;
mod requests;
mod scenario;
mod study;
mod table;
mod ties;
mod values;
mod world;

/// The engine of `alliance_dynamics`.
#[pyo3::pymodule]
mod _engine {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::answers::Answer;
    #[pymodule_export]
    use crate::errors::{AllianceError, ScenarioError};
    #[pymodule_export]
    use crate::questions::{blocs, compare, discover};
    #[pymodule_export]
    use crate::scenario::{Scenario, bundled_scenarios};
    #[pymodule_export]
    use crate::study::StudyAnswer;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::world::World;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        alliance_studies::experiment::quieten_failed_runs();
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
