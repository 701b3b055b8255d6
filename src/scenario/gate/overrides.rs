//! Changes to a checked document: what arms set and sweeps vary.

use std::ops::Range;

use toml::Spanned;

use super::path::identity;
use super::schema::Schema;
use super::shape::ShapeId;
use super::tree::{Table, Value};
use super::words::{kind, one_of, shortened};
use super::{Document, Problem, Problems, Step, nearest, walk};

/// Keys with more dots are refused.
const DEEPEST: usize = 64;

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
    fn span_of(&self, range: Range<usize>) -> Range<usize> {
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
    fn flatten(&self, table: &Table, prefix: &str, parts: &[Part], overrides: &mut Vec<Override>) {
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
        let mut problems = repeated(overrides);
        for change in overrides {
            let setter = Setter {
                change,
                schema: &self.schema,
            };
            problems.extend(setter.set(&mut changed.table).err());
        }
        problems.extend(
            walk(&changed.table, &self.schema)
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

fn repeated(overrides: &[Override]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, change) in overrides.iter().enumerate() {
        if overrides[..at].iter().any(|earlier| earlier.key == change.key) {
            let title = format!("`{}` is set twice", shortened(&change.key));
            problems.push(
                Problem::new(change.key_span(), title)
                    .found("the second time")
                    .hint("keep one of the two"),
            );
        }
    }
    problems
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

/// One change on its way down the tables.
struct Setter<'s> {
    change: &'s Override,
    schema: &'s Schema,
}

impl Setter<'_> {
    fn set(&self, root: &mut Table) -> Result<(), Problem> {
        let key = &self.change.key;
        if key.matches('.').nth(DEEPEST).is_some() {
            let title = format!("`{}` has too many parts", shortened(key));
            return Err(Problem::new(self.change.key_span(), title).allowed(format!("at most {DEEPEST} dots")));
        }
        self.in_table(root, 0, Some(self.schema.root()))
    }

    fn in_table(&self, table: &mut Table, at: usize, shape: Option<ShapeId>) -> Result<(), Problem> {
        let names = table.keys().map(|key| key.get_ref().as_str());
        let end = self.named_end(at, names).unwrap_or_else(|| self.dotted_end(at));
        let name = &self.change.key[at..end];
        let shape = shape.and_then(|id| self.schema.shape(id).tables.iter().find_map(|table| table.at(name)));
        if end == self.change.key.len() {
            table.remove_entry(name);
            table.insert(self.spanned(at..end), self.change.value.clone());
            return Ok(());
        }
        if !table.contains_key(name) {
            if shape.is_some_and(|id| self.is_list(id)) {
                return Err(self.no_item(at..end, end + 1..self.dotted_end(end + 1), &[]));
            }
            let empty = Spanned::new(self.change.span_of(at..end), Value::Table(Table::new()));
            table.insert(self.spanned(at..end), empty);
        }
        match table.get_mut(name) {
            Some(value) => self.in_value(value.get_mut(), end + 1, shape),
            None => Ok(()),
        }
    }

    fn in_value(&self, value: &mut Value, at: usize, shape: Option<ShapeId>) -> Result<(), Problem> {
        match value {
            Value::Table(table) => self.in_table(table, at, shape),
            Value::List(items) => self.in_list(items, at, shape),
            other => {
                let above = shortened(&self.change.key[..at - 1]);
                let title = format!("`{above}` is {} and has no keys", kind(other));
                let problem = Problem::new(self.change.span_of(at..self.dotted_end(at)), title);
                Err(problem
                    .found("there is nothing of this name")
                    .hint(format!("set `{above}` as a whole")))
            }
        }
    }

    fn in_list(&self, items: &mut [Spanned<Value>], at: usize, shape: Option<ShapeId>) -> Result<(), Problem> {
        let names: Vec<&str> = items.iter().filter_map(|item| identity(item.get_ref())).collect();
        let named = self.named_end(at, names.iter().copied());
        let end = named.unwrap_or_else(|| self.dotted_end(at));
        let name = &self.change.key[at..end];
        let index = match named {
            Some(_) => items.iter().position(|item| identity(item.get_ref()) == Some(name)),
            None => name.parse().ok().filter(|&index: &usize| index < items.len()),
        };
        let Some(index) = index else {
            return Err(self.no_item(0..at - 1, at..end, &names));
        };
        let item = &mut items[index];
        if end == self.change.key.len() {
            *item = self.change.value.clone();
            return Ok(());
        }
        let shape = shape.and_then(|id| self.schema.shape(id).lists.iter().find_map(|list| list.item));
        self.in_value(item.get_mut(), end + 1, shape)
    }

    fn no_item(&self, list: Range<usize>, item: Range<usize>, names: &[&str]) -> Problem {
        let wanted = &self.change.key[item.clone()];
        let list = shortened(&self.change.key[..list.end]);
        let problem = Problem::new(
            self.change.span_of(item),
            format!("there is no `{}` in `{list}`", shortened(wanted)),
        )
        .found("no name or number of this list")
        .did_you_mean(nearest(wanted, names.iter().copied()));
        if names.is_empty() {
            problem
        } else {
            problem.allowed(one_of(names.iter().copied()))
        }
    }

    /// Where the longest of these names ends that the key goes on with; names may hold dots.
    fn named_end<'n>(&self, at: usize, names: impl Iterator<Item = &'n str>) -> Option<usize> {
        let rest = &self.change.key[at..];
        let goes_on = |name: &&str| {
            rest.strip_prefix(*name)
                .is_some_and(|after| after.is_empty() || after.starts_with('.'))
        };
        names.filter(goes_on).map(|name| at + name.len()).max()
    }

    fn dotted_end(&self, at: usize) -> usize {
        let key = &self.change.key;
        key[at..].find('.').map_or(key.len(), |dot| at + dot)
    }

    fn is_list(&self, id: ShapeId) -> bool {
        let shape = self.schema.shape(id);
        !shape.lists.is_empty() && shape.tables.is_empty()
    }

    fn spanned(&self, range: Range<usize>) -> Spanned<String> {
        Spanned::new(self.change.span_of(range.clone()), self.change.key[range].to_owned())
    }
}
