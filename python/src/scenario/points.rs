//! Design points of one's own.

use std::num::NonZeroUsize;

use alliance_dynamics::scenario::gate::Value;
use alliance_dynamics::scenario::{Study, Template};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::Scenario;
use crate::asking::{Working, work};
use crate::errors::{at, mistaken};
use crate::values::value_of;

impl Scenario {
    /// The study at design points of one's own.
    pub(super) fn at_points(&self, points: &Bound<'_, PyAny>, threads: Option<NonZeroUsize>) -> PyResult<Study> {
        let py = points.py();
        let columns = py
            .import("alliance_dynamics._points")?
            .call_method1("columns", (points,))?;
        let (mut keys, mut rows) = (Vec::new(), Vec::<Vec<_>>::new());
        for (key, values) in columns.cast_into::<PyDict>()? {
            let key: String = key.extract()?;
            for (row, value) in values.try_iter()?.enumerate() {
                if rows.len() == row {
                    rows.push(Vec::new());
                }
                let place = |error| at(&format!("row {row} of the points, column `{key}`"), &error);
                rows[row].push(value_of(&value?).map_err(place)?);
            }
            keys.push(key);
        }
        let template = &self.template;
        let working = Working::new(threads, None);
        work(py, &working, |_| {
            Study::at_points(template, &keys, &rows).map_err(|error| match first_mistake(template, &keys, &rows) {
                Some(row) => at(&format!("row {row} of the points"), &mistaken(error)),
                None => mistaken(error),
            })
        })?
    }
}

/// The first row that makes no alliance of an arm.
fn first_mistake(template: &Template, keys: &[String], rows: &[Vec<Value>]) -> Option<usize> {
    let arms: Vec<Template> = template.arms().filter_map(|arm| template.in_arm(arm).ok()?).collect();
    let is_mistaken = |row: &Vec<Value>| {
        let settings: Vec<(&str, Value)> = keys.iter().map(String::as_str).zip(row.iter().cloned()).collect();
        arms.iter().any(|arm| arm.with(&settings).is_err())
    };
    rows.iter().position(is_mistaken)
}
