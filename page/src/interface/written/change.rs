//! One change on its way down the tables of a text that keeps its comments.
//!
//! Keys are read as the gate of scenarios reads them: names may hold dots, and items of lists are picked by their name or role, or
//! by their number.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value as Written};

use alliance_dynamics::scenario::gate::Value;

/// Sets a dotted key. The change has passed the gate, so that there is a place for it.
pub(super) fn set(table: &mut Table, key: &str, value: &Value) {
    in_table(table, key, value);
}

fn in_table(table: &mut dyn TableLike, key: &str, value: &Value) {
    let named = longest(key, table.iter().map(|(name, _)| name));
    let (name, rest) = parted(key, named.unwrap_or_else(|| to_dot(key)));
    let Some(rest) = rest else {
        put(table, name, written(value));
        return;
    };
    if !table.contains_key(name) {
        let mut empty = Table::new();
        empty.decor_mut().set_prefix("\n");
        table.insert(name, Item::Table(empty));
    }
    match table.get_mut(name) {
        Some(Item::Table(inner)) => in_table(inner, rest, value),
        Some(Item::ArrayOfTables(items)) => in_tables(items, rest, value),
        Some(Item::Value(inner)) => in_value(inner, rest, value),
        Some(Item::None) | None => {}
    }
}

fn in_value(value: &mut Written, key: &str, to: &Value) {
    match value {
        Written::InlineTable(table) => in_table(table, key, to),
        Written::Array(items) => in_array(items, key, to),
        _ => {}
    }
}

fn in_tables(items: &mut ArrayOfTables, key: &str, to: &Value) {
    let names: Vec<Option<&str>> = items.iter().map(|table| identity(table)).collect();
    let Some((place, rest)) = picked(key, &names) else {
        return;
    };
    let Some(table) = items.get_mut(place) else {
        return;
    };
    match (rest, written(to)) {
        (Some(rest), _) => in_table(table, rest, to),
        (None, Written::InlineTable(whole)) => {
            let mut whole = whole.into_table();
            *whole.decor_mut() = table.decor().clone();
            whole.set_position(table.position());
            *table = whole;
        }
        (None, _) => {}
    }
}

fn in_array(items: &mut Array, key: &str, to: &Value) {
    let names: Vec<Option<&str>> = items
        .iter()
        .map(|item| item.as_inline_table().and_then(|table| identity(table)))
        .collect();
    let Some((place, rest)) = picked(key, &names) else {
        return;
    };
    match (rest, items.get_mut(place)) {
        (Some(rest), Some(item)) => in_value(item, rest, to),
        (None, Some(item)) => replace(item, written(to)),
        (_, None) => {}
    }
}

/// The item of a list that a key begins with, and the rest of the key.
fn picked<'k>(key: &'k str, names: &[Option<&str>]) -> Option<(usize, Option<&'k str>)> {
    let named = longest(key, names.iter().copied().flatten());
    let (name, rest) = parted(key, named.unwrap_or_else(|| to_dot(key)));
    let place = match named {
        Some(_) => names.iter().position(|&other| other == Some(name)),
        None => name.parse().ok().filter(|&place| place < names.len()),
    };
    Some((place?, rest))
}

fn identity(table: &dyn TableLike) -> Option<&str> {
    let name = ["name", "role"].iter().find_map(|key| table.get(key)?.as_str());
    name.filter(|name| !name.is_empty())
}

/// Where the longest of these names ends that a key goes on with.
fn longest<'n>(key: &str, names: impl Iterator<Item = &'n str>) -> Option<usize> {
    let goes_on = |name: &&str| {
        let rest = key.strip_prefix(*name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    names.filter(goes_on).map(str::len).max()
}

fn to_dot(key: &str) -> usize {
    key.find('.').unwrap_or(key.len())
}

fn parted(key: &str, end: usize) -> (&str, Option<&str>) {
    (&key[..end], key.get(end + 1..))
}

/// Puts a value where another may stand; a comment behind that one stays.
fn put(table: &mut dyn TableLike, name: &str, value: Written) {
    match table.get_mut(name) {
        Some(Item::Value(old)) => replace(old, value),
        Some(_) | None => {
            table.remove(name);
            table.insert(name, Item::Value(value));
        }
    }
}

fn replace(old: &mut Written, mut new: Written) {
    *new.decor_mut() = old.decor().clone();
    *old = new;
}

/// A value as it is written in a file.
fn written(value: &Value) -> Written {
    match value {
        Value::Text(text) => text.as_str().into(),
        Value::Number(number) => number.parse().unwrap_or_else(|_| number.as_str().into()),
        Value::Boolean(answer) => (*answer).into(),
        Value::Datetime(time) => time.to_string().parse().unwrap_or_else(|_| false.into()),
        Value::List(items) => items
            .iter()
            .map(|item| written(item.get_ref()))
            .collect::<Array>()
            .into(),
        Value::Table(table) => {
            let pairs = table
                .iter()
                .map(|(key, value)| (key.get_ref().as_str(), written(value.get_ref())));
            pairs.collect::<InlineTable>().into()
        }
    }
}
