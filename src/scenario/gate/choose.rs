//! Which of several shapes is meant, where a file may hold one or another.

use toml::Spanned;

use super::schema::Schema;
use super::shape::{ListShape, Shape, TableShape};
use super::tree::{Value, ValueTable};

/// The shape that a table should have, if that can be told.
pub(super) enum Choice<'s> {
    /// This one.
    Table(&'s TableShape),
    /// A key such as `kind` tells, but it is missing, not text, or none of these words.
    Undecided { key: &'s str, words: Vec<&'s str> },
}

/// Chooses among tables: by the key whose word differs from one to the next, otherwise by the fewest mistakes.
pub(super) fn table<'s>(table: &ValueTable, shapes: &'s [TableShape], schema: &'s Schema) -> Option<Choice<'s>> {
    if let Some(key) = telling_key(shapes, schema) {
        let written = table.get(key).and_then(|value| value.get_ref().as_text());
        let chosen = shapes
            .iter()
            .find(|shape| written.is_some() && word_at(shape, key, schema) == written);
        return Some(chosen.map_or_else(
            || Choice::Undecided {
                key,
                words: shapes.iter().filter_map(|shape| word_at(shape, key, schema)).collect(),
            },
            Choice::Table,
        ));
    }
    shapes
        .iter()
        .min_by_key(|shape| mistakes(table, shape))
        .map(Choice::Table)
}

/// The key that every shape pins to one word, where there are several shapes.
pub(super) fn telling_key<'s>(shapes: &'s [TableShape], schema: &'s Schema) -> Option<&'s str> {
    let [first, _, ..] = shapes else {
        return None;
    };
    first
        .key_names()
        .find(|key| shapes.iter().all(|shape| word_at(shape, key, schema).is_some()))
}

/// The word that a shape pins a key to.
pub(super) fn word_at<'s>(shape: &TableShape, key: &str, schema: &'s Schema) -> Option<&'s str> {
    let (_, id) = shape.keys.iter().find(|(name, _)| name == key)?;
    schema.shape(*id).only_word()
}

fn mistakes(table: &ValueTable, shape: &TableShape) -> usize {
    let missing = shape
        .required
        .iter()
        .filter(|key| !table.contains_key(key.as_str()))
        .count();
    let unknown = table.keys().filter(|key| shape.at(key.get_ref()).is_none()).count();
    missing + unknown
}

/// Chooses among lists by the kind of the first item.
pub(super) fn list<'s>(items: &[Spanned<Value>], shapes: &'s [ListShape], schema: &Schema) -> Option<&'s ListShape> {
    let fits = |list: &&ListShape| match (items.first(), list.item) {
        (Some(item), Some(shape)) => takes(schema.shape(shape), item.get_ref()),
        _ => true,
    };
    shapes.iter().find(fits).or(shapes.first())
}

/// Whether a shape allows values of this kind.
fn takes(shape: &Shape, value: &Value) -> bool {
    shape.any
        || match value {
            Value::Text(_) => shape.text.is_some(),
            Value::Number(_) => !shape.numbers.is_empty(),
            Value::Boolean(_) => shape.boolean,
            Value::Datetime(_) => false,
            Value::List(_) => !shape.lists.is_empty(),
            Value::Table(_) => !shape.tables.is_empty(),
        }
}
