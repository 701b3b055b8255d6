//! What should stand where something is written that is no value.

use std::ops::Range;

use alliance_prose::counted;

use super::choose;
use super::meant;
use super::schema::Schema;
use super::shape::Shape;
use super::words::{allowed, shortened};
use super::{Problem, nearest};

/// Something that is no value, as it is written.
pub(super) struct NoValue<'w> {
    pub(super) place: Range<usize>,
    pub(super) written: &'w str,
    /// What may stand there.
    pub(super) shape: &'w Shape,
    pub(super) schema: &'w Schema,
    /// Whether nothing else is on its line but its key.
    pub(super) is_alone: bool,
}

impl NoValue<'_> {
    /// What is said of it.
    pub(super) fn explain(&self) -> Problem {
        self.other_quotes()
            .or_else(|| self.truth())
            .or_else(|| self.and_more())
            .or_else(|| self.number())
            .or_else(|| self.several_numbers())
            .or_else(|| self.range_or_nothing())
            .unwrap_or_else(|| match self.takes_text() {
                true => self.text(),
                false => self.refused(),
            })
    }

    fn problem(&self, title: &str) -> Problem {
        Problem::new(self.place.clone(), title)
    }

    fn takes_text(&self) -> bool {
        self.shape.any || self.shape.text.is_some()
    }

    fn takes_numbers(&self) -> bool {
        self.shape.any || !self.shape.numbers.is_empty()
    }

    /// The number that is meant.
    fn reading(&self, written: &str) -> Option<String> {
        let numbers = meant::numbers(written, &self.shape.numbers);
        meant::in_words(&numbers).filter(|_| self.takes_numbers())
    }

    fn other_quotes(&self) -> Option<Problem> {
        let bare = self.written.trim_matches(meant::is_curly);
        if !self.written.contains(meant::is_curly) || (bare == self.written && !self.takes_text()) {
            return None;
        }
        let problem = self.problem("these are not the quotes of TOML");
        Some(match self.reading(bare).filter(|_| !self.shape.any) {
            Some(number) => problem.hint(format!("write {number}")),
            None => problem.hint(format!("use straight quotes: {}", quoted(bare))),
        })
    }

    fn truth(&self) -> Option<Problem> {
        let truth = meant::truth(self.written).filter(|_| self.shape.any || self.shape.boolean)?;
        Some(self.problem("this is not a value").hint(format!("write {truth}")))
    }

    fn and_more(&self) -> Option<Problem> {
        let hint = match self.is_alone {
            true => more_than_a_value(self.written)?,
            false => return None,
        };
        Some(self.problem("there is more on this line than a value").hint(hint))
    }

    fn number(&self) -> Option<Problem> {
        let reading = self.reading(self.written)?;
        let is_one = !is_list_like(self.written) || items(self.written).is_empty();
        is_one.then(|| {
            self.problem("this is not a number in TOML")
                .hint(format!("write {reading}"))
        })
    }

    fn several_numbers(&self) -> Option<Problem> {
        let items = items(self.written);
        if items.is_empty() {
            return None;
        }
        let list = items.join(", ");
        let problem = self
            .problem("there is more than one value")
            .found(counted(items.len(), "number"));
        Some(problem.hint(match self.reading(self.written) {
            _ if !self.is_alone && self.written.contains(';') => {
                "a list has commas between its items, and a point in its numbers: [0.1, 0.2]".to_owned()
            }
            _ if !self.is_alone => format!("separate them by commas: {list}"),
            Some(reading) => format!("write {reading}; a list is written [{list}]"),
            None if self.shape.lists.is_empty() && !self.shape.any => {
                format!("keep one of them; a list is written [{list}]")
            }
            None => format!("a list is written [{list}]"),
        }))
    }

    fn range_or_nothing(&self) -> Option<Problem> {
        if meant::is_nothing(self.written) {
            let problem = self.problem("TOML has no word for nothing");
            return Some(problem.hint("leave the key out, or give it a value"));
        }
        let (from, to) = range(self.written)?;
        let hint = format!("a range is written {{ from = {from}, to = {to}, steps = 5 }}");
        Some(self.problem("this is not a value").hint(hint))
    }

    /// What is neither a number nor anything else that may stand there.
    fn refused(&self) -> Problem {
        let problem = self
            .problem("this is not a value")
            .found(format!("found {}", shortened(self.written)))
            .allowed(allowed(self.shape, self.schema));
        if !self.takes_numbers() || !self.written.starts_with(|first: char| first.is_ascii_digit()) {
            return problem;
        }
        let number = |letter: char| letter.is_ascii_digit() || "+-.,_ eE".contains(letter);
        match self.written.trim_start_matches(number) {
            "" => problem,
            unit if unit.chars().all(char::is_alphabetic) => {
                problem.hint(format!("write a number alone, without `{unit}`"))
            }
            more if more.starts_with(['*', '/', '^', '(']) => {
                problem.hint("write the number that comes out: a file computes nothing")
            }
            _ => problem,
        }
    }

    /// Text without its quotes: the nearest word where only some are allowed.
    fn text(&self) -> Problem {
        let problem = self.problem("text must stand in quotes");
        let is_calculation = self
            .written
            .starts_with(|first: char| first.is_ascii_digit() || "+-.<>=*".contains(first));
        if self.shape.any && is_calculation {
            let hint = format!("write a number alone, or text: {}", quoted(self.written));
            return self.problem("this is not a value").hint(hint);
        }
        let Some(words) = self.shape.text.as_ref().and_then(|text| text.words.as_deref()) else {
            return problem.hint(format!("write {}", quoted(self.written)));
        };
        let words = || words.iter().map(String::as_str);
        if let Some(word) = words()
            .find(|&word| word == self.written)
            .or_else(|| nearest(self.written, words()))
        {
            return problem.hint(format!("write \"{word}\""));
        }
        let problem = problem.allowed(allowed(self.shape, self.schema));
        match self.kind() {
            Some((key, kind)) => problem.hint(format!("write {{ {key} = \"{kind}\", … }}")),
            None => problem,
        }
    }

    /// The kind of table whose word this is nearly.
    fn kind(&self) -> Option<(&str, &str)> {
        let key = choose::telling_key(&self.shape.tables, self.schema)?;
        let tables = self.shape.tables.iter();
        let kinds = tables.filter_map(|table| choose::word_at(table, key, self.schema));
        Some((key, nearest(self.written, kinds)?))
    }
}

/// What is to be done where more follows a value on its line.
pub(super) fn more_than_a_value(written: &str) -> Option<&'static str> {
    if written.ends_with(',') && !written.trim_end_matches(',').is_empty() {
        return Some("a line does not end with a comma");
    }
    if written.contains(" //") || written.contains(" /*") {
        return Some("a comment begins with `#`");
    }
    if written.contains('=') && !written.starts_with(['=', '<', '>', '!']) {
        return Some("write every key on a line of its own");
    }
    let (value, rest) = written.split_once(';')?;
    if rest.trim().is_empty() && !value.trim().is_empty() {
        return Some("a line does not end with a semicolon");
    }
    (!value.trim().is_empty() && items(written).is_empty()).then_some("a comment begins with `#`")
}

/// A text in the quotes that it needs.
fn quoted(text: &str) -> String {
    let text = shortened(text);
    match text.contains(['"', '\\']) && !text.contains('\'') {
        true => format!("'{text}'"),
        false => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Whether a text looks like several values.
fn is_list_like(written: &str) -> bool {
    written.starts_with('(') || written.contains([';', ' ']) || written.contains(", ")
}

/// The numbers of what looks like a list of them; empty where it is none.
fn items(written: &str) -> Vec<String> {
    let inner = written.trim().trim_start_matches('(').trim_end_matches(')');
    let separator = match inner {
        _ if inner.contains(';') => ';',
        _ if inner.contains(", ") || inner.matches(',').count() > 1 || written.starts_with('(') => ',',
        _ if inner.contains(' ') => ' ',
        _ => return Vec::new(),
    };
    let items = inner.split(separator).map(str::trim).filter(|item| !item.is_empty());
    let numbers: Option<Vec<String>> = items.map(|item| meant::numbers(item, &[]).first().cloned()).collect();
    numbers.filter(|numbers| numbers.len() > 1).unwrap_or_default()
}

/// The two ends of what looks like a range.
fn range(written: &str) -> Option<(String, String)> {
    let (from, to) = ["...", "..", " to ", ":"]
        .iter()
        .find_map(|mark| written.split_once(mark))?;
    let number = |text: &str| meant::numbers(text, &[]).first().cloned();
    Some((number(from)?, number(to.trim_start_matches('='))?))
}
