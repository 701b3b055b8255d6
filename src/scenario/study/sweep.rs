//! The full grid over the values of some keys.

use std::collections::BTreeMap;

use toml::Spanned;

use super::arms::forbidden;
use crate::scenario::check::spreadsheet;
use crate::scenario::gate::{Document, Override, Problem, Problems, Value};

/// The swept keys, each with one change a value.
pub(super) struct Sweep {
    keys: Vec<(String, Vec<Override>)>,
}

impl Sweep {
    pub(super) fn of(document: &Document) -> Result<Self, Problems> {
        let mut keys = Vec::new();
        let mut problems = Vec::new();
        for change in document.overrides_at(&["sweep".into()]) {
            problems.extend(forbidden(&change, "the sweep"));
            match values(&change) {
                Ok(values) => {
                    problems.extend(twice(&values, &document.source().text));
                    keys.push((change.key().to_owned(), values));
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Self { keys })
        } else {
            Err(document.problems(problems))
        }
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(key, _)| key.as_str())
    }

    pub(super) fn n_points(&self) -> usize {
        self.keys
            .iter()
            .fold(1, |points, (_, values)| points.saturating_mul(values.len()))
    }

    /// The changes of a design point; the last key varies fastest.
    pub(super) fn point(&self, mut number: usize) -> Vec<Override> {
        let mut changes = Vec::with_capacity(self.keys.len());
        for (_, values) in self.keys.iter().rev() {
            changes.push(values[number % values.len()].clone());
            number /= values.len();
        }
        changes.reverse();
        changes
    }

    pub(super) fn describe(&self, changes: &[Override]) -> String {
        let keys: Vec<_> = changes.iter().map(|change| format!("`{}`", change.key())).collect();
        format!("sweep of {}", keys.join(", "))
    }
}

/// The values of a swept key: those listed, or so many steps from one number to another.
fn values(change: &Override) -> Result<Vec<Override>, Problem> {
    let problem = |title: &str| {
        Problem::new(change.value().span(), format!("{title} for `{}`", change.key()))
            .allowed("a list of values, or { from = 0.0, to = 0.4, steps = 5 }")
    };
    match change.value().get_ref() {
        Value::List(items) if items.is_empty() => Err(problem("no values")),
        Value::List(items) => {
            let computed = items.iter().find_map(|item| {
                let problem = || Problem::new(item.span(), "a value that a spreadsheet would compute");
                spreadsheet::refused(item.get_ref().as_text()?, problem)
            });
            computed.map_or_else(|| Ok(change.items()), Err)
        }
        Value::Table(table) => {
            if let Some((key, _)) = table
                .iter()
                .find(|(key, _)| !["from", "to", "steps"].contains(&key.get_ref().as_str()))
            {
                return Err(
                    Problem::new(key.span(), format!("unknown key `{}` in a range", key.get_ref()))
                        .allowed("`from`, `to` and `steps`"),
                );
            }
            let number = |key: &str| {
                let value = table.get(key).map(Spanned::get_ref).and_then(Value::as_number);
                value
                    .filter(|number| number.is_finite())
                    .ok_or_else(|| problem(&format!("no number `{key}`")))
            };
            let (from, to, steps) = (number("from")?, number("to")?, number("steps")?);
            if from == to {
                return Err(problem("`from` and `to` are the same number"));
            }
            if !(2.0..=10_000.0).contains(&steps) || steps.fract() != 0.0 {
                return Err(problem("`steps` is not a whole number from 2 to 10000"));
            }
            Ok((0..steps as u32)
                .map(|step| change.with_number(between(from, to, step, steps)))
                .collect())
        }
        _ => Err(problem("neither a list nor a range")),
    }
}

/// Values that are listed already, each with the place of the first: `0.1` and `0.10` are one value.
fn twice(values: &[Override], text: &str) -> Vec<Problem> {
    let mut first: BTreeMap<String, &Override> = BTreeMap::new();
    let mut problems = Vec::new();
    for change in values {
        let value = change.value().get_ref();
        let same = value
            .as_number()
            .map_or_else(|| value.to_string(), |number| format!("{:?}", number + 0.0));
        match first.get(&same) {
            None => drop(first.insert(same, change)),
            Some(known) => {
                let title = format!("`{}` is given the value {} twice", change.key(), value.in_tables());
                let before = &text[..known.value().span().start.min(text.len())];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                let problem = Problem::new(change.value().span(), title).found("here again");
                let allowed = format!("every value once; this one stands in line {line}, column {column}");
                problems.push(problem.allowed(allowed));
            }
        }
    }
    problems
}

/// The value at a step of a range, without the dust that binary fractions leave: 0.3 and not 0.30000000000000004.
fn between(from: f64, to: f64, step: u32, steps: f64) -> f64 {
    let exact = match f64::from(step) / (steps - 1.0) {
        0.0 => from,
        1.0 => to,
        // Next to zero there are no digits to lose, so what is dust beside the range goes here.
        _ => match from + (to - from) * f64::from(step) / (steps - 1.0) {
            dust if dust.abs() < 1e-12 * (to - from).abs() => 0.0,
            value => value,
        },
    };
    format!("{exact:.12e}").parse().unwrap_or(exact)
}
