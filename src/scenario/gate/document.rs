//! A checked file, and where everything in it is written.

use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, Deserializer};

use super::nesting::too_deep;
use super::outside::Outside;
use super::path::Path;
use super::slip::without_backslashes;
use super::syntax::parse;
use super::tree::{Value, ValueTable, part_to_toml, to_toml};
use super::{Problem, Problems, Schema, Source, Step, walk};

/// A file that agrees with its schema, as tables that remember where they were written.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) source: Arc<Source>,
    pub(super) schema: Arc<Schema>,
    pub(super) table: ValueTable,
    pub(super) place: Option<String>,
    /// What sets keys of it from elsewhere.
    pub(super) outside: Arc<Vec<Outside>>,
}

impl Document {
    /// Parses a text and checks it against a schema.
    ///
    /// # Errors
    /// Everything that is wrong: with the TOML, and with what it says as far as the TOML could be read.
    pub fn check(source: impl Into<Arc<Source>>, schema: Arc<Schema>) -> Result<Self, Problems> {
        let source = source.into();
        if let Some(problem) = too_deep(&source.text) {
            return Err(Problems::new(source, vec![problem]));
        }
        let parsed = parse(&source.text, &schema);
        let mut problems = parsed.problems;
        let walked = walk(&parsed.table, &schema, &source.text);
        let is_whole = parsed.complete_to == usize::MAX;
        problems.extend(
            walked
                .into_iter()
                .filter(|problem| is_whole || (problem.span.end <= parsed.complete_to && !problem.span.is_empty())),
        );
        let document = Self {
            source,
            schema,
            table: parsed.table,
            place: None,
            outside: Arc::default(),
        };
        if problems.is_empty() {
            Ok(document)
        } else {
            Err(document.problems(problems))
        }
    }

    /// The text it was made from.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Which arm or sweep changed it; `None` for the file as written.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// Builds the type whose schema it was checked against.
    ///
    /// # Errors
    /// Where the type refuses what its schema allows, with the place.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problems> {
        self.deserialize(to_toml(&self.table))
    }

    /// Builds the same type from some keys alone, as if the others were not written: those of the top level, and those of tables there,
    /// that are wanted by their dotted names.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub(in crate::scenario) fn read_part<T: DeserializeOwned>(
        &self,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Result<T, Problems> {
        self.deserialize(part_to_toml(&self.table, &is_wanted))
    }

    fn deserialize<T: DeserializeOwned>(&self, table: DeTable<'_>) -> Result<T, Problems> {
        T::deserialize(Deserializer::from(Spanned::new(0..0, table))).map_err(|error| {
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            let problem = Problem::new(error.span().unwrap_or_default(), message).in_place(self.place());
            self.problems(vec![problem])
        })
    }

    /// Where the value at a path is written; for a value that is not written, the table or list that would hold it, and
    /// the start of the file where there is none.
    ///
    /// A table is found at its header, a table written with dots at its key.
    #[must_use]
    pub fn locate(&self, path: &[Step<'_>]) -> Range<usize> {
        let mut values = self.along(path);
        values.pop().map_or(0..0, Spanned::span)
    }

    /// Where the last key of a path is written; as [`Self::locate`] if it is not written or the last step is an item.
    #[must_use]
    pub fn locate_key(&self, path: &[Step<'_>]) -> Range<usize> {
        let Some((Step::Key(last), parents)) = path.split_last() else {
            return self.locate(path);
        };
        let values = self.along(parents);
        let parent = match values.last() {
            _ if values.len() < parents.len() => None,
            Some(value) => value.get_ref().as_table(),
            None => Some(&self.table),
        };
        parent
            .and_then(|table| table.get_key_value(*last))
            .map_or_else(|| self.locate(path), |(key, _)| key.span())
    }

    /// How a path is told to a person: ``` `goal` in [[members]] `Farmers` ```.
    #[must_use]
    pub fn describe(&self, path: &[Step<'_>]) -> String {
        let values = self.along(path);
        let nothing = Value::Boolean(false);
        let mut told = Path::default();
        for (at, step) in path.iter().enumerate() {
            match *step {
                Step::Key(key) => told.key(key),
                Step::Index(index) => told.item(index, values.get(at).map_or(&nothing, |value| value.get_ref())),
            }
        }
        told.value()
    }

    /// A problem with the value at a path, for checks that a schema cannot make.
    pub fn problem_at(&self, path: &[Step<'_>], title: impl Into<String>) -> Problem {
        Problem::new(self.locate(path), title).in_place(self.place())
    }

    /// The line, from 1, where the value at a path is written, in words: `line 3`, or `line 3 of members.csv` for another text.
    #[must_use]
    pub fn line(&self, path: &[Step<'_>]) -> String {
        let place = self.locate(path).start;
        let elsewhere = self.outside.iter().rev().find(|outside| outside.begin <= place);
        let (source, begin) = elsewhere.map_or((&self.source, 0), |outside| (&outside.source, outside.begin));
        let above = source.text.get(..place - begin).unwrap_or_default();
        let line = above.matches('\n').count() + 1;
        match elsewhere {
            Some(_) => format!("line {line} of {}", source.name),
            None => format!("line {line}"),
        }
    }

    /// How the path of a file should be written at a path of the document, where it is written with backslashes.
    #[must_use]
    pub fn without_backslashes(&self, path: &[Step<'_>]) -> Option<String> {
        let written = self.source.text.get(self.locate(path))?;
        let is_escaped = written.starts_with('"');
        let inner = written.trim_matches(['"', '\'']);
        inner.contains('\\').then(|| match is_escaped {
            true => format!("a backslash begins an escape in \"…\"; {}", without_backslashes(inner)),
            false => format!("write \"{}\", which every system reads", inner.replace('\\', "/")),
        })
    }

    /// Problems of this document, ready to be shown.
    #[must_use]
    pub fn problems(&self, problems: Vec<Problem>) -> Problems {
        Problems::new(Arc::clone(&self.source), problems).with_outside(&self.outside)
    }

    /// Where a text from elsewhere begins, were it written below this one and what sets keys of it already.
    #[must_use]
    pub fn behind(&self) -> usize {
        let last = self.outside.last();
        last.map_or(self.source.text.len() + 1, Outside::end)
    }

    /// How many items the list at a path has; none where there is no list.
    #[must_use]
    pub fn n_items(&self, path: &[Step<'_>]) -> usize {
        self.items(path).len()
    }

    /// The value at a path, where there is one.
    pub(in crate::scenario) fn value_at(&self, path: &[Step<'_>]) -> Option<&Value> {
        let values = self.along(path);
        let value = values.last().filter(|_| values.len() == path.len())?;
        Some(value.get_ref())
    }

    /// The items of the list at a path; none where there is no list.
    pub(in crate::scenario) fn items(&self, path: &[Step<'_>]) -> &[Spanned<Value>] {
        self.value_at(path).and_then(Value::as_list).unwrap_or_default()
    }

    /// How many numbers, words, switches and dates are in it.
    #[must_use]
    pub fn n_values(&self) -> usize {
        fn in_table(table: &ValueTable) -> usize {
            table.iter().map(|(_, value)| within(value.get_ref())).sum()
        }
        fn within(value: &Value) -> usize {
            match value {
                Value::List(items) => items.iter().map(|item| within(item.get_ref())).sum(),
                Value::Table(table) => in_table(table),
                _ => 1,
            }
        }
        in_table(&self.table)
    }

    /// The values along a path, as far as they exist.
    pub(super) fn along(&self, path: &[Step<'_>]) -> Vec<&Spanned<Value>> {
        let mut values: Vec<&Spanned<Value>> = Vec::new();
        for step in path {
            let next = match (values.last().map(|value| value.get_ref()), step) {
                (None, Step::Key(key)) => self.table.get(*key),
                (Some(Value::Table(table)), Step::Key(key)) => table.get(*key),
                (Some(Value::List(items)), Step::Index(index)) => items.get(*index),
                _ => None,
            };
            match next {
                Some(value) => values.push(value),
                None => break,
            }
        }
        values
    }
}
