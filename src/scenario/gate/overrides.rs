//! Changes to a checked document: what arms set and sweeps vary.

use std::ops::Range;

use toml::Spanned;

use super::setter::Setter;
use super::tree::{Value, ValueTable};
use super::twice::set_twice;
use super::words::one_of;
use super::{Document, Problem, Problems, Step, walk};

/// One change: a dotted key such as `gossip.rate` or `stewards.facilitator.from`, and its new value. Both remember where
/// they are written.
#[derive(Debug, Clone)]
pub struct Override {
    key: String,
    parts: Vec<Part>,
    value: Spanned<Value>,
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
        Self {
            key: key.into(),
            parts: vec![Part {
                at: 0,
                span,
                is_exact: false,
            }],
            value,
        }
    }

    /// The dotted key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Where the key is written.
    #[must_use]
    pub fn key_span(&self) -> Range<usize> {
        self.span_of(0..self.key.len())
    }

    /// The new value.
    #[must_use]
    pub fn value(&self) -> &Spanned<Value> {
        &self.value
    }

    /// The same change with another value.
    #[must_use]
    pub fn with_value(&self, value: Spanned<Value>) -> Self {
        Self { value, ..self.clone() }
    }

    /// The same change with a computed number, which is shown where the present value is written.
    #[must_use]
    pub fn with_number(&self, number: f64) -> Self {
        self.with_value(Spanned::new(self.value.span(), Value::number(number)))
    }

    /// One change for every item, where the value is a list.
    #[must_use]
    pub fn items(&self) -> Vec<Self> {
        let items = self.value.get_ref().as_list().into_iter().flatten();
        items.map(|item| self.with_value(item.clone())).collect()
    }

    /// Where a part of the key is written.
    pub(super) fn span_of(&self, range: Range<usize>) -> Range<usize> {
        let first = self
            .parts
            .iter()
            .rposition(|part| part.at <= range.start)
            .unwrap_or_default();
        let parts = self.parts[first..]
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
                    key,
                    parts,
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
        let mut changed = self.clone();
        changed.place = Some(match &self.place {
            Some(outer) => format!("{outer}, {place}"),
            None => place.to_owned(),
        });
        let mut problems = set_twice(overrides, &self.table, &self.source.text);
        for change in overrides {
            let setter = Setter {
                change,
                schema: &self.schema,
            };
            problems.extend(setter.set(&mut changed.table).err());
        }
        problems.extend(
            walk(&changed.table, &self.schema, &self.source.text)
                .into_iter()
                .map(|problem| traced(problem, overrides)),
        );
        if problems.is_empty() {
            return Ok(changed);
        }
        Err(changed.problems(
            problems
                .into_iter()
                .map(|problem| problem.in_place(changed.place()))
                .collect(),
        ))
    }
}

/// A problem outside the changes themselves comes from one of them, which is named.
fn traced(problem: Problem, overrides: &[Override]) -> Problem {
    let is_inside = |span: Range<usize>| span.start <= problem.span.start && problem.span.end <= span.end;
    if overrides
        .iter()
        .any(|change| is_inside(change.key_span()) || is_inside(change.value.span()))
    {
        return problem;
    }
    let keys = one_of(overrides.iter().map(Override::key));
    problem.hint(format!("this was right until {keys} was set"))
}
