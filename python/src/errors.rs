//! Errors as Python exceptions, with the program's whole message.

use std::error::Error;

use alliance_dynamics::scenario::ScenarioError as Mistaken;
use alliance_studies::Unanswered;
use pyo3::exceptions::PyValueError;
use pyo3::{PyErr, Python, create_exception};

create_exception!(
    alliance_dynamics,
    AllianceError,
    PyValueError,
    "What was asked cannot be done; the message is the program's."
);
create_exception!(
    alliance_dynamics,
    ScenarioError,
    AllianceError,
    "A scenario, or what is set in it, is wrong; the message shows every mistake at its place."
);

/// A scenario is wrong.
pub fn mistaken(error: Mistaken) -> PyErr {
    ScenarioError::new_err(error.to_string())
}

/// A scenario is wrong, at this place of what is said in Python.
pub fn at(place: &str, error: &PyErr) -> PyErr {
    ScenarioError::new_err(format!("{place}: {}", Python::attach(|py| error.value(py).to_string())))
}

/// A question is wrong, or has no answer: the message, with what is behind it.
pub fn refused(error: impl Error) -> PyErr {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let said = source.to_string();
        if !message.contains(&said) {
            message = format!("{message}: {said}");
        }
        cause = source.source();
    }
    AllianceError::new_err(message)
}

/// There is no answer.
pub fn unanswered(error: Unanswered) -> PyErr {
    match error {
        Unanswered::Scenario(error) => mistaken(error),
        error => refused(error),
    }
}
