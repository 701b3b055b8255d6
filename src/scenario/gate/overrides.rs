//! Changes to a checked document: what arms set and sweeps vary.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::bench::Bench;
use super::schema::Schema;
use super::trail::Trail;
use super::tree::{Value, ValueTable};
use super::twice::set_twice;
use super::walk::walk_along;
use super::words::one_of;
use super::{Document, Problem, Problems, Step};

/// One change: a dotted key such as `gossip.rate` or `stewards.facilitator.from`, and its new value. Both remember where
/// they are written.
#[derive(Debug, Clone)]
pub struct Override {
    key: Arc<WrittenKey>,
    value: Spanned<Value>,
}

/// A dotted key and where it is written; all values that it is given share it.
#[derive(Debug)]
struct WrittenKey {
    text: String,
    parts: Vec<Part>,
}

/// A part of a key that is written in one piece.
#[derive(Debug, Clone)]
struct Part {
    /// Where it begins in the whole key.
    at: usize,
    span: Range<usize>,
    /// Whether the bytes in the file are the bytes of the key, so that a place within it can be shown.
    is_exact: bool,
}

impl Override {
    /// A change from outside the document, shown as a whole where it is wrong.
    #[must_use]
    pub fn new(key: impl Into<String>, span: Range<usize>, value: Spanned<Value>) -> Self {
        let parts = vec![Part {
            at: 0,
            span,
            is_exact: false,
        }];
        let text = key.into();
        Self {
            key: Arc::new(WrittenKey { text, parts }),
            value,
        }
    }

    /// The dotted key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key.text
    }

    /// Where the key is written.
    #[must_use]
    pub fn key_span(&self) -> Range<usize> {
        self.span_of(0..self.key.text.len())
    }

    /// The new value.
    #[must_use]
    pub fn value(&self) -> &Spanned<Value> {
        &self.value
    }

    /// The same change with another value.
    #[must_use]
    pub fn with_value(&self, value: Spanned<Value>) -> Self {
        Self {
            key: Arc::clone(&self.key),
            value,
        }
    }

    /// The same change with a computed number, which is shown where the present value is written.
    #[must_use]
    pub fn with_number(&self, number: f64) -> Self {
        self.with_value(Spanned::new(self.value.span(), Value::number(number)))
    }

    /// One change for every item, where the value is a list.
    #[must_use]
    pub fn items(&self) -> Vec<Self> {
        let items = self.value.get_ref().as_list().unwrap_or_default().iter();
        items.map(|item| self.with_value(item.clone())).collect()
    }

    /// Where a part of the key is written.
    pub(super) fn span_of(&self, range: Range<usize>) -> Range<usize> {
        let all = &self.key.parts;
        let first = all.iter().rposition(|part| part.at <= range.start).unwrap_or_default();
        let parts = all[first..]
            .iter()
            .filter(|part| part.at < range.end || part.at == range.start);
        let spans = parts.map(|part| {
            let width = part.span.len();
            let inside = |offset: usize| part.span.start + offset.saturating_sub(part.at).min(width);
            if part.is_exact {
                inside(range.start)..inside(range.end)
            } else {
                part.span.clone()
            }
        });
        spans.reduce(|all, next| all.start..next.end).unwrap_or_default()
    }
}

impl Document {
    /// The changes that a table of the document lists: an arm's `set`, or the `sweep`. A key may be written in quotes or
    /// with bare dots. Empty where there is no table.
    #[must_use]
    pub fn overrides_at(&self, path: &[Step<'_>]) -> Vec<Override> {
        let values = self.along(path);
        let table = values
            .last()
            .filter(|_| values.len() == path.len())
            .and_then(|value| value.get_ref().as_table());
        let mut overrides = Vec::new();
        if let Some(table) = table {
            self.flatten(table, "", &[], &mut overrides);
        }
        overrides
    }

    /// Bare dots make tables whose place is that of their key; others are values.
    fn flatten(&self, table: &ValueTable, prefix: &str, parts: &[Part], overrides: &mut Vec<Override>) {
        for (name, value) in table {
            let mut parts = parts.to_vec();
            parts.push(self.part(prefix.len(), name));
            let key = format!("{prefix}{}", name.get_ref());
            match value.get_ref() {
                Value::Table(inner) if value.span() == name.span() => {
                    self.flatten(inner, &format!("{key}."), &parts, overrides);
                }
                _ => overrides.push(Override {
                    key: Arc::new(WrittenKey { text: key, parts }),
                    value: value.clone(),
                }),
            }
        }
    }

    fn part(&self, at: usize, name: &Spanned<String>) -> Part {
        let span = name.span();
        let written = self.source.text.get(span.clone()).unwrap_or_default();
        let inner = written
            .strip_prefix(['"', '\''])
            .and_then(|inner| inner.strip_suffix(['"', '\'']));
        let quote = usize::from(inner.is_some());
        let is_exact = inner.unwrap_or(written) == name.get_ref();
        let span = if is_exact {
            span.start + quote..span.end - quote
        } else {
            span
        };
        Part { at, span, is_exact }
    }

    /// A copy with changes, checked as a file is. `place` says whose changes they are, such as ``arm `no gossip` ``.
    ///
    /// Items of a list of tables are picked by their `name` or `role`, or by their number from 0. A whole table or list
    /// can be replaced.
    ///
    /// # Errors
    /// Everything that is wrong with the changes, shown where they are written.
    pub fn with(&self, place: &str, overrides: &[Override]) -> Result<Self, Problems> {
        let place = within(self.place(), place);
        let mut bench = Bench::of(self);
        let mut trail = Trail::default();
        let (mut made, mut problems) = (Vec::new(), Vec::new());
        for change in overrides {
            match bench.set(change, &self.schema) {
                Ok(done) => {
                    trail.add(&done.steps);
                    made.push((done.steps, change));
                }
                Err(problem) => problems.push(problem),
            }
        }
        let text = &self.source.text;
        problems.splice(..0, set_twice(&made, text));
        problems.extend(checked((&bench.table, text), &trail, &self.schema, overrides));
        if problems.is_empty() {
            return Ok(Self {
                outside: self.outside.clone(),
                source: Arc::clone(&self.source),
                schema: Arc::clone(&self.schema),
                table: bench.table,
                place: Some(place),
            });
        }
        let problems = problems.into_iter().map(|problem| problem.in_place(Some(&place)));
        Err(self.problems(problems.collect()))
    }
}

/// Whose changes they are, where others may have come before.
pub(super) fn within(outer: Option<&str>, place: &str) -> String {
    match outer {
        Some(outer) => format!("{outer}, {place}"),
        None => place.to_owned(),
    }
}

/// What is wrong with a table, parsed from a text, that these changes have made; all else in it has been checked before.
pub(super) fn checked(
    (table, text): (&ValueTable, &str),
    trail: &Trail,
    schema: &Schema,
    overrides: &[Override],
) -> Vec<Problem> {
    let wrong = walk_along(trail, (table, text), schema);
    if wrong.is_empty() {
        return wrong;
    }
    let spans = overrides
        .iter()
        .flat_map(|change| [change.key_span(), change.value.span()]);
    let spans: Vec<Range<usize>> = spans.collect();
    let keys = one_of(overrides.iter().map(Override::key));
    let traced = wrong.into_iter().map(|problem| traced(problem, &spans, &keys));
    traced.collect()
}

/// A problem outside the changes themselves comes from one of them, which is named.
fn traced(problem: Problem, spans: &[Range<usize>], keys: &str) -> Problem {
    let is_inside = |span: &Range<usize>| span.start <= problem.span.start && problem.span.end <= span.end;
    if spans.iter().any(is_inside) {
        return problem;
    }
    problem.hint(format!("this was right until {keys} was set"))
}
