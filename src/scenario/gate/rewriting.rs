//! How a value of the wrong kind could be written to be right.

use std::ops::Range;

use super::meant;
use super::numbers::Number;
use super::shape::Shape;
use super::tree::{Value, ValueTable};
use super::walk::Walker;
use super::words::shortened;

impl Walker<'_> {
    /// How a value of the wrong kind could be written to be right.
    pub(super) fn rewriting(&self, value: &Value, span: &Range<usize>, shape: &Shape) -> Option<String> {
        let bare = if self.is_quoted(span) { " without quotes" } else { "" };
        match value {
            Value::Text(text) if shape.boolean && meant::truth(text).is_some() => {
                meant::truth(text).map(|truth| format!("write {truth}{bare}"))
            }
            Value::Text(text) if !shape.numbers.is_empty() => {
                meant::in_words(&meant::numbers(text, &shape.numbers)).map(|number| format!("write {number}{bare}"))
            }
            Value::Text(text) if self.only_name(shape).is_some() => self.as_entry(text, shape),
            Value::Number(written) if shape.boolean && ["0", "1"].contains(&written.as_str()) => {
                Some(format!("write {}", written == "1"))
            }
            Value::Number(written) if !shape.numbers.is_empty() => Number::of(written)
                .as_whole()
                .and_then(|_| meant::in_words(&meant::numbers(written, &shape.numbers)))
                .map(|whole| format!("write {whole}")),
            Value::Number(_) if shape.text.as_ref().is_some_and(|text| text.words.is_none()) => {
                Some("put it in quotes".to_owned())
            }
            Value::List(items) if !shape.numbers.is_empty() && items.len() == 1 => match items[0].get_ref() {
                Value::Number(written) => Some(format!("write {written}, without brackets")),
                _ => None,
            },
            other => self.rearranging(other, shape),
        }
    }

    /// How a list or a table, or a value in the place of one, could be written to be right.
    fn rearranging(&self, value: &Value, shape: &Shape) -> Option<String> {
        match value {
            Value::Table(table) => self.instead_of_table(table, shape),
            Value::List(items) if !shape.tables.is_empty() => {
                let are_tables = !items.is_empty() && items.iter().all(|item| item.get_ref().as_table().is_some());
                (are_tables && self.path.is_only_keys())
                    .then(|| format!("write {}, with single brackets", self.path.header()))
            }
            Value::Text(_) | Value::Number(_) if !shape.lists.is_empty() && !self.takes_tables(shape) => {
                Some("put it in brackets, as a list".to_owned())
            }
            Value::Text(_) | Value::Number(_) | Value::Boolean(_)
                if shape.is_only_tables() && self.path.is_only_keys() =>
            {
                Some(format!("write [{}], and its keys below it", self.path.dotted()))
            }
            _ => None,
        }
    }

    /// What could be meant by a table where none may be.
    fn instead_of_table(&self, table: &ValueTable, shape: &Shape) -> Option<String> {
        if !self.path.is_only_keys() {
            return None;
        }
        if !self.takes_tables(shape) {
            let (key, parent) = self.path.last_and_above()?;
            return Some(match parent.as_str() {
                "" => format!("write `{key} = …` at the top of the file, above the first [table]"),
                parent => format!("write `{key} = …` below {parent}"),
            });
        }
        let brackets = format!("write [[{}]], with double brackets", self.path.dotted());
        let named = table
            .iter()
            .next()
            .filter(|(_, value)| value.get_ref().as_table().is_some());
        let entry = named.and_then(|(name, _)| Some((name, self.naming_key(shape)?)));
        Some(match entry {
            Some((name, key)) => format!("{brackets}, and below it {key} = \"{}\"", shortened(name.get_ref())),
            None => brackets,
        })
    }

    fn takes_tables(&self, shape: &Shape) -> bool {
        let items = shape.lists.iter().filter_map(|list| list.item);
        items.into_iter().any(|item| self.schema.shape(item).is_only_tables())
    }

    /// A table that has nothing but a name.
    fn as_entry(&self, text: &str, shape: &Shape) -> Option<String> {
        let key = self.only_name(shape)?;
        Some(format!("write {{ {key} = \"{}\" }}", shortened(text)))
    }

    /// The key that names the tables of a list.
    fn naming_key(&self, shape: &Shape) -> Option<&str> {
        let item = shape.lists.iter().find_map(|list| list.item)?;
        self.only_name(self.schema.shape(item))
    }

    /// The only key that a table needs, where it takes any text.
    fn only_name<'a>(&self, shape: &'a Shape) -> Option<&'a str> {
        let [table] = shape.tables.as_slice() else {
            return None;
        };
        let [key] = table.required.as_slice() else {
            return None;
        };
        let text = self.schema.shape(table.at(key)?).text.as_ref()?;
        text.words.is_none().then_some(key)
    }

    /// Whether what stands at a place is written in quotes.
    fn is_quoted(&self, span: &Range<usize>) -> bool {
        self.text
            .get(span.start..)
            .is_some_and(|text| text.starts_with(['"', '\'']))
    }
}
