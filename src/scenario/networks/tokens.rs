//! Rows cut into fields, each with its place. The `csv` crate tells no place of a field, and knows no runs of blanks.

use std::borrow::Cow;
use std::ops::Range;

use crate::scenario::gate::Problem;

/// What stands between the fields of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scenario) enum Separator {
    Tab,
    Semicolon,
    Comma,
    Blanks,
}

impl Separator {
    /// In words: separated by these.
    pub(in crate::scenario) const fn name(self) -> &'static str {
        match self {
            Self::Tab => "tabs",
            Self::Semicolon => "semicolons",
            Self::Comma => "commas",
            Self::Blanks => "blanks",
        }
    }

    /// Whether a byte between fields separates them.
    const fn is(self, byte: u8) -> bool {
        match self {
            Self::Tab => byte == b'\t',
            Self::Semicolon => byte == b';',
            Self::Comma => byte == b',',
            Self::Blanks => byte == b' ' || byte == b'\t',
        }
    }

    /// Whether a byte before a field or after it is no part of it.
    const fn is_blank(self, byte: u8) -> bool {
        byte == b' ' || (byte == b'\t' && !matches!(self, Self::Tab))
    }
}

/// A field without its quotes.
#[derive(Debug, Clone)]
pub(in crate::scenario) struct Field<'t> {
    pub(in crate::scenario) text: Cow<'t, str>,
    pub(in crate::scenario) span: Range<usize>,
}

/// A row of fields; empty where the line is.
#[derive(Debug, Clone)]
pub(in crate::scenario) struct Row<'t> {
    pub(in crate::scenario) fields: Vec<Field<'t>>,
    /// All of it, without its line end.
    pub(in crate::scenario) span: Range<usize>,
}

impl Row<'_> {
    pub(in crate::scenario) fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.text.is_empty())
    }

    /// Leaves out empty fields at the end beyond so many fields: spreadsheets add them.
    pub(in crate::scenario) fn cut_to(&mut self, n_fields: usize) {
        while self.fields.len() > n_fields && self.fields.last().is_some_and(|field| field.text.is_empty()) {
            self.fields.pop();
        }
    }

    /// A field's place; that of the row where there is no such field.
    pub(in crate::scenario) fn place(&self, field: usize) -> Range<usize> {
        self.fields
            .get(field)
            .map_or(self.span.clone(), |field| field.span.clone())
    }
}

/// The rows of a text from some place on.
#[derive(Debug, Clone)]
pub(in crate::scenario) struct Rows<'t> {
    text: &'t str,
    at: usize,
    separator: Separator,
}

impl<'t> Rows<'t> {
    pub(in crate::scenario) fn new(text: &'t str, at: usize, separator: Separator) -> Self {
        Self { text, at, separator }
    }

    /// The next row that is not blank.
    pub(in crate::scenario) fn next_told(&mut self) -> Option<Result<Row<'t>, Problem>> {
        loop {
            match self.next()? {
                Ok(row) if row.is_blank() => {}
                told => return Some(told),
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn skip_blanks(&mut self) {
        while self.byte(self.at).is_some_and(|byte| self.separator.is_blank(byte)) {
            self.at += 1;
        }
    }

    fn is_line_end(&self) -> bool {
        matches!(self.byte(self.at), None | Some(b'\n' | b'\r'))
    }

    fn skip_line_end(&mut self) {
        let is_both = self.text[self.at..].starts_with("\r\n");
        self.at = (self.at + 1 + usize::from(is_both)).min(self.text.len());
    }

    /// A field that begins here.
    fn field(&mut self) -> Result<Field<'t>, Problem> {
        let start = self.at;
        let quoted = match self.byte(start) {
            Some(b'"') => Some(self.quoted()?),
            _ => None,
        };
        let bare = self.at;
        while !self.is_line_end() && !self.byte(self.at).is_some_and(|byte| self.separator.is(byte)) {
            self.at += 1;
        }
        let rest = self.text[bare..self.at].trim();
        let text = match quoted {
            None => Cow::Borrowed(rest),
            Some(quoted) if rest.is_empty() => quoted,
            Some(quoted) => Cow::Owned(format!("{quoted}{rest}")),
        };
        let written = &self.text[start..self.at];
        let blanks = written.len() - written.trim_start().len();
        Ok(Field {
            text,
            span: start + blanks..start + blanks + written.trim().len(),
        })
    }

    /// What stands between quotes; a quote in it is written twice.
    fn quoted(&mut self) -> Result<Cow<'t, str>, Problem> {
        let opened = self.at;
        let start = opened + 1;
        let mut end = start;
        loop {
            end += match self.text[end..].find('"') {
                Some(distance) => distance,
                None => return Err(unclosed(opened)),
            };
            if self.byte(end + 1) != Some(b'"') {
                break;
            }
            end += 2;
        }
        self.at = end + 1;
        let inner = &self.text[start..end];
        Ok(match inner.contains("\"\"") {
            true => Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned()),
            false => Cow::Borrowed(inner.trim()),
        })
    }
}

fn unclosed(opened: usize) -> Problem {
    Problem::new(opened..opened + 1, "a quote that is never closed")
        .found("opened here")
        .allowed("a closing quote after the name")
}

impl<'t> Iterator for Rows<'t> {
    type Item = Result<Row<'t>, Problem>;

    /// A quote that is never closed ends the rows.
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let mut fields = Vec::new();
        self.skip_blanks();
        while !(self.is_line_end() && (fields.is_empty() || self.separator == Separator::Blanks)) {
            match self.field() {
                Ok(field) => fields.push(field),
                Err(problem) => {
                    self.at = self.text.len();
                    return Some(Err(problem));
                }
            }
            if self.is_line_end() {
                break;
            }
            self.at += 1;
            self.skip_blanks();
        }
        let span = start..self.at;
        self.skip_line_end();
        Some(Ok(Row { fields, span }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, Separator};

    fn fields(text: &str, separator: Separator) -> Vec<Vec<String>> {
        let rows = Rows::new(text, 0, separator).map(Result::unwrap);
        rows.map(|row| {
            let texts = row.fields.iter().map(|field| {
                assert!(text.get(field.span.clone()).is_some());
                field.text.to_string()
            });
            texts.collect()
        })
        .collect()
    }

    #[test]
    fn rows_are_cut_at_separators_outside_quotes() {
        assert_eq!(
            fields("a, \"b, \"\"c\"\"\" ,\r\n\r\nd\n", Separator::Comma),
            [vec!["a", "b, \"c\"", ""], vec![], vec!["d"]]
        );
        assert_eq!(fields("a\t\tb c", Separator::Tab), [["a", "", "b c"]]);
        assert_eq!(
            fields("  1 \"Old Mill\"\t0.5 \n2  b", Separator::Blanks),
            [vec!["1", "Old Mill", "0.5"], vec!["2", "b"]]
        );
        assert_eq!(
            fields("a;\"two\nlines\";", Separator::Semicolon),
            [["a", "two\nlines", ""]]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_has_its_place() {
        let rows = Rows::new("a,b\nc,\"d\ne,f\n", 0, Separator::Comma);
        let told: Vec<_> = rows.collect();
        assert_eq!(told.len(), 2);
        assert_eq!(told[1].as_ref().unwrap_err().span, 6..7);
    }
}
