//! Where changes are put into a copy of a document: each costs as much as it changes, however long the document is.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;

use super::overrides::{checked, within};
use super::path::identity;
use super::schema::Schema;
use super::setter::{Done, Setter};
use super::trail::{Trail, Turn};
use super::tree::{Value, ValueTable};
use super::{Document, Override, Problem, Problems};

/// A list that has been searched so often is given an index.
const INDEXED: u32 = 8;

/// The tables of a document, on their way to others.
#[derive(Debug)]
pub(super) struct Bench {
    pub(super) table: ValueTable,
    names: ListNames,
}

impl Bench {
    pub(super) fn of(document: &Document) -> Self {
        Self {
            table: document.table.clone(),
            names: ListNames::default(),
        }
    }

    /// Makes a change, and says where.
    pub(super) fn set(&mut self, change: &Override, schema: &Schema) -> Result<Done, Problem> {
        let done = Setter::new(change, schema, &mut self.names).set(&mut self.table)?;
        if done.may_rename(change) {
            self.names = ListNames::default();
        }
        Ok(done)
    }

    /// Takes a change back.
    fn undo(&mut self, done: Done, change: &Override) {
        let may_rename = done.may_rename(change);
        done.undo(&mut self.table);
        if may_rename {
            self.names = ListNames::default();
        }
    }
}

/// Where the items of lists are found by their names, for lists that are searched often.
#[derive(Debug, Default)]
pub(super) struct ListNames(BTreeMap<String, ListIndex>);

#[derive(Debug, Default)]
struct ListIndex {
    searched: u32,
    places: BTreeMap<String, usize>,
}

impl ListNames {
    /// The item of the list at a path that the rest of a key begins with by its name: its number, and how long the name is. The longest
    /// name counts, and of two items of one name the first.
    pub(super) fn find(&mut self, list: &str, items: &[Spanned<Value>], rest: &str) -> Option<(usize, usize)> {
        let index = self.0.entry(list.to_owned()).or_default();
        index.searched += 1;
        if index.searched < INDEXED {
            return search(items, rest);
        }
        if index.searched == INDEXED {
            for (place, item) in items.iter().enumerate() {
                if let Some(name) = identity(item.get_ref()) {
                    index.places.entry(name.to_owned()).or_insert(place);
                }
            }
        }
        let ends = rest.match_indices('.').map(|(dot, _)| dot).chain([rest.len()]);
        let mut found = ends.filter_map(|end| Some((*index.places.get(&rest[..end])?, end)));
        found.next_back()
    }
}

/// The same, by looking at every item.
pub(super) fn search(items: &[Spanned<Value>], rest: &str) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    for (place, item) in items.iter().enumerate() {
        let goes_on = identity(item.get_ref()).filter(|name| {
            let after = rest.strip_prefix(name);
            after.is_some_and(|after| after.is_empty() || after.starts_with('.'))
        });
        if let Some(name) = goes_on
            && found.is_none_or(|(_, longest)| name.len() > longest)
        {
            found = Some((place, name.len()));
        }
    }
    found
}

/// Says of single changes whether a document could have them.
#[derive(Debug)]
pub(in crate::scenario) struct Probe<'d> {
    document: &'d Document,
    bench: Bench,
}

impl<'d> Probe<'d> {
    /// Tries changes to this document.
    pub(in crate::scenario) fn of(document: &'d Document) -> Self {
        Self {
            document,
            bench: Bench::of(document),
        }
    }

    /// Everything that is wrong with a change alone, as [`Document::with`] says it; `None` where it is allowed.
    pub(in crate::scenario) fn refusal(&mut self, place: &str, change: &Override) -> Option<Problems> {
        let document = self.document;
        let changes = std::slice::from_ref(change);
        let place = within(document.place(), place);
        let mut trail = Trail::default();
        let problems = match self.bench.set(change, &document.schema) {
            Ok(done) => {
                trail.add(&done.steps);
                let made = (&self.bench.table, document.source.text.as_str());
                let problems = checked(made, &trail, &document.schema, changes);
                self.bench.undo(done, change);
                problems
            }
            Err(problem) => {
                self.bench = Bench::of(document);
                vec![problem]
            }
        };
        let problems = problems.into_iter().map(|problem| problem.in_place(Some(&place)));
        let problems: Vec<Problem> = problems.collect();
        (!problems.is_empty()).then(|| document.problems(problems))
    }
}

impl Done {
    /// Whether items of lists may have other names, or other places, since.
    fn may_rename(&self, change: &Override) -> bool {
        let is_name = |key: &str| key == "name" || key == "role";
        let of_several = |value: &Value| matches!(value, Value::List(_) | Value::Table(_));
        match self.steps.last() {
            Some(Turn::Key(key)) if is_name(key) => true,
            Some(Turn::Item(_)) | None => true,
            Some(Turn::Key(_)) => of_several(change.value().get_ref()) || self.replaced().is_some_and(of_several),
        }
    }

    /// Puts back what was there.
    fn undo(self, root: &mut ValueTable) {
        let Some((last, way)) = self.steps[..=self.first].split_last() else {
            return;
        };
        match last {
            Turn::Key(key) => {
                if let Some(table) = table_at(root, way) {
                    table.remove(key.as_str());
                    if let Some((key, value)) = self.before {
                        table.insert(key, value);
                    }
                }
            }
            Turn::Item(item) => {
                if let (Some(place), Some((_, value))) =
                    (list_at(root, way).and_then(|list| list.get_mut(*item)), self.before)
                {
                    *place = value;
                }
            }
        }
    }
}

fn table_at<'t>(root: &'t mut ValueTable, way: &[Turn]) -> Option<&'t mut ValueTable> {
    if way.is_empty() {
        return Some(root);
    }
    match value_at(root, way)? {
        Value::Table(table) => Some(Arc::make_mut(table)),
        _ => None,
    }
}

fn list_at<'t>(root: &'t mut ValueTable, way: &[Turn]) -> Option<&'t mut Vec<Spanned<Value>>> {
    match value_at(root, way)? {
        Value::List(items) => Some(Arc::make_mut(items)),
        _ => None,
    }
}

fn value_at<'t>(root: &'t mut ValueTable, way: &[Turn]) -> Option<&'t mut Value> {
    let (Turn::Key(first), rest) = way.split_first()? else {
        return None;
    };
    let mut value = root.get_mut(first.as_str())?.get_mut();
    for turn in rest {
        value = match (value, turn) {
            (Value::Table(table), Turn::Key(key)) => Arc::make_mut(table).get_mut(key.as_str())?.get_mut(),
            (Value::List(items), Turn::Item(item)) => Arc::make_mut(items).get_mut(*item)?.get_mut(),
            _ => return None,
        };
    }
    Some(value)
}
