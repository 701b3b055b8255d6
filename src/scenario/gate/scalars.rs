//! Where the plain values of a text are, and what may stand in their places.

use std::ops::Range;

use toml::Spanned;

use super::choose;
use super::schema::Schema;
use super::shape::ShapeId;
use super::tree::{Value, ValueTable};

/// A value that is neither a list nor a table: where it is written, and what may stand there, where that is known.
pub(super) type Scalar = (Range<usize>, Option<ShapeId>);

/// Every one of a table, in the order of the text.
pub(super) fn scalars(table: &ValueTable, schema: &Schema) -> Vec<Scalar> {
    let mut scalars = Vec::new();
    in_table(table, Some(schema.root()), schema, &mut scalars);
    scalars.sort_by_key(|(span, _)| span.start);
    scalars
}

fn in_table(table: &ValueTable, shape: Option<ShapeId>, schema: &Schema, scalars: &mut Vec<Scalar>) {
    let chosen = shape.and_then(|id| match choose::table(table, &schema.shape(id).tables, schema) {
        Some(choose::Choice::Table(chosen)) => Some(chosen),
        _ => schema.shape(id).tables.first(),
    });
    for (key, value) in table {
        in_value(value, chosen.and_then(|table| table.at(key.get_ref())), schema, scalars);
    }
}

fn in_value(value: &Spanned<Value>, shape: Option<ShapeId>, schema: &Schema, scalars: &mut Vec<Scalar>) {
    match value.get_ref() {
        Value::Table(table) => in_table(table, shape, schema, scalars),
        Value::List(items) => {
            let list = shape.and_then(|id| choose::list(items, &schema.shape(id).lists, schema));
            for (index, item) in items.iter().enumerate() {
                let shape = list.and_then(|list| list.first.get(index).copied().or(list.item));
                in_value(item, shape, schema, scalars);
            }
        }
        _ => scalars.push((value.span(), shape)),
    }
}
