//! What the engine tells a page: the numbers of `alliance run`, `trace`, `loops` and `explain`, or a refusal.

mod ensemble;
mod explanation;
mod loops;
mod refusals;
mod scenario;
mod server;
mod start;
mod world;

use std::sync::Arc;

use alliance_dynamics::scenario::{AloneBounds, ScenarioError, Template};
use alliance_page::interface::{Limits, PageQuestion, Refused, answer, bundled};
use alliance_studies::experiment::Control;
use serde_json::Value as Json;

/// The text of a bundled scenario.
fn text(name: &str) -> &'static str {
    &bundled().iter().find(|scenario| scenario.name == name).unwrap().toml
}

/// A scenario that stands alone.
fn alone(toml: &str) -> Result<Template, ScenarioError> {
    Template::alone(toml, AloneBounds::default(), || true).map(Option::unwrap)
}

fn try_ask(question: PageQuestion, body: &Json) -> Result<Json, Refused> {
    let told = answer(
        question,
        body.to_string().as_bytes(),
        &Limits::default(),
        &Control::default(),
    )?;
    Ok(serde_json::from_slice(&told).unwrap())
}

fn ask(question: PageQuestion, body: &Json) -> Json {
    try_ask(question, body).unwrap()
}

/// The whole text of a refusal.
fn refused(question: PageQuestion, body: &Json) -> String {
    try_ask(question, body).unwrap_err().to_string()
}

/// A control that stops its own work when the first part of it is done.
fn stopping() -> Arc<Control> {
    let itself = Arc::new(std::sync::OnceLock::<std::sync::Weak<Control>>::new());
    let known = Arc::clone(&itself);
    let control = Arc::new(Control::telling(move |_| {
        if let Some(control) = known.get().and_then(std::sync::Weak::upgrade) {
            control.stop();
        }
    }));
    itself.set(Arc::downgrade(&control)).unwrap();
    control
}

/// The rows of a table.
fn rows(table: &[u8]) -> Vec<std::collections::BTreeMap<String, String>> {
    csv::Reader::from_reader(table)
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Whether a cell of a table and a number of an answer are the same: bit for bit, or both empty.
#[track_caller]
fn assert_same(cell: &str, told: &Json, what: &str) {
    let number = (!cell.is_empty()).then(|| cell.parse::<f64>().unwrap());
    assert_eq!(
        number.map(f64::to_bits),
        told.as_f64().map(f64::to_bits),
        "{what}: {cell} and {told}"
    );
}
