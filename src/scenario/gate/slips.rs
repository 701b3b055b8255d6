//! Slips of those who write TOML seldom: what is no TOML, and what it should be.

use std::ops::Range;

use super::instead::NoValue;
use super::scalars::{Scalar, scalars};
use super::schema::Schema;
use super::shape::Shape;
use super::slip::{Slip, without_comment};
use super::tree::{Value, ValueTable};
use super::{Problem, header};

/// What the parser says of text without quotes.
const UNQUOTED: &str = "string values must be quoted";

/// A text that is no TOML, beside what could be read of it.
pub(super) struct Slips<'s> {
    text: &'s str,
    schema: &'s Schema,
    scalars: Vec<Scalar>,
}

impl<'s> Slips<'s> {
    pub(super) fn of(text: &'s str, table: &ValueTable, schema: &'s Schema) -> Self {
        Self {
            text,
            schema,
            scalars: scalars(table, schema),
        }
    }

    /// What is said of a place where the parser gave up, and of what it said.
    pub(super) fn explain(&self, span: Range<usize>, message: &str) -> Problem {
        let (what, expected) = message.split_once(", expected ").unwrap_or((message, "nothing"));
        let before = self.text.get(..span.start).unwrap_or_default();
        let begin = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self
            .text
            .get(begin..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        let slip = Slip {
            span,
            begin,
            line,
            what,
            expected,
        };
        slip.comment()
            .or_else(|| slip.colon(self.text))
            .or_else(|| slip.backslash())
            .or_else(|| slip.decimal_comma())
            .or_else(|| self.no_value(&slip))
            .or_else(|| slip.unclosed())
            .or_else(|| header::mistaken(&slip, self.schema))
            .or_else(|| slip.key(self.schema))
            .unwrap_or_else(|| slip.other())
    }

    /// Something that is no value.
    fn no_value(&self, slip: &Slip<'_>) -> Option<Problem> {
        if slip.what == UNQUOTED && self.text.get(slip.span.clone())?.trim().is_empty() {
            return Some(slip.problem("there is no value").found("a value is missing"));
        }
        let (start, shape) = self.scalar(slip)?;
        let before = &self.text[slip.begin..start];
        let is_alone = !before.contains(['[', '{', ',']) && before.trim_end().ends_with('=');
        let written = match is_alone {
            true => without_comment(slip.line.get(start - slip.begin..)?),
            false => self.text.get(start..self.end(start, slip)?)?,
        };
        let is_value = Value::read(written).is_some() || written.starts_with(['"', '\'', '[', '{']);
        if written.is_empty() || is_value || slip.span.start > start + written.len() {
            return None;
        }
        let place = start..start + written.len();
        let after = self.text.get(place.end..).unwrap_or_default().trim_start();
        if !is_alone && after.starts_with('=') && written.contains(' ') {
            let problem = Problem::new(place, "a comma is missing");
            return Some(problem.hint("the keys of a table in braces are separated by commas: { from = 0, to = 1 }"));
        }
        let anything = Shape::anything();
        let no_value = NoValue {
            place,
            written,
            shape: shape.unwrap_or(&anything),
            schema: self.schema,
            is_alone,
        };
        Some(no_value.explain())
    }

    /// Where the value begins that a slip is in or behind of, and what may stand there.
    fn scalar(&self, slip: &Slip<'_>) -> Option<(usize, Option<&Shape>)> {
        let n_before = self.scalars.partition_point(|(span, _)| span.start <= slip.span.start);
        let last = self.scalars[..n_before]
            .last()
            .filter(|(span, _)| span.start >= slip.begin);
        match last {
            Some((span, shape)) if slip.what != UNQUOTED || span.start == slip.span.start => {
                Some((span.start, shape.map(|id| self.schema.shape(id))))
            }
            _ if slip.what == UNQUOTED => Some((slip.span.start, None)),
            _ => None,
        }
    }

    fn end(&self, start: usize, slip: &Slip<'_>) -> Option<usize> {
        let n_before = self.scalars.partition_point(|(span, _)| span.start < start);
        let known = self.scalars.get(n_before).filter(|(span, _)| span.start == start);
        known
            .map(|(span, _)| span.end)
            .or((slip.span.start == start).then_some(slip.span.end))
    }
}
