//! What is said, before a language has words for it.

use super::fact::{Fact, How, Value};
use super::record::{RecordTable, Rows};

/// What fills a place in a phrase.
#[derive(Debug, Clone, PartialEq)]
pub enum Filling {
    /// A name or a number.
    Fact(Fact),
    /// Several, as a list: "a, b and c".
    List(Vec<Filling>),
    /// A phrase within the phrase.
    Said(Said),
}

/// A phrase of the texts with what fills its places, and the rows that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Which phrase.
    pub key: String,
    /// The rows that it rests on, apart from those of its facts.
    pub rows: Vec<(RecordTable, usize)>,
    /// What fills its places.
    pub with: Vec<(&'static str, Filling)>,
}

impl Said {
    /// A phrase that rests on these rows.
    #[must_use]
    pub fn of(key: impl Into<String>, rows: &Rows<'_>) -> Self {
        let places = rows.places().iter();
        Self {
            rows: places.map(|&place| (rows.table(), place)).collect(),
            ..Self::plain(key)
        }
    }

    /// A phrase that says nothing by itself. It makes no sentence, and fills places in others.
    #[must_use]
    pub fn plain(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            rows: Vec::new(),
            with: Vec::new(),
        }
    }

    /// Fills a place.
    #[must_use]
    pub fn with(mut self, place: &'static str, filling: impl Into<Filling>) -> Self {
        self.with.push((place, filling.into()));
        self
    }
}

impl From<Fact> for Filling {
    fn from(fact: Fact) -> Self {
        Self::Fact(fact)
    }
}

impl From<Said> for Filling {
    fn from(said: Said) -> Self {
        Self::Said(said)
    }
}

impl<T: Into<Filling>> From<Vec<T>> for Filling {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

/// When these rows were: in one month, or from one to another.
#[must_use]
pub fn when(rows: &Rows<'_>) -> Said {
    let months = (rows.fact(How::Lowest, "month"), rows.fact(How::Highest, "month"));
    from_to(rows, "when.months", months)
}

/// When an act of the table of causes was: from its first month to its last.
pub(super) fn when_done(row: &Rows<'_>) -> Said {
    from_to(row, "when.stretch", (row.figure("from"), row.figure("to")))
}

fn from_to(rows: &Rows<'_>, key: &str, (first, last): (Fact, Fact)) -> Said {
    match months_between(&first, &last) {
        0.0 => Said::of("when.month", rows).with("month", first),
        1.0 => Said::of("when.pair", rows).with("first", first).with("last", last),
        _ => Said::of(key, rows).with("first", first).with("last", last),
    }
}

fn months_between(first: &Fact, last: &Fact) -> f64 {
    match (&first.value, &last.value) {
        (Value::Number(first), Value::Number(last)) => last - first,
        _ => 0.0,
    }
}
