//! The values of a file with the places where they are written, independent of the text they came from.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::map::Map;
use toml::value::Datetime;

use super::nesting::too_deep;
use super::numbers::Number;

/// The keys and values of a table, in the order of the file, each with its place.
pub type ValueTable = Map<Spanned<String>, Spanned<Value>>;

/// A value of a file. Lists and tables are shared: a copy costs as much as one number, and only what is changed in it is copied.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text in quotes.
    Text(String),
    /// A number, as it is written: a whole number (perhaps `0x…`) or one with a decimal point, `inf` or `nan`.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or a time.
    Datetime(Datetime),
    /// A list.
    List(Arc<Vec<Spanned<Value>>>),
    /// A table.
    Table(Arc<ValueTable>),
}

impl Value {
    /// A number that is not written in a file. Whole numbers are written without a decimal point, as both whole and
    /// other numbers may be given in that way.
    #[must_use]
    pub fn number(number: f64) -> Self {
        let is_whole = number.trunc() == number && number.abs() < 9e15;
        Self::Number(if is_whole {
            format!("{number:.0}")
        } else {
            format!("{number:?}").to_lowercase()
        })
    }

    /// A value written somewhere else than in a file of this form, such as in a field of a table; `None` for what is no
    /// value in TOML. All places in it are those of that text alone.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if too_deep(text).is_some() {
            return None;
        }
        let value = DeValue::parse(text).ok()?;
        Some(value_from_toml(value).into_inner())
    }

    /// The value with all that is in it at one place.
    #[must_use]
    pub fn placed(self, place: &Range<usize>) -> Spanned<Self> {
        let value = match self {
            Self::List(items) => {
                let items = Arc::unwrap_or_clone(items);
                let items = items.into_iter().map(|item| item.into_inner().placed(place));
                Self::List(Arc::new(items.collect()))
            }
            Self::Table(table) => {
                let pairs = Arc::unwrap_or_clone(table).into_iter().map(|(key, value)| {
                    let key = Spanned::new(place.clone(), key.into_inner());
                    (key, value.into_inner().placed(place))
                });
                Self::Table(Arc::new(pairs.collect()))
            }
            plain => plain,
        };
        Spanned::new(place.clone(), value)
    }

    /// The text in quotes, if it is that.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// As it is written in tables: text without its quotes.
    #[must_use]
    pub fn in_tables(&self) -> String {
        self.as_text().map_or_else(|| self.to_string(), str::to_owned)
    }

    /// The number, if it is one that an `f64` holds.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(written) => Number::of(written).as_f64(),
            _ => None,
        }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Spanned<Self>]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The table, if it is one.
    #[must_use]
    pub fn as_table(&self) -> Option<&ValueTable> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl Value {
    /// A value that comes as JSON; `None` where there is a `null` in it, for which TOML has no word. Its places are all the start.
    #[must_use]
    pub fn from_json(json: &serde_json::Value) -> Option<Self> {
        use serde_json::Value as Json;
        Some(match json {
            Json::Null => return None,
            Json::Bool(answer) => Self::Boolean(*answer),
            Json::Number(number) => Self::Number(number.to_string()),
            Json::String(text) => Self::Text(text.clone()),
            Json::Array(items) => {
                let items = items
                    .iter()
                    .map(|item| Some(Spanned::new(0..0, Self::from_json(item)?)));
                Self::List(Arc::new(items.collect::<Option<_>>()?))
            }
            Json::Object(pairs) => {
                let pairs = pairs.iter().map(|(key, value)| {
                    let value = Spanned::new(0..0, Self::from_json(value)?);
                    Some((Spanned::new(0..0, key.clone()), value))
                });
                Self::Table(Arc::new(pairs.collect::<Option<_>>()?))
            }
        })
    }

    /// The same value in JSON; what has no place there, as text.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Number(written) => match Number::of(written) {
                Number::Whole(whole) => i64::try_from(whole).map_or_else(|_| written.as_str().into(), Into::into),
                number => number.as_f64().into(),
            },
            Self::Boolean(answer) => (*answer).into(),
            Self::Datetime(time) => time.to_string().into(),
            Self::List(items) => items.iter().map(|item| item.get_ref().to_json()).collect(),
            Self::Table(table) => table
                .iter()
                .map(|(key, value)| (key.get_ref().clone(), value.get_ref().to_json()))
                .collect(),
        }
    }
}

/// As it would be written in a file, on one line.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(out, "{}", toml::Value::from(text.as_str())),
            Self::Number(written) => out.write_str(written),
            Self::Boolean(answer) => write!(out, "{answer}"),
            Self::Datetime(time) => write!(out, "{time}"),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| item.get_ref().to_string()).collect();
                write!(out, "[{}]", items.join(", "))
            }
            Self::Table(table) => {
                let pairs = table
                    .iter()
                    .map(|(key, value)| format!("{} = {}", key.get_ref(), value.get_ref()));
                write!(out, "{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// Takes a parsed table over.
pub(super) fn from_toml(table: DeTable<'_>) -> ValueTable {
    let pairs = table.into_iter().map(|(key, value)| {
        let key = Spanned::new(key.span(), key.into_inner().into_owned());
        (key, value_from_toml(value))
    });
    pairs.collect()
}

fn value_from_toml(value: Spanned<DeValue<'_>>) -> Spanned<Value> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(digits) => Value::Number(digits.to_string()),
        DeValue::Float(digits) => Value::Number(digits.to_string()),
        DeValue::Boolean(answer) => Value::Boolean(answer),
        DeValue::Datetime(time) => Value::Datetime(time),
        DeValue::Array(items) => Value::List(Arc::new(items.into_iter().map(value_from_toml).collect())),
        DeValue::Table(table) => Value::Table(Arc::new(from_toml(table))),
    };
    Spanned::new(span, value)
}

/// Lends a table to the TOML deserialiser.
pub(super) fn to_toml(table: &ValueTable) -> DeTable<'_> {
    let pairs = table
        .iter()
        .map(|(key, value)| (key_to_toml(key), value_to_toml(value)));
    pairs.collect()
}

/// Lends the keys of a table that are wanted, and of tables in it the keys that are wanted of them, by their dotted names.
pub(super) fn part_to_toml<'v>(table: &'v ValueTable, is_wanted: &impl Fn(&str) -> bool) -> DeTable<'v> {
    let wanted = table.iter().filter(|(key, _)| is_wanted(key.get_ref()));
    let pairs = wanted.map(|(key, value)| match value.get_ref() {
        Value::Table(inner) => {
            let is_wanted = |name: &Spanned<String>| is_wanted(&format!("{}.{}", key.get_ref(), name.get_ref()));
            let inner = inner.iter().filter(|(name, _)| is_wanted(name));
            let inner = inner.map(|(name, value)| (key_to_toml(name), value_to_toml(value)));
            (
                key_to_toml(key),
                Spanned::new(value.span(), DeValue::Table(inner.collect())),
            )
        }
        _ => (key_to_toml(key), value_to_toml(value)),
    });
    pairs.collect()
}

fn key_to_toml(key: &Spanned<String>) -> Spanned<std::borrow::Cow<'_, str>> {
    Spanned::new(key.span(), key.get_ref().as_str().into())
}

fn value_to_toml(value: &Spanned<Value>) -> Spanned<DeValue<'_>> {
    let lent = match value.get_ref() {
        Value::Text(text) => DeValue::String(text.as_str().into()),
        Value::Number(written) => {
            DeValue::parse(written).map_or(DeValue::Float(Default::default()), Spanned::into_inner)
        }
        Value::Boolean(answer) => DeValue::Boolean(*answer),
        Value::Datetime(time) => DeValue::Datetime(*time),
        Value::List(items) => {
            let mut list = toml::de::DeArray::new();
            items.iter().for_each(|item| list.push(value_to_toml(item)));
            DeValue::Array(list)
        }
        Value::Table(table) => DeValue::Table(to_toml(table)),
    };
    Spanned::new(value.span(), lent)
}
