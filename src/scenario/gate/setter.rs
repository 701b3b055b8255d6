//! One change on its way down the tables of a document.

use std::ops::Range;

use toml::Spanned;

use super::path::identity;
use super::schema::Schema;
use super::shape::ShapeId;
use super::tree::{Value, ValueTable};
use super::words::{kind, one_of, shortened};
use super::{Override, Problem, nearest};

/// Keys with more dots are refused.
const DEEPEST: usize = 64;

/// One change on its way down the tables.
pub(super) struct Setter<'s> {
    pub(super) change: &'s Override,
    pub(super) schema: &'s Schema,
}

impl Setter<'_> {
    pub(super) fn set(&self, root: &mut ValueTable) -> Result<(), Problem> {
        let key = self.change.key();
        if key.matches('.').nth(DEEPEST).is_some() {
            let title = format!("`{}` has too many parts", shortened(key));
            return Err(Problem::new(self.change.key_span(), title).allowed(format!("at most {DEEPEST} dots")));
        }
        self.in_table(root, 0, Some(self.schema.root()))
    }

    fn in_table(&self, table: &mut ValueTable, at: usize, shape: Option<ShapeId>) -> Result<(), Problem> {
        let names = table.keys().map(|key| key.get_ref().as_str());
        let end = self.named_end(at, names).unwrap_or_else(|| self.dotted_end(at));
        let name = &self.change.key()[at..end];
        let shape = shape.and_then(|id| self.schema.shape(id).tables.iter().find_map(|table| table.at(name)));
        if end == self.change.key().len() {
            table.remove_entry(name);
            table.insert(self.spanned(at..end), self.change.value().clone());
            return Ok(());
        }
        if !table.contains_key(name) {
            if shape.is_some_and(|id| self.is_list(id)) {
                return Err(self.no_item(at..end, end + 1..self.dotted_end(end + 1), &[], 0));
            }
            let empty = Spanned::new(self.change.span_of(at..end), Value::Table(ValueTable::new()));
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
                let above = shortened(&self.change.key()[..at - 1]);
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
        let name = &self.change.key()[at..end];
        let index = match named {
            Some(_) => items.iter().position(|item| identity(item.get_ref()) == Some(name)),
            None => name.parse().ok().filter(|&index: &usize| index < items.len()),
        };
        let Some(index) = index else {
            return Err(self.no_item(0..at - 1, at..end, &names, items.len()));
        };
        let item = &mut items[index];
        if end == self.change.key().len() {
            *item = self.change.value().clone();
            return Ok(());
        }
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
