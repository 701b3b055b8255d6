//! Tables as Arrow streams: read off the text that the program would write, so that both hold the same.

use std::sync::{Arc, OnceLock};

use alliance_studies::experiment::{Column, Facts, HeldTable, Kind, Table as Written};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray};
use arrow_schema::ffi::FFI_ArrowSchema;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use csv::{ByteRecord, Reader};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

use crate::errors::refused;

/// A table of an answer: columns with types, for polars, pandas, pyarrow and whatever else speaks Arrow.
///
/// ``polars.DataFrame(table)`` and ``pyarrow.table(table)`` take it over without a copy; ``table.to_polars()``, ``table.to_pandas()`` and
/// ``table.to_arrow()`` do the same in words. Whole numbers are ``int64``, numbers ``float64``, truths ``bool``, words ``string``; an
/// empty cell is a null. It holds to the last bit what the program writes.
#[pyclass(frozen, module = "alliance_dynamics")]
pub struct Table {
    name: String,
    columns: Vec<Column>,
    text: Vec<u8>,
    batch: OnceLock<RecordBatch>,
}

impl Table {
    /// A table with this name, without an ending.
    pub fn new(name: &str, columns: Vec<Column>, text: Vec<u8>) -> Self {
        Self {
            name: name.trim_end_matches(".csv").to_owned(),
            columns,
            text,
            batch: OnceLock::new(),
        }
    }

    /// A table of an answer.
    pub fn of(held: HeldTable) -> Self {
        Self::new(held.name, held.columns, held.text)
    }

    /// A table that was written into memory.
    pub fn written(name: &str, written: std::io::Result<Written<Vec<u8>>>) -> PyResult<Self> {
        let ended = written.and_then(Written::end).map_err(refused)?;
        let columns = ended.columns.clone();
        let text = ended.close(&Facts::of_program()).map_err(refused)?;
        Ok(Self::new(name, columns, text))
    }

    /// Its name, without an ending.
    pub fn stem(&self) -> &str {
        &self.name
    }

    /// The bytes of it as CSV.
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    fn batch(&self) -> PyResult<&RecordBatch> {
        if let Some(batch) = self.batch.get() {
            return Ok(batch);
        }
        let batch = read(&self.columns, &self.text).map_err(refused)?;
        Ok(self.batch.get_or_init(|| batch))
    }
}

#[pymethods]
impl Table {
    /// The name of the table: that of its file, without an ending.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The names of its columns, in order.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.columns.iter().map(|column| column.name.as_str()).collect()
    }

    /// The table as CSV: the very bytes that the program writes.
    #[getter]
    fn csv<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.text)
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.batch()?.num_rows())
    }

    /// The Arrow C stream of the table (Arrow PyCapsule interface).
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Whoever asks for other types casts what it gets, as the protocol allows.
        drop(requested_schema);
        let batch = self.batch()?;
        let batches = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
        let stream = FFI_ArrowArrayStream::new(Box::new(batches));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The Arrow C schema of the table (Arrow PyCapsule interface).
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch()?.schema().as_ref()).map_err(refused)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The table as a ``polars.DataFrame``, without a copy; polars has to be installed.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(slf.py(), "polars", "to_polars needs polars: pip install polars")?.call_method1("DataFrame", (slf,))
    }

    /// The table as a ``pyarrow.Table``, without a copy; pyarrow has to be installed.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(slf.py(), "pyarrow", "to_arrow needs pyarrow: pip install pyarrow")?.call_method1("table", (slf,))
    }

    /// The table as a ``pandas.DataFrame``; pandas and pyarrow have to be installed. Columns with empty cells become floats, as pandas has it.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let needed = "to_pandas needs pandas and pyarrow: pip install pandas pyarrow";
        package(slf.py(), "pandas", needed)?;
        let arrow = package(slf.py(), "pyarrow", needed)?;
        arrow.call_method1("table", (slf,))?.call_method0("to_pandas")
    }

    fn __repr__(&self) -> PyResult<String> {
        let (rows, columns) = (self.batch()?.num_rows(), self.columns.len());
        Ok(format!("<Table {}: {rows} rows, {columns} columns>", self.name))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py()
            .import("alliance_dynamics._views")?
            .call_method1("table", (slf,))
    }
}

/// A package of Python; `needed` is said where it is not installed.
fn package<'py>(py: Python<'py>, name: &str, needed: &'static str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|error| {
        let missing = PyImportError::new_err(needed);
        missing.set_cause(py, Some(error));
        missing
    })
}

/// The rows of a text with these columns.
fn read(columns: &[Column], text: &[u8]) -> Result<RecordBatch, ArrowError> {
    let records: Vec<ByteRecord> = Reader::from_reader(text)
        .into_byte_records()
        .collect::<Result<_, _>>()
        .map_err(|error| ArrowError::ExternalError(Box::new(error)))?;
    let fields: Vec<Field> = columns.iter().map(field).collect();
    let arrays = columns
        .iter()
        .enumerate()
        .map(|(place, column)| array(column.kind, &records, place));
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays.collect())
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Whole => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Truth => DataType::Boolean,
    };
    Field::new(&column.name, kind, true)
}

fn array(kind: Kind, records: &[ByteRecord], place: usize) -> ArrayRef {
    let cells = records.iter().map(|record| {
        let cell = std::str::from_utf8(record.get(place).unwrap_or_default()).unwrap_or_default();
        (!cell.is_empty()).then_some(cell)
    });
    match kind {
        Kind::Text => Arc::new(cells.collect::<StringArray>()),
        Kind::Whole => Arc::new(cells.map(|cell| cell?.parse().ok()).collect::<Int64Array>()),
        Kind::Number => Arc::new(cells.map(|cell| cell?.parse().ok()).collect::<Float64Array>()),
        Kind::Truth => Arc::new(cells.map(|cell| cell?.parse().ok()).collect::<BooleanArray>()),
    }
}
