//! A file of plausible models, through the gate.

use std::ops::Range as Place;
use std::sync::{Arc, LazyLock};

use super::super::gate::{Document, Override, Probe, Problem, Problems, Schema, Source, Value};
use super::super::{key_label, may_be_changed, open};
use super::file::{AssumptionEntry, PlausibleFile};
use super::spread::Spread;
use super::{Assumption, Plausible};

static SCHEMA: LazyLock<Arc<Schema>> = LazyLock::new(Schema::of::<PlausibleFile>);

const FORMS: &str = "{ from = 0.0, to = 0.4, reason = \"…\" }, { times = [0.5, 2.0], reason = \"…\" }, \
     { plus = [-0.1, 0.1], reason = \"…\" } or { choices = [true, false], reason = \"…\" }";

/// Reads a text, and puts every value that it names through the gate of scenarios.
pub(super) fn plausible(source: Source) -> Result<Plausible, Problems> {
    let document = Document::check(source, Arc::clone(&SCHEMA))?;
    let file: PlausibleFile = document.read()?;
    let default = open(Source::new("scenario", ""))?;
    let mut probe = Probe::of(&default);
    let mut problems = Vec::new();
    let mut placed: Vec<(usize, Assumption)> = Vec::new();
    for (key, entry) in file.assumptions {
        let path = ["assumptions".into(), key.as_str().into()];
        let (name, value) = (document.locate_key(&path), document.locate(&path));
        let made = spread(&key, &entry, &value)
            .and_then(|spread| allowed((&key, &name), &spread, &value, &mut probe).map(|()| spread));
        match made {
            Ok(spread) => placed.push((
                name.start,
                Assumption {
                    key,
                    reason: entry.reason,
                    spread,
                },
            )),
            Err(problem) => problems.push(problem),
        }
    }
    for key in file.left_out.keys() {
        let place = document.locate_key(&["left_out".into(), key.as_str().into()]);
        problems.extend(unknown(key, &place, &mut probe));
    }
    if placed.is_empty() && problems.is_empty() {
        let problem = document.problem_at(&["assumptions".into()], "nothing is an assumption");
        problems.push(problem.allowed(format!("a key or more, each with {FORMS}")));
    }
    if !problems.is_empty() {
        return Err(document.problems(problems));
    }
    placed.sort_by_key(|(place, _)| *place);
    let assumptions = placed.into_iter().map(|(_, assumption)| assumption).collect();
    Ok(Plausible { assumptions })
}

/// Reads which values a key may have.
fn spread(key: &str, entry: &AssumptionEntry, place: &Place<usize>) -> Result<Spread, Problem> {
    let wrong = |title: String| Problem::new(place.clone(), title).allowed(FORMS);
    let pair = |name: &str, ends: &[f64], least: f64| match ends {
        &[less, more] if least <= less && less < more && more.is_finite() => Ok((less, more)),
        _ => Err(wrong(format!("no `{name}` for `{key}`")).found(format!(
            "two numbers, the second above the first{}, are needed",
            if least >= 0.0 { " and both above 0" } else { "" }
        ))),
    };
    let made = match entry {
        AssumptionEntry {
            from: Some(from),
            to: Some(to),
            times: None,
            plus: None,
            choices: None,
            ..
        } => pair("to", &[*from, *to], f64::MIN).map(|(from, to)| Spread::Between(from, to)),
        AssumptionEntry {
            from: None,
            to: None,
            times: Some(ends),
            plus: None,
            choices: None,
            ..
        } => pair("times", ends, f64::MIN_POSITIVE).map(|(less, more)| Spread::Times(less, more)),
        AssumptionEntry {
            from: None,
            to: None,
            times: None,
            plus: Some(ends),
            choices: None,
            ..
        } => pair("plus", ends, f64::MIN).map(|(less, more)| Spread::Plus(less, more)),
        AssumptionEntry {
            from: None,
            to: None,
            times: None,
            plus: None,
            choices: Some(choices),
            ..
        } => weighed(choices, entry.weights.as_deref())
            .map(Spread::Choices)
            .ok_or_else(|| {
                wrong(format!("no choices for `{key}`"))
                    .found("two or more are needed, with a weight from 1 to 1000 each")
            }),
        _ => Err(wrong(format!("no plausible values for `{key}`"))),
    };
    match (&entry.weights, &entry.choices) {
        (Some(_), None) => Err(wrong(format!("`weights` without `choices` for `{key}`"))),
        _ => made,
    }
}

/// Every choice as often as its weight says.
fn weighed(choices: &[serde_json::Value], weights: Option<&[u32]>) -> Option<Vec<Value>> {
    let weights = weights.map_or_else(|| vec![1; choices.len()], <[u32]>::to_vec);
    let are_allowed = weights.iter().all(|weight| (1..=1000).contains(weight));
    if choices.len() < 2 || weights.len() != choices.len() || !are_allowed {
        return None;
    }
    let of_each = choices.iter().zip(weights);
    of_each
        .flat_map(|(choice, weight)| std::iter::repeat_n(Value::from_json(choice), weight as usize))
        .collect()
}

/// Whether a scenario may have the key, and the values that are known without one.
fn allowed(
    (key, name): (&str, &Place<usize>),
    spread: &Spread,
    place: &Place<usize>,
    probe: &mut Probe<'_>,
) -> Result<(), Problem> {
    if let Some(problem) = unknown(key, name, probe) {
        return Err(problem);
    }
    if !may_be_changed(key.split('.').next().unwrap_or(key)) {
        return Err(Problem::new(
            name.clone(),
            format!("`{key}` belongs to the whole file, and is no assumption"),
        ));
    }
    let values = match spread {
        Spread::Between(from, to) => [*from, *to].map(Value::number).to_vec(),
        Spread::Choices(values) => values.clone(),
        Spread::Times(..) | Spread::Plus(..) => Vec::new(),
    };
    match values.into_iter().find_map(|value| refusal(key, value, probe)) {
        Some(problem) => Err(Problem {
            span: place.clone(),
            place: None,
            ..problem
        }),
        None => Ok(()),
    }
}

/// Says that no scenario has a key.
fn unknown(key: &str, place: &Place<usize>, probe: &mut Probe<'_>) -> Option<Problem> {
    if key_label(key).is_some() {
        return None;
    }
    let problem = refusal(key, Value::number(0.0), probe);
    let problem = problem.unwrap_or_else(|| Problem::new(place.clone(), format!("unknown key `{key}`")));
    Some(Problem {
        span: place.clone(),
        place: None,
        ..problem
    })
}

/// What the gate says of a value for a key.
fn refusal(key: &str, value: Value, probe: &mut Probe<'_>) -> Option<Problem> {
    let change = Override::new(key, 0..0, value.placed(&(0..0)));
    probe.refusal("plausible models", &change)?.iter().next().cloned()
}
