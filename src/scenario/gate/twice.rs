//! Changes that set one thing twice, in one spelling or in two.

use std::collections::BTreeMap;

use super::path::identity;
use super::tree::{Value, ValueTable};
use super::words::shortened;
use super::{Override, Problem};

/// Every change to what another before it has set: the same key, a table around it, or a key of the table that was set. Items of lists
/// are the same whether they are called by name or by number.
pub(super) fn set_twice(overrides: &[Override], root: &ValueTable, text: &str) -> Vec<Problem> {
    if overrides.len() < 2 {
        return Vec::new();
    }
    let mut before: BTreeMap<Vec<String>, &Override> = BTreeMap::new();
    let mut problems = Vec::new();
    for change in overrides {
        let path = path_of(change.key(), root);
        let first = overlapping(&path, &before);
        problems.extend(first.map(|first| twice(change, first, text)));
        before.entry(path).or_insert(change);
    }
    problems
}

/// An earlier change that sets the same.
fn overlapping<'o>(path: &[String], before: &BTreeMap<Vec<String>, &'o Override>) -> Option<&'o Override> {
    let around = (1..path.len()).find_map(|length| {
        let whole = before.get(&path[..length])?;
        holds(whole.value().get_ref(), &path[length..]).then_some(*whole)
    });
    let inside = || {
        before
            .range(path.to_vec()..)
            .next()
            .filter(|(other, _)| other.starts_with(path))
    };
    around.or_else(|| inside().map(|(_, change)| *change))
}

fn twice(change: &Override, first: &Override, text: &str) -> Problem {
    let key = shortened(change.key());
    let title = match change.key() == first.key() {
        true => format!("`{key}` is set twice"),
        false => format!("`{key}` is set twice, the first time as `{}`", shortened(first.key())),
    };
    let place = first.key_span().start;
    let hint = match text.get(..place).filter(|_| place < text.len()) {
        Some(above) => format!(
            "it was first set in line {}; keep one of the two",
            above.matches('\n').count() + 1
        ),
        None => "keep one of the two".to_owned(),
    };
    Problem::new(change.key_span(), title)
        .found("the second time")
        .hint(hint)
}

/// Whether a table holds a value at the end of a path.
fn holds(value: &Value, path: &[String]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return true;
    };
    let inner = value.as_table().and_then(|table| table.get(first.as_str()));
    inner.is_some_and(|inner| holds(inner.get_ref(), rest))
}

/// The way that a dotted key goes, in one spelling: items by their number.
fn path_of(key: &str, root: &ValueTable) -> Vec<String> {
    let mut path = Vec::new();
    let (mut rest, mut table, mut list) = (key, Some(root), None::<&[toml::Spanned<Value>]>);
    while !rest.is_empty() {
        let (step, length) = match (table, list) {
            (_, Some(items)) => item(rest, items),
            (Some(table), None) => (None, longest(rest, table.keys().map(|key| key.get_ref().as_str()))),
            (None, None) => (None, first_part(rest)),
        };
        let name = &rest[..length];
        let value = match (table, list) {
            (_, Some(items)) => step.and_then(|index| items.get(index)),
            (Some(table), None) => table.get(name),
            (None, None) => None,
        };
        path.push(step.map_or_else(|| name.to_owned(), |index: usize| index.to_string()));
        table = value.and_then(|value| value.get_ref().as_table());
        list = value.and_then(|value| value.get_ref().as_list());
        rest = rest[length..].strip_prefix('.').unwrap_or_default();
    }
    path
}

/// Which item of a list a key goes on with, and how long its name is.
fn item(rest: &str, items: &[toml::Spanned<Value>]) -> (Option<usize>, usize) {
    let names: Vec<Option<&str>> = items.iter().map(|item| identity(item.get_ref())).collect();
    let length = longest(rest, names.iter().flatten().copied());
    let named = names.iter().position(|name| *name == Some(&rest[..length]));
    (named.or_else(|| rest[..length].parse().ok()), length)
}

/// How long the longest of these names is that a key goes on with; up to its first dot, if it is none of them.
fn longest<'n>(rest: &str, names: impl Iterator<Item = &'n str>) -> usize {
    let goes_on = |name: &&str| {
        let after = rest.strip_prefix(*name);
        after.is_some_and(|after| after.is_empty() || after.starts_with('.'))
    };
    names
        .filter(goes_on)
        .map(str::len)
        .max()
        .filter(|&length| length > 0)
        .unwrap_or_else(|| first_part(rest))
}

fn first_part(rest: &str) -> usize {
    rest.find('.').filter(|&dot| dot > 0).unwrap_or(rest.len())
}
