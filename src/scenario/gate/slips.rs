//! Slips of those who write TOML seldom: what is no TOML, and what it should be.

use std::ops::Range;

use super::instead::{NoValue, more_than_a_value};
use super::meant;
use super::scalars::{Scalar, scalars};
use super::schema::Schema;
use super::shape::Shape;
use super::tree::{Value, ValueTable};
use super::words::shortened;
use super::{Problem, header};

/// What begins a comment elsewhere.
const COMMENTS: [&str; 5] = ["//", "/*", ";", "%", "--"];
/// What is said of a colon.
const JOINED: &str = "a key and its value are joined by `=`";
/// What the parser says of text without quotes.
const UNQUOTED: &str = "string values must be quoted";

/// A text that is no TOML, beside what could be read of it.
pub(super) struct Slips<'s> {
    text: &'s str,
    schema: &'s Schema,
    scalars: Vec<Scalar>,
}

/// Where the parser gave up: the line, and what it said.
pub(super) struct Slip<'s> {
    pub(super) span: Range<usize>,
    /// Where the line begins.
    pub(super) begin: usize,
    pub(super) line: &'s str,
    pub(super) what: &'s str,
    pub(super) expected: &'s str,
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

impl Slip<'_> {
    pub(super) fn problem(&self, title: &str) -> Problem {
        Problem::new(self.span.clone(), title)
    }

    /// What the parser said, where nothing better is known.
    fn other(&self) -> Problem {
        let problem = self.problem(&format!("this is not TOML: {}", self.what));
        match self.expected {
            "nothing" => problem,
            expected => problem.allowed(expected),
        }
    }

    /// The line without the blanks around it.
    pub(super) fn whole(&self) -> Range<usize> {
        let indent = self.line.len() - self.line.trim_start().len();
        self.begin + indent..self.begin + self.line.trim_end().len().max(indent)
    }

    /// The line up to the slip.
    fn before(&self) -> &str {
        self.line.get(..self.span.start - self.begin).unwrap_or(self.line)
    }

    fn comment(&self) -> Option<Problem> {
        let is_comment = COMMENTS
            .iter()
            .any(|comment| self.line.trim_start().starts_with(comment));
        is_comment.then(|| {
            let problem = Problem::new(self.whole(), "this is neither a key nor a header");
            problem.hint("a comment begins with `#`")
        })
    }

    /// A key with a colon.
    fn colon(&self, text: &str) -> Option<Problem> {
        let title = "this is not TOML: a colon behind a key";
        let rest = self.line.get(self.before().len()..).unwrap_or_default();
        if rest.starts_with(':') && self.before().contains(['{', ',']) && !text.trim_start().starts_with('{') {
            return Some(Problem::new(self.span.start..self.span.start + 1, title).hint(JOINED));
        }
        let (key, value) = self.line.split_once(':')?;
        if key.contains('=') || key.matches('"').count() % 2 == 1 || key.trim_start().starts_with('[') {
            return None;
        }
        if text.trim_start().starts_with('{') {
            let hint = "every key has a line of its own, without braces around all, and `=` before its value";
            return Some(Problem::new(self.whole(), "this is JSON, and a scenario is TOML").hint(hint));
        }
        let problem = Problem::new(self.begin + key.len()..self.begin + key.len() + 1, title);
        Some(match value.trim() {
            "" => problem.hint(format!("write [{}] for a table; {JOINED}", shortened(key.trim()))),
            _ => problem.hint(JOINED),
        })
    }

    /// A backslash that begins no escape.
    fn backslash(&self) -> Option<Problem> {
        let is_escape = self.what.contains("escape") || self.what.contains("unicode value");
        let before = self.before();
        let is_here = self.line[before.len()..].starts_with('\\');
        let at = if is_here {
            Some(before.len())
        } else {
            before.rfind('\\')
        };
        let at = at.filter(|_| is_escape)?;
        let open = self.line[..at].find('"')?;
        let quoted = &self.line[open + 1..];
        let quoted = quoted.rsplit_once('"').map_or(quoted, |(inner, _)| inner);
        let end = at + self.line[at..].chars().take(2).map(char::len_utf8).sum::<usize>();
        let problem = Problem::new(
            self.begin + at..self.begin + end,
            "a backslash begins an escape in \"…\"",
        );
        let found = match &self.line[at..end] {
            "\\\"" => "here it makes the quote a part of the text".to_owned(),
            escape => format!("`{escape}` is none"),
        };
        Some(problem.found(found).hint(without_backslashes(quoted)))
    }

    /// A decimal comma in a table in braces, where it separates keys.
    fn decimal_comma(&self) -> Option<Problem> {
        let open = self.line.find('{')?;
        let mut at = open;
        for part in self.line[open..].split('=').skip(1) {
            at = self.line[at..].find('=')? + at + 1;
            let end = part.find(|letter: char| !letter.is_ascii_digit() && !"+-., ".contains(letter));
            let written = part[..end.unwrap_or(part.len())].trim().trim_end_matches([',', ' ']);
            if let ([number], true) = (meant::numbers(written, &[]).as_slice(), is_decimal_comma(written)) {
                let start = self.begin + at + part.len() - part.trim_start().len();
                let problem = Problem::new(start..start + written.len(), "this is not a number in TOML");
                return Some(problem.hint(format!("write {number}")));
            }
        }
        None
    }

    /// Text, a list or a table that does not end.
    fn unclosed(&self) -> Option<Problem> {
        let (what, found, hint) = match (self.what, self.expected) {
            ("invalid basic string", "`\"`") => ("text", "the line ends here", "close it with `\"`"),
            ("invalid literal string", "`'`") => ("text", "the line ends here", "close it with `'`"),
            ("invalid multi-line basic string", _) => ("text", "the file ends here", "close it with `\"\"\"`"),
            ("invalid multi-line literal string", _) => ("text", "the file ends here", "close it with `'''`"),
            ("unclosed array", _) => ("list", "it ends here", "close it with `]`"),
            ("unclosed inline table", _) => ("table", "it ends here", "close it with `}`"),
            ("extra comma in inline table", _) if self.holds_numbers() => {
                let problem = self.problem("a table in braces has keys");
                return Some(problem.hint("a list is written in brackets: [0.5, 0.5]"));
            }
            _ => return None,
        };
        Some(
            self.problem(&format!("this {what} is not closed"))
                .found(found)
                .hint(hint),
        )
    }

    /// Whether a number stands where the first key of a table in braces should.
    fn holds_numbers(&self) -> bool {
        let inner = self.before().rsplit('{').next().unwrap_or_default();
        inner.trim().parse::<f64>().is_ok()
    }

    /// Something wrong before the value.
    fn key(&self, schema: &Schema) -> Option<Problem> {
        let (key, value) = match self.line.split_once('=') {
            Some((key, value)) => (key.trim(), Some(value.trim())),
            None => (self.line.trim(), None),
        };
        let more = self.line.get(self.before().len()..).unwrap_or_default();
        let first_and_rest = key.split_once(char::is_whitespace);
        match (self.what, value, first_and_rest) {
            ("extra `=`", ..) => {
                let problem = self.problem("there is an `=` too many");
                Some(problem.hint("a key and its value are joined by one `=`"))
            }
            ("unquoted keys cannot be empty", Some(_), _) if key.is_empty() => {
                Some(self.problem("there is no key").hint("write the key before the `=`"))
            }
            ("key with no value" | "invalid unquoted key", Some(_), Some(_)) => {
                let joined = key.split_whitespace().collect::<Vec<_>>().join("_");
                let near = schema.nearest_key(&joined).unwrap_or(&joined);
                let start = self.whole().start;
                let problem = Problem::new(start..start + key.len(), "a key is one word");
                Some(problem.hint(format!("write {}", shortened(near))))
            }
            ("key with no value", None, Some((key, value))) => {
                let problem = self.problem("an `=` is missing");
                Some(problem.hint(format!("write {} = {}", shortened(key), shortened(value.trim()))))
            }
            ("unexpected key or value", Some(value), _) if value.starts_with(['"', '\'']) && !more.starts_with(';') => {
                let problem = self.problem("the text ends at the quote before this");
                Some(match more_than_a_value(more) {
                    Some(hint) => problem.hint(hint),
                    None => {
                        problem.hint("a text that holds one kind of quotes stands in the other: 'a \"word\"', \"it's\"")
                    }
                })
            }
            ("unexpected key or value", ..) => {
                let hint = more_than_a_value(more)?;
                Some(self.problem("there is more on this line than a value").hint(hint))
            }
            _ => None,
        }
    }
}

/// How text with backslashes is written.
pub(super) fn without_backslashes(text: &str) -> String {
    let slashed = text.trim_end_matches('\\').replace("\\\\", "/").replace('\\', "/");
    match text.contains(' ') && !text.contains(['.', ':']) || slashed.contains('\'') {
        true => "write \\\\ for a backslash, or put the text in single quotes: '…'".to_owned(),
        false => format!("write \"{slashed}\", or '{text}' in single quotes"),
    }
}

/// Whether a text is digits with one comma between them.
fn is_decimal_comma(written: &str) -> bool {
    let parts = written.split_once(',');
    parts.is_some_and(|(whole, fraction)| {
        whole.ends_with(|digit: char| digit.is_ascii_digit())
            && fraction.starts_with(|digit: char| digit.is_ascii_digit())
    })
}

/// A line up to its comment.
pub(super) fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (at, letter) in line.char_indices() {
        match (quote, letter) {
            (None, '#') => return line[..at].trim_end(),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    line.trim_end()
}
