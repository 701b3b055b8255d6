//! One change on its way down the tables of a document.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::bench::ListNames;
use super::path::identity;
use super::schema::Schema;
use super::shape::ShapeId;
use super::trail::Turn;
use super::tree::{Value, ValueTable};
use super::words::{kind, one_of, shortened};
use super::{Override, Problem, nearest};

/// Keys with more dots are refused.
const DEEPEST: usize = 64;

/// One change on its way down the tables.
pub(super) struct Setter<'s> {
    change: &'s Override,
    schema: &'s Schema,
    names: &'s mut ListNames,
    steps: Vec<Turn>,
    first: Option<(usize, Option<Entry>)>,
}

/// What stood at a key, or an item of a list, whose key says nothing.
type Entry = (Spanned<String>, Spanned<Value>);

/// What a change has done.
#[derive(Debug)]
pub(super) struct Done {
    /// The way to it.
    pub(super) steps: Vec<Turn>,
    /// The first step whose value was new, or not there.
    pub(super) first: usize,
    /// What was there.
    pub(super) before: Option<Entry>,
}

impl Done {
    /// The value that another has taken the place of.
    pub(super) fn replaced(&self) -> Option<&Value> {
        self.before.as_ref().map(|(_, value)| value.get_ref())
    }
}

impl<'s> Setter<'s> {
    pub(super) fn new(change: &'s Override, schema: &'s Schema, names: &'s mut ListNames) -> Self {
        Self {
            change,
            schema,
            names,
            steps: Vec::new(),
            first: None,
        }
    }

    pub(super) fn set(mut self, root: &mut ValueTable) -> Result<Done, Problem> {
        let key = self.change.key();
        if key.matches('.').nth(DEEPEST).is_some() {
            let title = format!("`{}` has too many parts", shortened(key));
            return Err(Problem::new(self.change.key_span(), title).allowed(format!("at most {DEEPEST} dots")));
        }
        self.in_table(root, 0, Some(self.schema.root()))?;
        let (first, before) = self.first.unwrap_or_default();
        Ok(Done {
            steps: self.steps,
            first,
            before,
        })
    }

    /// Remembers what was there before the first value that is new.
    fn replaces(&mut self, before: Option<Entry>) {
        let depth = self.steps.len();
        self.first.get_or_insert((depth, before));
    }

    fn in_table(&mut self, table: &mut ValueTable, at: usize, shape: Option<ShapeId>) -> Result<(), Problem> {
        let names = table.keys().map(|key| key.get_ref().as_str());
        let end = self.named_end(at, names).unwrap_or_else(|| self.dotted_end(at));
        let change = self.change;
        let name = &change.key()[at..end];
        let shape = shape.and_then(|id| self.schema.shape(id).tables.iter().find_map(|table| table.at(name)));
        if end == change.key().len() {
            let before = table.remove_entry(name);
            table.insert(self.spanned(at..end), change.value().clone());
            self.replaces(before);
            self.steps.push(Turn::Key(name.to_owned()));
            return Ok(());
        }
        if !table.contains_key(name) {
            if shape.is_some_and(|id| self.is_list(id)) {
                return Err(self.no_item(at..end, end + 1..self.dotted_end(end + 1), &[], 0));
            }
            let empty = Spanned::new(change.span_of(at..end), Value::Table(Arc::default()));
            table.insert(self.spanned(at..end), empty);
            self.replaces(None);
        }
        self.steps.push(Turn::Key(name.to_owned()));
        match table.get_mut(name) {
            Some(value) => self.in_value(value.get_mut(), end + 1, shape),
            None => Ok(()),
        }
    }

    fn in_value(&mut self, value: &mut Value, at: usize, shape: Option<ShapeId>) -> Result<(), Problem> {
        match value {
            Value::Table(table) => self.in_table(Arc::make_mut(table), at, shape),
            Value::List(items) => self.in_list(items, at, shape),
            other => {
                let above = shortened(&self.change.key()[..at - 1]);
                let title = format!("`{above}` is {} and has no keys", kind(other));
                let problem = Problem::new(self.change.span_of(at..self.dotted_end(at)), title);
                Err(problem
                    .found("there is nothing of this name")
                    .hint(format!("set `{above}` as a whole")))
            }
        }
    }

    fn in_list(
        &mut self,
        items: &mut Arc<Vec<Spanned<Value>>>,
        at: usize,
        shape: Option<ShapeId>,
    ) -> Result<(), Problem> {
        let change = self.change;
        let named = self.names.find(&change.key()[..at - 1], items, &change.key()[at..]);
        let end = named.map_or_else(|| self.dotted_end(at), |(_, length)| at + length);
        let index = match named {
            Some((index, _)) => Some(index),
            None => change.key()[at..end]
                .parse()
                .ok()
                .filter(|&index: &usize| index < items.len()),
        };
        let Some(index) = index else {
            let names: Vec<&str> = items.iter().filter_map(|item| identity(item.get_ref())).collect();
            return Err(self.no_item(0..at - 1, at..end, &names, items.len()));
        };
        let item = &mut Arc::make_mut(items)[index];
        if end == change.key().len() {
            let before = std::mem::replace(item, change.value().clone());
            self.replaces(Some((Spanned::new(0..0, String::new()), before)));
            self.steps.push(Turn::Item(index));
            return Ok(());
        }
        self.steps.push(Turn::Item(index));
        let shape = shape.and_then(|id| self.schema.shape(id).lists.iter().find_map(|list| list.item));
        self.in_value(item.get_mut(), end + 1, shape)
    }

    fn no_item(&self, list: Range<usize>, item: Range<usize>, names: &[&str], n_items: usize) -> Problem {
        let wanted = &self.change.key()[item.clone()];
        let list = shortened(&self.change.key()[..list.end]);
        let problem = Problem::new(
            self.change.span_of(item),
            format!("there is no `{}` in `{list}`", shortened(wanted)),
        )
        .did_you_mean(nearest(wanted, names.iter().copied()));
        match (n_items, names) {
            (0, _) => problem.found(format!("`{list}` has no items")),
            (1, []) => problem
                .found(format!("`{list}` has 1 item"))
                .allowed("`0`, the number of the only item"),
            (_, []) => problem.allowed(format!("the number of an item, from 0 to {}", n_items - 1)),
            (_, names) => problem.allowed(one_of(names.iter().copied())),
        }
    }

    /// Where the longest of these names ends that the key goes on with; names may hold dots.
    fn named_end<'n>(&self, at: usize, names: impl Iterator<Item = &'n str>) -> Option<usize> {
        let rest = &self.change.key()[at..];
        let goes_on = |name: &&str| {
            rest.strip_prefix(*name)
                .is_some_and(|after| after.is_empty() || after.starts_with('.'))
        };
        names.filter(goes_on).map(|name| at + name.len()).max()
    }

    fn dotted_end(&self, at: usize) -> usize {
        let key = self.change.key();
        key[at..].find('.').map_or(key.len(), |dot| at + dot)
    }

    fn is_list(&self, id: ShapeId) -> bool {
        let shape = self.schema.shape(id);
        !shape.lists.is_empty() && shape.tables.is_empty()
    }

    fn spanned(&self, range: Range<usize>) -> Spanned<String> {
        Spanned::new(self.change.span_of(range.clone()), self.change.key()[range].to_owned())
    }
}
