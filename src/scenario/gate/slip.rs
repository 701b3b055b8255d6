//! One place where the parser gave up, and the slips that its line alone shows.

use std::ops::Range;

use super::Problem;
use super::instead::more_than_a_value;
use super::meant;
use super::schema::Schema;
use super::words::shortened;

/// What begins a comment elsewhere.
const COMMENTS: [&str; 5] = ["//", "/*", ";", "%", "--"];
/// What is said of a colon.
const JOINED: &str = "a key and its value are joined by `=`";
/// Where the parser gave up: the line, and what it said.
pub(super) struct Slip<'s> {
    pub(super) span: Range<usize>,
    /// Where the line begins.
    pub(super) begin: usize,
    pub(super) line: &'s str,
    pub(super) what: &'s str,
    pub(super) expected: &'s str,
}

impl Slip<'_> {
    pub(super) fn problem(&self, title: &str) -> Problem {
        Problem::new(self.span.clone(), title)
    }

    /// What the parser said, where nothing better is known.
    pub(super) fn other(&self) -> Problem {
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

    pub(super) fn comment(&self) -> Option<Problem> {
        let is_comment = COMMENTS
            .iter()
            .any(|comment| self.line.trim_start().starts_with(comment));
        is_comment.then(|| {
            let problem = Problem::new(self.whole(), "this is neither a key nor a header");
            problem.hint("a comment begins with `#`")
        })
    }

    /// A key with a colon.
    pub(super) fn colon(&self, text: &str) -> Option<Problem> {
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
    pub(super) fn backslash(&self) -> Option<Problem> {
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
    pub(super) fn decimal_comma(&self) -> Option<Problem> {
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
    pub(super) fn unclosed(&self) -> Option<Problem> {
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
    pub(super) fn key(&self, schema: &Schema) -> Option<Problem> {
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
