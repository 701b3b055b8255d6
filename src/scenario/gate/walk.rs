//! The walk through a parsed file beside its schema.

use std::ops::Range;

use toml::Spanned;

use super::Problem;
use super::choose::{self, Choice};
use super::path::Path;
use super::schema::Schema;
use super::shape::{Shape, ShapeId, TableShape, Text};
use super::trail::Trail;
use super::tree::{Value, ValueTable};
use super::words::one_of;

/// Every place where a table, parsed from a text, and a schema disagree, in the order of the file's tables.
///
/// Found are unknown and missing keys, values of the wrong kind, words that are not among those allowed, numbers out of
/// range or not finite, and lists of the wrong length.
pub fn walk(table: &ValueTable, schema: &Schema, text: &str) -> Vec<Problem> {
    walk_along(&Trail::Whole, (table, text), schema)
}

/// The same for what has been changed alone, where everything else is right. A value is right by itself, except that the keys of a table
/// may say which of several it is: such a table is looked at as a whole.
pub(super) fn walk_along(trail: &Trail, (table, text): (&ValueTable, &str), schema: &Schema) -> Vec<Problem> {
    let mut walker = Walker {
        schema,
        text,
        path: Path::default(),
        problems: Vec::new(),
    };
    walker.table(table, 0..0, schema.shape(schema.root()), trail);
    walker.problems
}

pub(super) struct Walker<'w> {
    pub(super) schema: &'w Schema,
    /// What was parsed; what is set from elsewhere lies behind its end.
    pub(super) text: &'w str,
    pub(super) path: Path<'w>,
    pub(super) problems: Vec<Problem>,
}

impl<'w> Walker<'w> {
    fn value(&mut self, value: &'w Spanned<Value>, id: ShapeId, trail: &Trail) {
        let shape = self.schema.shape(id);
        if shape.any {
            return;
        }
        let span = value.span();
        match (value.get_ref(), &shape.text) {
            (Value::Text(found), Some(text)) => self.text(found, span, text, shape),
            (Value::Number(written), _) if !shape.numbers.is_empty() => self.number(written, value, shape),
            (Value::Table(table), _) if !shape.tables.is_empty() => self.table(table, span, shape, trail),
            (Value::List(items), _) if !shape.lists.is_empty() => self.list(items, span, shape, trail),
            (Value::Boolean(_), _) if shape.boolean => {}
            _ => self.wrong_kind(value, shape),
        }
    }

    fn table(&mut self, table: &'w ValueTable, span: Range<usize>, shape: &'w Shape, trail: &Trail) {
        let trail = if shape.tables.len() > 1 { &Trail::Whole } else { trail };
        match choose::table(table, &shape.tables, self.schema) {
            Some(Choice::Table(chosen)) => self.keys((table, span), chosen, &shape.tables, trail),
            Some(Choice::Undecided { key, words }) => self.undecided(table, span, key, &words),
            None => {}
        }
    }

    fn keys(
        &mut self,
        (table, span): (&'w ValueTable, Range<usize>),
        chosen: &'w TableShape,
        choices: &'w [TableShape],
        trail: &Trail,
    ) {
        for (key, value) in table {
            let Some(below) = trail.at_key(key.get_ref()) else {
                continue;
            };
            match chosen.at(key.get_ref()) {
                Some(shape) => {
                    let n_before = self.problems.len();
                    self.path.key(key.get_ref());
                    self.value(value, shape, below);
                    self.path.back();
                    if chosen.keys.is_empty() && self.problems.len() > n_before {
                        self.unquoted_key(key, value, n_before);
                    }
                }
                None => self.unknown_key(key.get_ref(), key.span(), chosen, choices),
            }
        }
        for key in chosen.required.iter().filter(|key| !table.contains_key(key.as_str())) {
            let shape = chosen
                .at(key)
                .map_or_else(|| "any value".to_owned(), |id| self.allowed(id));
            self.missing_key(key, span.clone(), &shape);
        }
    }

    fn undecided(&mut self, table: &'w ValueTable, span: Range<usize>, key: &'w str, words: &[&str]) {
        let Some(value) = table.get(key) else {
            self.missing_key(key, span, &one_of(words.iter().copied()));
            return;
        };
        self.path.key(key);
        let words = words.iter().map(|&word| word.to_owned()).collect();
        let text = Text {
            words: Some(words),
            shortest: 0,
            longest: None,
        };
        let shape = Shape {
            text: Some(text.clone()),
            ..Shape::default()
        };
        match value.get_ref() {
            Value::Text(found) => self.text(found, value.span(), &text, &shape),
            _ => self.wrong_kind(value, &shape),
        }
        self.path.back();
    }

    fn list(&mut self, items: &'w [Spanned<Value>], span: Range<usize>, shape: &'w Shape, trail: &Trail) {
        let trail = if shape.lists.len() > 1 { &Trail::Whole } else { trail };
        let Some(list) = choose::list(items, &shape.lists, self.schema) else {
            return;
        };
        if items.len() < list.shortest || list.longest.is_some_and(|longest| items.len() > longest) {
            self.wrong_length(items.len(), span, list);
        }
        for (index, below) in trail.items(items.len()) {
            if let (Some(item), Some(&shape)) = (items.get(index), list.first.get(index).or(list.item.as_ref())) {
                self.path.item(index, item.get_ref());
                self.value(item, shape, below);
                self.path.back();
            }
        }
    }
}
