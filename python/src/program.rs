//! The program `alliance`, carried along.

use std::ffi::OsString;

use alliance_app::Invocation;
use pyo3::prelude::*;

/// Does what these arguments ask the program for, once a process, and gives its exit code. ``program`` is what runs it, for when it calls
/// itself. Ctrl-C is the program's to handle, so that nothing of Python may listen for it.
#[pyfunction]
pub fn run_program(py: Python<'_>, program: Vec<OsString>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| alliance_app::run(Invocation { program, arguments }))
}
