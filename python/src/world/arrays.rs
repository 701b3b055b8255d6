//! An array of numpy that keeps up with a run, and whose changes go back into it.

use pyo3::buffer::PyBuffer;
use pyo3::prelude::*;

/// A number that was written, and where.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// The place in the array, row after row.
    pub place: usize,
    /// The number.
    pub value: f64,
}

/// An array that Python has. Numbers are copied in and out between months, so that nobody holds memory of the engine.
pub struct SharedArray {
    /// What Python gets: for what is only read, a view that cannot be written.
    given: Py<PyAny>,
    buffer: PyBuffer<f64>,
    /// What was shown last.
    shown: Vec<f64>,
    /// What is there now.
    found: Vec<f64>,
    changes: Vec<Change>,
}

impl SharedArray {
    /// An array of this shape; `is_written` says whether Python may write it.
    pub fn new(py: Python<'_>, shape: Vec<usize>, is_written: bool) -> PyResult<Self> {
        let count = shape.iter().product();
        let array = py.import("numpy")?.call_method1("zeros", (shape,))?;
        let given = array.call_method0("view")?;
        given.getattr("flags")?.setattr("writeable", is_written)?;
        Ok(Self {
            given: given.unbind(),
            buffer: PyBuffer::get(&array)?,
            shown: vec![0.0; count],
            found: vec![0.0; count],
            changes: Vec::new(),
        })
    }

    /// Lets Python write no more.
    pub fn close(&self, py: Python<'_>) -> PyResult<()> {
        self.given.bind(py).getattr("flags")?.setattr("writeable", false)
    }

    /// The array of numpy.
    pub fn in_python(&self, py: Python<'_>) -> Py<PyAny> {
        self.given.clone_ref(py)
    }

    /// Shows what `fill` writes into the cells, row after row.
    pub fn show(&mut self, py: Python<'_>, fill: impl FnOnce(&mut [f64])) -> PyResult<()> {
        if self.shown.is_empty() {
            return Ok(());
        }
        fill(&mut self.shown);
        self.buffer.copy_from_slice(py, &self.shown)
    }

    /// Whether anything was written since it was shown.
    pub fn is_changed(&mut self, py: Python<'_>) -> PyResult<bool> {
        self.changes.clear();
        if self.shown.is_empty() {
            return Ok(false);
        }
        self.buffer.copy_to_slice(py, &mut self.found)?;
        let pairs = self.found.iter().zip(&self.shown).enumerate();
        let changed = pairs.filter(|(_, (found, shown))| found.to_bits() != shown.to_bits());
        self.changes
            .extend(changed.map(|(place, (&value, _))| Change { place, value }));
        Ok(!self.changes.is_empty())
    }

    /// What was written.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}
