//! Where a value is, and how that is said.

use std::borrow::Cow;

use super::tree::Value;
use super::words::{ordinal, shortened};

/// One step on the way to a value: a key of a table or the number of an item in a list, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'s> {
    /// A key of a table.
    Key(&'s str),
    /// An item of a list, from 0.
    Index(usize),
}

impl<'s> From<&'s str> for Step<'s> {
    fn from(key: &'s str) -> Self {
        Self::Key(key)
    }
}

impl<'s> From<&'s String> for Step<'s> {
    fn from(key: &'s String) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step<'_> {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The keys by which an item of a list of tables is known, the first that it has.
const IDENTITIES: [&str; 2] = ["name", "role"];

/// What an item of a list is called, if it is a table with a name or a role.
pub(super) fn identity(value: &Value) -> Option<&str> {
    let table = value.as_table()?;
    IDENTITIES
        .iter()
        .find_map(|&key| table.get(key)?.get_ref().as_text())
        .filter(|name| !name.is_empty())
}

/// The way from the top of a file to a value, as it is told to a person.
#[derive(Debug, Clone, Default)]
pub(super) struct Path<'t>(Vec<Piece<'t>>);

#[derive(Debug, Clone, Copy)]
enum Piece<'t> {
    Key(&'t str),
    Item { index: usize, name: Option<&'t str> },
}

impl<'t> Path<'t> {
    pub(super) fn key(&mut self, key: &'t str) {
        self.0.push(Piece::Key(key));
    }

    pub(super) fn item(&mut self, index: usize, value: &'t Value) {
        self.0.push(Piece::Item {
            index,
            name: identity(value),
        });
    }

    pub(super) fn back(&mut self) {
        self.0.pop();
    }

    /// The value here: ``` `rate` in [gossip] ``` or ``` item 2 of `goal` in [[members]] `Farmers` ```.
    pub(super) fn value(&self) -> String {
        subject(&self.0)
    }

    /// The table here as a header is written, without saying which item of a list: `[gossip]` or `[[members]]`; an empty
    /// text at the top.
    pub(super) fn header(&self) -> String {
        match self.0.last() {
            None => String::new(),
            Some(Piece::Key(_)) => format!("[{}]", dotted(&self.0)),
            Some(Piece::Item { .. }) => format!("[[{}]]", dotted(&self.0)),
        }
    }

    /// The last key, and the table around it as a header is written; nothing at the top or behind a list.
    pub(super) fn last_and_above(&self) -> Option<(Cow<'t, str>, String)> {
        let (Piece::Key(key), above) = self.0.split_last()? else {
            return None;
        };
        let above = Self(above.to_vec());
        Some((shortened(key), above.header()))
    }

    /// The keys here, joined by dots.
    pub(super) fn dotted(&self) -> String {
        dotted(&self.0)
    }

    /// Whether the way goes through no list.
    pub(super) fn is_only_keys(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Key(_)))
    }

    /// A key of the table here: ``` `rate` in [gossip] ```.
    pub(super) fn key_here(&self, key: &str) -> String {
        key_in(key, &self.0)
    }
}

fn subject(pieces: &[Piece<'_>]) -> String {
    match pieces.split_last() {
        None => "the file".to_owned(),
        Some((Piece::Key(key), parents)) => key_in(key, parents),
        Some((Piece::Item { index, .. }, parents)) => format!("item {} of {}", index + 1, subject(parents)),
    }
}

fn key_in(key: &str, parents: &[Piece<'_>]) -> String {
    let key = shortened(key);
    match table(parents) {
        Some(table) => format!("`{key}` in {table}"),
        None => format!("`{key}`"),
    }
}

fn table(pieces: &[Piece<'_>]) -> Option<String> {
    let last_item = pieces.iter().rposition(|piece| matches!(piece, Piece::Item { .. }));
    let Some((list, rest)) = last_item.map(|at| pieces.split_at(at + 1)) else {
        let keys = dotted(pieces);
        return (!keys.is_empty()).then(|| format!("[{keys}]"));
    };
    let item = match list.last() {
        Some(Piece::Item { name: Some(name), .. }) => format!("[[{}]] `{}`", dotted(list), shortened(name)),
        Some(Piece::Item { index, name: None }) => format!("the {} [[{}]]", ordinal(index + 1), dotted(list)),
        _ => dotted(list),
    };
    let keys = dotted(rest);
    Some(if keys.is_empty() {
        item
    } else {
        format!("`{keys}` of {item}")
    })
}

/// The keys among the pieces, joined by dots.
fn dotted(pieces: &[Piece<'_>]) -> String {
    let keys = pieces.iter().filter_map(|piece| match piece {
        Piece::Key(key) if key.contains('.') => Some(format!("\"{}\"", shortened(key)).into()),
        Piece::Key(key) => Some(shortened(key)),
        Piece::Item { .. } => None,
    });
    keys.collect::<Vec<_>>().join(".")
}
