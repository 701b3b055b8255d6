//! What may stand in one place, sorted by the kinds of value that TOML knows.

use std::fmt;
use std::ops::RangeInclusive;

/// The number of a shape in its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShapeId(pub(super) usize);

/// Everything that is allowed in one place. Each kind of value has its own entry; an empty shape allows nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shape {
    /// Anything goes, and nothing else in the shape matters.
    pub(super) any: bool,
    pub(super) text: Option<Text>,
    /// A number is right if one of these takes it.
    pub(super) numbers: Vec<Interval>,
    pub(super) boolean: bool,
    pub(super) lists: Vec<ListShape>,
    pub(super) tables: Vec<TableShape>,
}

/// Which texts are allowed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Text {
    /// Only these words, where it is an enumeration.
    pub(super) words: Option<Vec<String>>,
    /// At least so many characters.
    pub(super) shortest: usize,
    /// At most so many characters, where there is a bound.
    pub(super) longest: Option<usize>,
}

/// Which numbers are allowed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Interval {
    /// The numbers that the type in the program can hold, where only whole numbers are allowed.
    pub(super) whole: Option<RangeInclusive<i128>>,
    pub(super) least: Option<Bound>,
    pub(super) most: Option<Bound>,
}

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    Included(f64),
    Excluded(f64),
}

/// Which lists are allowed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ListShape {
    /// The first items, where each place has its own shape.
    pub(super) first: Vec<ShapeId>,
    /// All other items; `None` allows anything.
    pub(super) item: Option<ShapeId>,
    pub(super) shortest: usize,
    pub(super) longest: Option<usize>,
}

/// Which tables are allowed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TableShape {
    pub(super) keys: Vec<(String, ShapeId)>,
    pub(super) required: Vec<String>,
    pub(super) others: Others,
}

/// What becomes of keys that a table does not name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Others {
    Refused,
    Allowed(ShapeId),
}

impl Shape {
    pub(super) fn anything() -> Self {
        Self {
            any: true,
            ..Self::default()
        }
    }

    /// Whether nothing but tables is allowed.
    pub(super) fn is_only_tables(&self) -> bool {
        let rest = Self {
            tables: Vec::new(),
            ..self.clone()
        };
        !self.tables.is_empty() && rest == Self::default()
    }

    /// The one word that is allowed, if it is so.
    pub(super) fn only_word(&self) -> Option<&str> {
        match self.text.as_ref()?.words.as_deref()? {
            [word] => Some(word),
            _ => None,
        }
    }

    /// What either of two shapes allows.
    pub(super) fn or(mut self, other: Self) -> Self {
        self.any |= other.any;
        self.boolean |= other.boolean;
        self.text = match (self.text, other.text) {
            (Some(a), Some(b)) => Some(a.or(b)),
            (a, b) => a.or(b),
        };
        self.numbers.extend(other.numbers);
        self.lists.extend(other.lists);
        self.tables.extend(other.tables);
        self
    }

    /// What both of two shapes allow. Only tables are truly combined, every one with every one: nothing else is written
    /// in two parts. For the other kinds the second shape is taken where both allow some.
    pub(super) fn and(self, other: Self) -> Self {
        if self.any || other.any {
            return if self.any { other } else { self };
        }
        let tables = self
            .tables
            .iter()
            .flat_map(|a| other.tables.iter().map(|b| a.clone().and(b)));
        Self {
            any: false,
            tables: tables.collect(),
            text: self.text.and(other.text),
            numbers: if self.numbers.is_empty() {
                Vec::new()
            } else {
                other.numbers
            },
            boolean: self.boolean && other.boolean,
            lists: if self.lists.is_empty() { Vec::new() } else { other.lists },
        }
    }
}

impl Text {
    fn or(self, other: Self) -> Self {
        let words = match (self.words, other.words) {
            (Some(a), Some(b)) => Some([a, b].concat()),
            _ => None,
        };
        Self {
            words,
            shortest: self.shortest.min(other.shortest),
            longest: self.longest.zip(other.longest).map(|(one, another)| one.max(another)),
        }
    }
}

impl TableShape {
    /// The shape of what stands at a key.
    pub(super) fn at(&self, key: &str) -> Option<ShapeId> {
        let named = self.keys.iter().find(|(name, _)| name == key).map(|&(_, shape)| shape);
        named.or(match self.others {
            Others::Allowed(shape) => Some(shape),
            Others::Refused => None,
        })
    }

    pub(super) fn key_names(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(name, _)| name.as_str())
    }

    /// A table with the keys of both.
    fn and(mut self, other: &Self) -> Self {
        for (name, shape) in &other.keys {
            if self.keys.iter().all(|(known, _)| known != name) {
                self.keys.push((name.clone(), *shape));
            }
        }
        self.required.extend(other.required.iter().cloned());
        if self.others == Others::Refused {
            self.others = other.others;
        }
        if other.others == Others::Refused {
            self.others = Others::Refused;
        }
        self
    }
}

impl Bound {
    /// Whether this, as the lower end, lets a number in.
    pub(super) fn is_below(self, number: f64) -> bool {
        match self {
            Self::Included(bound) => bound <= number,
            Self::Excluded(bound) => bound < number,
        }
    }

    /// Whether this, as the upper end, lets a number in.
    pub(super) fn is_above(self, number: f64) -> bool {
        match self {
            Self::Included(bound) => number <= bound,
            Self::Excluded(bound) => number < bound,
        }
    }
}

impl Interval {
    /// A bound as a person would write it: 1e9 where ten digits need not be counted.
    fn spoken(&self, bound: f64) -> String {
        let (plain, short) = (format!("{bound}"), format!("{bound:e}"));
        if self.whole.is_some() || plain.len() <= short.len() + 1 {
            plain
        } else {
            short
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        use Bound::{Excluded, Included};
        out.write_str(if self.whole.is_some() {
            "a whole number"
        } else {
            "a number"
        })?;
        if let (Some(Included(least)), Some(Included(most))) = (self.least, self.most) {
            return write!(out, " from {} to {}", self.spoken(least), self.spoken(most));
        }
        match self.least {
            Some(Included(least)) => write!(out, " of at least {}", self.spoken(least))?,
            Some(Excluded(least)) => write!(out, " above {}", self.spoken(least))?,
            None => {}
        }
        let and = if self.least.is_some() && self.most.is_some() {
            " and"
        } else {
            ""
        };
        match self.most {
            Some(Included(most)) if and.is_empty() => write!(out, " of at most {}", self.spoken(most)),
            Some(Included(most)) => write!(out, "{and} at most {}", self.spoken(most)),
            Some(Excluded(most)) => write!(out, "{and} below {}", self.spoken(most)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Bound::{Excluded, Included};
    use super::Interval;

    #[test]
    fn intervals_are_spoken() {
        let spoken = |whole: bool, least, most| {
            Interval {
                whole: whole.then_some(0..=9),
                least,
                most,
            }
            .to_string()
        };
        assert_eq!(
            spoken(false, Some(Included(0.0)), Some(Included(1.0))),
            "a number from 0 to 1"
        );
        assert_eq!(spoken(true, Some(Included(2.0)), None), "a whole number of at least 2");
        assert_eq!(spoken(false, Some(Excluded(0.0)), None), "a number above 0");
        assert_eq!(
            spoken(false, Some(Excluded(0.0)), Some(Included(0.5))),
            "a number above 0 and at most 0.5"
        );
        assert_eq!(spoken(false, None, Some(Included(0.5))), "a number of at most 0.5");
        assert_eq!(
            spoken(false, Some(Included(0.0)), Some(Excluded(1.0))),
            "a number of at least 0 and below 1"
        );
        assert_eq!(spoken(false, None, None), "a number");
        let enormous = |whole| spoken(whole, Some(Included(-1e9)), Some(Included(1e9)));
        assert_eq!(enormous(false), "a number from -1e9 to 1e9");
        assert_eq!(
            spoken(false, Some(Included(0.001)), Some(Included(0.5))),
            "a number from 0.001 to 0.5"
        );
        assert_eq!(enormous(true), "a whole number from -1000000000 to 1000000000");
    }
}
