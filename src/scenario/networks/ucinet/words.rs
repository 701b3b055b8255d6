//! The words of a DL file.

use std::ops::Range;

/// Words between blanks, commas and line ends; an equals sign and a colon are words of their own.
#[derive(Debug, Clone)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
}

/// A word with its place.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) span: Range<usize>,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.text.eq_ignore_ascii_case(word)
    }
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// A word of the head.
    pub(super) fn next(&mut self) -> Option<Word<'t>> {
        self.skip(|letter| letter.is_whitespace() || letter == ',');
        self.word(|letter| letter.is_whitespace() || matches!(letter, ',' | '=' | ':'))
    }

    /// A label or number, which may have colons in it.
    pub(super) fn datum(&mut self) -> Option<Word<'t>> {
        self.skip(|letter| letter.is_whitespace() || letter == ',');
        self.word(|letter| letter.is_whitespace() || letter == ',')
    }

    /// A label or number of this line; `None` at its end.
    pub(super) fn on_this_line(&mut self) -> Option<Word<'t>> {
        self.skip(|letter| (letter.is_whitespace() && letter != '\n') || letter == ',');
        match self.text[self.at..].starts_with('\n') {
            true => None,
            false => self.word(|letter| letter.is_whitespace() || letter == ','),
        }
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(is_skipped).len();
    }

    fn word(&mut self, ends: impl Fn(char) -> bool) -> Option<Word<'t>> {
        let rest = &self.text[self.at..];
        let first = rest.chars().next()?;
        let quote = Some(first).filter(|letter| matches!(letter, '"' | '\''));
        let quoted = quote.and_then(|quote| Some((1, rest[1..].lines().next()?.find(quote)? + 1)));
        let (start, end, after) = match quoted {
            Some((start, end)) => (start, end, end + 1),
            None => {
                let end = rest.find(ends).unwrap_or(rest.len()).max(first.len_utf8());
                (0, end, end)
            }
        };
        let span = self.at + start..self.at + end;
        self.at += after;
        Some(Word {
            text: self.text[span.clone()].trim(),
            span,
        })
    }

    pub(super) fn peek(&self) -> Option<Word<'t>> {
        self.clone().next()
    }
}
