//! The ranges of `[sample.ranges]`, read and checked key by key.

use toml::Spanned;

use super::arms::forbidden;
use crate::scenario::gate::{Document, Override, Probe, Problem, Problems, Value, ValueTable, nearest};
use crate::scenario::sampling::{Range, RangeError, Ranges, Scale};

/// What a range is made of.
const KEYS: [&str; 5] = ["from", "to", "scale", "whole", "choices"];
const FORMS: &str =
    "{ from = 0.0, to = 0.4 }, perhaps with scale = \"log\" or whole = true, or { choices = [\"a\", \"b\"] }";

/// The keys of a sample, each with its range and as the change that it makes.
pub(super) struct SampleRanges {
    pub(super) changes: Vec<Override>,
    pub(super) ranges: Ranges,
}

impl SampleRanges {
    /// Reads the ranges; the ends and choices of each pass the gate, whatever is drawn from them.
    pub(super) fn of(document: &Document) -> Result<Self, Problems> {
        let changes = document.overrides_at(&["sample".into(), "ranges".into()]);
        let mut probe = Probe::of(document);
        let mut ranges = Ranges::default();
        let mut problems = Vec::new();
        for change in &changes {
            let read = match forbidden(change, "the sample") {
                Some(problem) => Err(vec![problem]),
                None => range(change).and_then(|range| allowed(change, &range, &mut probe).map(|()| range)),
            };
            match read {
                Ok(range) => ranges.insert(change.key(), range),
                Err(wrong) => problems.extend(wrong),
            }
        }
        if problems.is_empty() {
            Ok(Self { changes, ranges })
        } else {
            Err(document.problems(problems))
        }
    }
}

/// Reads one range.
fn range(change: &Override) -> Result<Range, Vec<Problem>> {
    let Some(table) = change.value().get_ref().as_table() else {
        return Err(vec![no_table(change)]);
    };
    let unknown: Vec<Problem> = table.keys().filter_map(|key| unknown(key, change)).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    match table.get("choices") {
        Some(choices) => chosen(choices, table, change),
        None => numbers(table, change),
    }
    .map_err(|problem| vec![problem])
}

/// What is said of a value that is no table.
fn no_table(change: &Override) -> Problem {
    let problem = Problem::new(change.value().span(), format!("no range for `{}`", change.key())).allowed(FORMS);
    let in_pieces = change.key().rsplit_once('.').filter(|(_, last)| KEYS.contains(last));
    match (change.value().get_ref(), in_pieces) {
        (_, Some((key, _))) => problem.hint(format!("write the range of `{key}` in one piece")),
        (list @ Value::List(_), _) => problem.hint(format!("write {{ choices = {list} }}")),
        _ => problem,
    }
}

fn unknown(key: &Spanned<String>, change: &Override) -> Option<Problem> {
    let name = key.get_ref().as_str();
    if KEYS.contains(&name) {
        return None;
    }
    let problem = Problem::new(
        key.span(),
        format!("unknown key `{name}` in the range of `{}`", change.key()),
    );
    let problem = problem.allowed(FORMS).did_you_mean(nearest(name, KEYS));
    Some(match name {
        "steps" => problem.hint("a key with `steps` belongs in [sweep]; a sample has `points` for all its keys"),
        _ => problem,
    })
}

fn chosen(choices: &Spanned<Value>, table: &ValueTable, change: &Override) -> Result<Range, Problem> {
    if let Some((other, _)) = table.iter().find(|(key, _)| key.get_ref() != "choices") {
        let title = format!("`{}` and `choices` together for `{}`", other.get_ref(), change.key());
        return Err(Problem::new(other.span(), title).allowed(FORMS));
    }
    let values = choices.get_ref().as_list().unwrap_or_default();
    Range::choices(values.iter().map(|value| value.get_ref().clone()).collect()).map_err(|_| {
        let title = format!("no choices for `{}`", change.key());
        Problem::new(choices.span(), title).allowed("a list of values, such as choices = [0.1, 0.2]")
    })
}

fn numbers(table: &ValueTable, change: &Override) -> Result<Range, Problem> {
    let end = |name: &str| number(table, name, change);
    let (from, to, scale) = (end("from")?, end("to")?, scale(table, change)?);
    let made = if is_whole(table, change)? {
        Range::whole(from, to, scale)
    } else {
        Range::number(from, to, scale)
    };
    made.map_err(|error| {
        let at = |name: &str| table.get(name).map_or_else(|| change.value().span(), Spanned::span);
        let (span, allowed) = match error {
            RangeError::NotFinite(end) if end.to_bits() == from.to_bits() => (at("from"), "a finite number"),
            RangeError::NotFinite(_) => (at("to"), "a finite number"),
            RangeError::Reversed { .. } => (at("to"), "a number above `from`"),
            RangeError::NoLogarithm(_) => (at("from"), "a number above 0, or scale = \"linear\""),
            RangeError::NotWhole(end) if end.to_bits() == from.to_bits() => (at("from"), "a whole number"),
            RangeError::NotWhole(_) | RangeError::NoChoices => (at("to"), "a whole number"),
        };
        Problem::new(span, format!("no range for `{}`", change.key()))
            .found(error.to_string())
            .allowed(allowed)
    })
}

fn number(table: &ValueTable, name: &str, change: &Override) -> Result<f64, Problem> {
    let problem = |span| Problem::new(span, format!("no number `{name}` for `{}`", change.key())).allowed(FORMS);
    let value = table.get(name).ok_or_else(|| problem(change.value().span()))?;
    value.get_ref().as_number().ok_or_else(|| problem(value.span()))
}

fn scale(table: &ValueTable, change: &Override) -> Result<Scale, Problem> {
    let Some(value) = table.get("scale") else {
        return Ok(Scale::default());
    };
    match value.get_ref().as_text() {
        Some("linear") => Ok(Scale::Linear),
        Some("log") => Ok(Scale::Log),
        word => {
            let near = word.and_then(|word| nearest(word, ["linear", "log"]));
            let problem = Problem::new(value.span(), format!("unknown scale for `{}`", change.key()));
            Err(problem
                .found(format!("found {}", value.get_ref()))
                .allowed("`linear` or `log`")
                .did_you_mean(near))
        }
    }
}

fn is_whole(table: &ValueTable, change: &Override) -> Result<bool, Problem> {
    match table.get("whole").map(|value| (value.get_ref(), value.span())) {
        None => Ok(false),
        Some((Value::Boolean(answer), _)) => Ok(*answer),
        Some((other, span)) => {
            let problem = Problem::new(span, format!("`whole` is not true or false for `{}`", change.key()));
            Err(problem.found(format!("found {other}")).allowed("true or false"))
        }
    }
}

/// Puts both ends, a value between them, or all choices through the gate; the first that is refused is shown.
fn allowed(change: &Override, range: &Range, probe: &mut Probe<'_>) -> Result<(), Vec<Problem>> {
    let place = format!("sample of `{}`", change.key());
    for (number, value) in probes(change, range).into_iter().enumerate() {
        if let Some(wrong) = probe.refusal(&place, &change.with_value(value)) {
            // Where both ends are allowed but not what lies between them, the key wants whole numbers.
            let hint =
                (range.is_continuous() && number == 2).then_some("write whole = true to draw whole numbers only");
            let with_hint = |problem: &Problem| match hint {
                Some(hint) => problem.clone().hint(hint),
                None => problem.clone(),
            };
            return Err(wrong.iter().map(with_hint).collect());
        }
    }
    Ok(())
}

/// The values that show whether a range is allowed, each where it is written.
fn probes(change: &Override, range: &Range) -> Vec<Spanned<Value>> {
    let table = change.value().get_ref().as_table();
    let written = |name: &str| table.and_then(|table| table.get(name));
    if let Some(choices) = written("choices").and_then(|choices| choices.get_ref().as_list()) {
        return choices.to_vec();
    }
    let spans = ["from", "to"].map(|name| written(name).map_or_else(|| change.value().span(), Spanned::span));
    let spans = spans.into_iter().chain([change.value().span()]);
    spans
        .zip(range.probes())
        .map(|(span, value)| Spanned::new(span, value))
        .collect()
}
