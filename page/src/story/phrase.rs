//! What is said, before a language has words for it.

use super::fact::{Fact, FactValue, How};
use super::rows::SourceRows;
use super::source_table::SourceTable;

/// What fills a place in a phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Filling {
    /// A name or a number.
    Fact(Fact),
    /// Several, as a list: "a, b and c".
    List(Vec<Filling>),
    /// A phrase within the phrase.
    Phrase(Phrase),
}

/// A phrase of the texts with what fills its places, and the rows that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Phrase {
    /// Which phrase.
    pub(super) key: String,
    /// The rows that it rests on, apart from those of its facts.
    pub(super) rows: Vec<(SourceTable, usize)>,
    /// What fills its places.
    pub(super) with: Vec<(&'static str, Filling)>,
}

impl Phrase {
    /// A phrase that rests on these rows.
    pub(super) fn of(key: impl Into<String>, rows: &SourceRows<'_>) -> Self {
        let places = rows.places().iter();
        Self {
            rows: places.map(|&place| (rows.table(), place)).collect(),
            ..Self::plain(key)
        }
    }

    /// A phrase that says nothing by itself. It makes no sentence, and fills places in others.
    pub(super) fn plain(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            rows: Vec::new(),
            with: Vec::new(),
        }
    }

    /// Fills a place.
    pub(super) fn with(mut self, place: &'static str, filling: impl Into<Filling>) -> Self {
        self.with.push((place, filling.into()));
        self
    }
}

impl From<Fact> for Filling {
    fn from(fact: Fact) -> Self {
        Self::Fact(fact)
    }
}

impl From<Phrase> for Filling {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}

impl<T: Into<Filling>> From<Vec<T>> for Filling {
    fn from(list: Vec<T>) -> Self {
        Self::List(list.into_iter().map(Into::into).collect())
    }
}

/// When these rows were: in one month, or from one to another.
pub(super) fn when(rows: &SourceRows<'_>) -> Phrase {
    let months = (rows.fact(How::Lowest, "month"), rows.fact(How::Highest, "month"));
    from_to(rows, "when.months", months)
}

/// When an act of the table of causes was: from its first month to its last.
pub(super) fn when_done(row: &SourceRows<'_>) -> Phrase {
    from_to(row, "when.stretch", (row.figure("from"), row.figure("to")))
}

fn from_to(rows: &SourceRows<'_>, key: &str, (first, last): (Fact, Fact)) -> Phrase {
    match months_between(&first, &last) {
        0.0 => Phrase::of("when.month", rows).with("month", first),
        1.0 => Phrase::of("when.pair", rows).with("first", first).with("last", last),
        _ => Phrase::of(key, rows).with("first", first).with("last", last),
    }
}

fn months_between(first: &Fact, last: &Fact) -> f64 {
    match (&first.value, &last.value) {
        (FactValue::Number(first), FactValue::Number(last)) => last - first,
        _ => 0.0,
    }
}
