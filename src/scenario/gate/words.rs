//! How values and what is allowed are put into words.

use std::borrow::Cow;

use alliance_prose::lists;

use super::choose;
use super::numbers::is_real;
use super::schema::Schema;
use super::shape::Shape;
use super::tree::Value;

/// Longer words are cut in messages, in characters.
const LONGEST: usize = 60;
/// So many words of a list are written out.
const LISTED: usize = 30;

/// A word that is short enough to be shown, on one line.
pub(in crate::scenario) fn shortened(word: &str) -> Cow<'_, str> {
    let short = match word.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &word[..end])),
        None => Cow::Borrowed(word),
    };
    if short.contains(char::is_control) {
        short.escape_debug().to_string().into()
    } else {
        short
    }
}

/// 1st, 2nd, 3rd, 4th.
pub(super) fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `` `a`, `b` or `c` ``
pub(in crate::scenario) fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    if let Some(more @ 1..) = quoted.len().checked_sub(LISTED) {
        return format!("{} or one of {more} more", quoted[..LISTED].join(", "));
    }
    joined(&quoted)
}

fn joined(parts: &[String]) -> String {
    match parts {
        [] => "nothing".to_owned(),
        parts => lists::or(parts),
    }
}

/// What kind of value this is.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Text(_) => "text",
        Value::Number(written) if is_real(written) => "a number with a decimal point",
        Value::Number(_) => "a whole number",
        Value::Boolean(true) => "true",
        Value::Boolean(false) => "false",
        Value::Datetime(_) => "a date or time",
        Value::List(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// What may stand where a shape is asked for.
pub(super) fn allowed(shape: &Shape, schema: &Schema) -> String {
    let mut parts = Vec::new();
    if let Some(text) = &shape.text {
        match &text.words {
            Some(words) => parts.push(one_of(words.iter().map(String::as_str))),
            None => parts.push("text in quotes".to_owned()),
        }
    }
    parts.extend(shape.numbers.iter().map(ToString::to_string));
    if shape.boolean {
        parts.push("true or false".to_owned());
    }
    parts.extend(shape.lists.iter().map(|list| match list.item {
        Some(item) if schema.shape(item).is_only_tables() => "a list of tables".to_owned(),
        Some(item) if !schema.shape(item).any => format!("a list, each item {}", allowed(schema.shape(item), schema)),
        _ => "a list".to_owned(),
    }));
    if let Some(key) = choose::telling_key(&shape.tables, schema) {
        let words = shape
            .tables
            .iter()
            .filter_map(|table| choose::word_at(table, key, schema));
        parts.push(format!("a table with {key} {}", one_of(words)));
    } else if !shape.tables.is_empty() {
        parts.push("a table".to_owned());
    }
    if parts.is_empty() && shape.any {
        parts.push("any value".to_owned());
    }
    joined(&parts)
}

#[cfg(test)]
mod tests {
    use super::{one_of, ordinal, shortened};

    #[test]
    fn ordinals_end_as_they_are_spoken() {
        let spoken = [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal);
        assert_eq!(
            spoken,
            [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th"
            ]
        );
    }

    #[test]
    fn lists_are_spoken() {
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert!(one_of(["x"; 40]).ends_with("`x` or one of 10 more"));
    }

    #[test]
    fn long_words_are_cut_between_characters() {
        assert_eq!(shortened("é"), "é");
        assert_eq!(shortened(&"é".repeat(100)).chars().count(), 61);
    }
}
