//! Which parts of a document were changed, so that no others are looked at again.

use std::collections::BTreeMap;

/// A step on the way to a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    Key(String),
    Item(usize),
}

/// The ways to all changes of a document, from its top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trail {
    /// Everything from here on may be new.
    Whole,
    /// Only what stands at these keys of a table.
    Keys(BTreeMap<String, Trail>),
    /// Only these items of a list.
    Items(BTreeMap<usize, Trail>),
}

/// What is below something that is new as a whole.
static WHOLE: Trail = Trail::Whole;

impl Default for Trail {
    /// Nothing is changed.
    fn default() -> Self {
        Self::Keys(BTreeMap::new())
    }
}

impl Trail {
    /// Takes the way to a change in.
    pub(super) fn add(&mut self, steps: &[Turn]) {
        let Some((first, rest)) = steps.split_first() else {
            *self = Self::Whole;
            return;
        };
        match (&mut *self, first) {
            (Self::Whole, _) => {}
            (Self::Keys(keys), Turn::Key(key)) => keys.entry(key.clone()).or_default().add(rest),
            (Self::Items(items), Turn::Item(item)) => items.entry(*item).or_default().add(rest),
            (Self::Keys(keys), Turn::Item(item)) if keys.is_empty() => {
                let mut below = Self::default();
                below.add(rest);
                *self = Self::Items(BTreeMap::from([(*item, below)]));
            }
            // What was a table before has become a list, or the other way round.
            _ => *self = Self::Whole,
        }
    }

    /// The changes at a key; `None` where there are none.
    pub(super) fn at_key(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Whole => Some(&WHOLE),
            Self::Keys(keys) => keys.get(key),
            Self::Items(_) => None,
        }
    }

    /// The numbers of the items of a list that may be new, with the changes in each.
    pub(super) fn items(&self, n_items: usize) -> Box<dyn Iterator<Item = (usize, &Self)> + '_> {
        match self {
            Self::Whole => Box::new((0..n_items).map(|item| (item, &WHOLE))),
            Self::Items(items) => Box::new(items.iter().map(|(&item, below)| (item, below))),
            Self::Keys(_) => Box::new(std::iter::empty()),
        }
    }
}
