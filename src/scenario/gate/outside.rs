//! Keys that are set from outside a file, such as on the command line.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::tree::{Value, from_toml};
use super::{Document, Override, Problem, Problems, Source};

/// What may be written.
const FORM: &str = "a key and its value, such as gossip.rate=0.3";

/// A text that sets a key. Its places lie behind the end of the file, so that it is plain which of the two a mistake is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outside {
    pub(super) begin: usize,
    pub(super) source: Arc<Source>,
}

impl Outside {
    pub(super) fn end(&self) -> usize {
        self.begin + self.source.text.len() + 1
    }

    fn place(&self, range: Range<usize>) -> Range<usize> {
        self.begin + range.start..self.begin + range.end
    }

    /// The change that it asks for.
    fn change(&self) -> Result<Override, Problem> {
        let text = &self.source.text;
        let equals = equals(text).ok_or_else(|| {
            let problem = Problem::new(self.place(0..text.len()), "there is no `=`");
            problem.allowed(FORM)
        })?;
        let (key, value) = (text[..equals].trim(), text[equals + 1..].trim());
        let key_place = self.place(blanks(text)..blanks(text) + key.len());
        if key.is_empty() {
            return Err(Problem::new(self.place(0..equals + 1), "there is no key").allowed(FORM));
        }
        if value.is_empty() {
            let problem = Problem::new(self.place(equals..equals + 1), "there is no value").allowed(FORM);
            return Err(problem.hint("an empty text is written \"\""));
        }
        let start = equals + 1 + blanks(&text[equals + 1..]);
        let place = self.place(start..start + value.len());
        let value = match Value::read(value) {
            Some(value) => value,
            None if value.starts_with(['"', '\'', '[', '{']) => {
                let problem = Problem::new(place, "this is not a value");
                return Err(problem.allowed("a value as in a scenario file; plain text needs no quotes"));
            }
            None => Value::Text(value.to_owned()),
        };
        Ok(Override::new(plain_key(key), key_place, value.placed(&place)))
    }
}

impl Document {
    /// The same file with keys set by texts such as `gossip.rate=0.3`, whatever it says itself, and checked as a file is. Values are
    /// written as in a file; text needs no quotes.
    ///
    /// # Errors
    /// Everything that is wrong with them, shown where they are written.
    pub fn set_from_outside(&self, texts: impl IntoIterator<Item = Source>) -> Result<Self, Problems> {
        let mut open = self.clone();
        let mut outside = self.outside.as_ref().clone();
        for source in texts {
            outside.push(Outside {
                begin: open.behind(),
                source: source.into(),
            });
            open.outside = Arc::new(outside.clone());
        }
        let (mut changes, mut problems) = (Vec::new(), Vec::new());
        for outside in &outside[self.outside.len()..] {
            match outside.change() {
                Ok(change) => changes.push(open.as_text_where_needed(change)),
                Err(problem) => problems.push(problem),
            }
        }
        if !problems.is_empty() {
            return Err(open.problems(problems));
        }
        match open.with("", &changes) {
            Ok(changed) => Ok(Self {
                place: self.place.clone(),
                ..changed
            }),
            Err(wrong) => {
                let problems = wrong.iter().cloned().map(|problem| problem.in_place(self.place()));
                Err(open.problems(problems.collect()))
            }
        }
    }

    /// The same file with a key set by another text, such as a table beside it, and checked as a file is. `key_place` is where this file
    /// names the text; `value` makes the value of the key with its places, given where the text begins behind this file.
    ///
    /// # Errors
    /// Everything that is wrong with the value, shown where it is written.
    pub(in crate::scenario) fn set_from_text(
        &self,
        text: Arc<Source>,
        (key, key_place): (&str, Range<usize>),
        value: impl FnOnce(usize) -> Spanned<Value>,
    ) -> Result<Self, Problems> {
        let begin = self.behind();
        let mut open = self.clone();
        let outside = Outside { begin, source: text };
        Arc::make_mut(&mut open.outside).push(outside);
        let changed = open.with("", &[Override::new(key, key_place, value(begin))]);
        match changed {
            Ok(changed) => Ok(Self {
                place: self.place.clone(),
                ..changed
            }),
            Err(wrong) => {
                let problems = wrong.iter().cloned().map(|problem| problem.in_place(self.place()));
                Err(open.problems(problems.collect()))
            }
        }
    }

    /// A change whose value is text where only that is allowed, though it looks like a number or a truth.
    fn as_text_where_needed(&self, change: Override) -> Override {
        let is_allowed = |change: &Override| self.with("", std::slice::from_ref(change)).is_ok();
        let plain = change.value();
        if !matches!(
            plain.get_ref(),
            Value::Number(_) | Value::Boolean(_) | Value::Datetime(_)
        ) || is_allowed(&change)
        {
            return change;
        }
        let text = change.with_value(Spanned::new(plain.span(), Value::Text(plain.get_ref().to_string())));
        if is_allowed(&text) { text } else { change }
    }
}

/// The first `=` outside quotes.
fn equals(text: &str) -> Option<usize> {
    let mut quote = None;
    for (place, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '=') => return Some(place),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A dotted key without the quotes around its parts.
fn plain_key(key: &str) -> String {
    if !key.contains(['"', '\'']) {
        return key.to_owned();
    }
    let text = format!("{key} = 0");
    let Ok(table) = DeTable::parse(&text) else {
        return key.to_owned();
    };
    let mut parts = Vec::new();
    let mut table = Some(from_toml(table.into_inner()));
    while let Some((name, value)) = table.take().and_then(|table| table.into_iter().next()) {
        parts.push(name.into_inner());
        table = value.into_inner().as_table().cloned();
    }
    parts.join(".")
}
