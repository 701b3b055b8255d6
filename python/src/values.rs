//! Values of Python as values of a scenario, and answers for programs as values of Python.

use alliance_dynamics::scenario::gate::Value;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyString};
use serde_json::{Map, Value as Json};

use crate::arguments::shown;
use crate::errors::ScenarioError;

/// A value of Python as JSON: truths, numbers, text, and lists and dictionaries of them; those of numpy too.
pub fn json_of(value: &Bound<'_, PyAny>) -> PyResult<Json> {
    if value.cast::<PyBool>().is_ok() {
        return Ok(Json::Bool(value.extract()?));
    }
    if value.cast::<PyInt>().is_ok() {
        return value.extract::<i64>().map(Json::from).map_err(|_| unknown(value));
    }
    if value.cast::<PyFloat>().is_ok() {
        return number(value, value.extract()?);
    }
    if value.cast::<PyString>().is_ok() {
        return Ok(Json::String(value.extract()?));
    }
    if let Ok(pairs) = value.cast::<PyDict>() {
        let pairs = pairs.iter().map(|(key, value)| Ok((key_of(&key)?, json_of(&value)?)));
        return Ok(Json::Object(pairs.collect::<PyResult<Map<_, _>>>()?));
    }
    if let Ok(plain) = value.call_method0("tolist") {
        return json_of(&plain);
    }
    let items = value.try_iter().map_err(|_| unknown(value))?;
    let items = items.map(|item| json_of(&item?));
    Ok(Json::Array(items.collect::<PyResult<_>>()?))
}

fn number(value: &Bound<'_, PyAny>, number: f64) -> PyResult<Json> {
    let json = serde_json::Number::from_f64(number);
    json.map(Json::Number).ok_or_else(|| unknown(value))
}

fn unknown(value: &Bound<'_, PyAny>) -> PyErr {
    ScenarioError::new_err(format!(
        "a scenario cannot hold {}; allowed: truths, finite numbers, whole ones from {} to {}, text, lists and dictionaries of them",
        shown(value),
        i64::MIN,
        i64::MAX
    ))
}

/// A key of a scenario.
pub fn key_of(key: &Bound<'_, PyAny>) -> PyResult<String> {
    let unknown = |_| {
        let found = shown(key);
        ScenarioError::new_err(format!("a key is {found}; allowed: text, such as \"gossip.rate\""))
    };
    key.extract().map_err(unknown)
}

/// A value of Python as a value of a scenario file.
pub fn value_of(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if value.cast::<PyFloat>().is_ok() {
        return Ok(Value::number(value.extract()?));
    }
    let json = json_of(value)?;
    Ok(match (&json, Value::from_json(&json)) {
        (Json::Number(number), _) if number.is_f64() => Value::number(number.as_f64().unwrap_or_default()),
        (_, Some(value)) => value,
        (_, None) => return Err(unknown(value)),
    })
}

/// JSON as a value of Python.
pub fn in_python<'py>(py: Python<'py>, json: &Json) -> PyResult<Bound<'py, PyAny>> {
    py.import("json")?.call_method1("loads", (json.to_string(),))
}
