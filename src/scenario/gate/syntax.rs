//! From text to tables, with what the TOML parser has to say.

use std::ops::Range;

use alliance_prose::counted;
use toml::de::{DeTable, Error};

use super::Problem;
use super::tree::{ValueTable, from_toml};
use super::words::shortened;

/// In larger texts only the first syntax error is reported, so that a broken file does not become a million messages.
const LARGE: usize = 1024 * 1024;
/// So many duplicate keys are traced to where they were first written.
const TRACED: usize = 20;

/// What a text became.
pub(super) struct Parsed {
    pub(super) table: ValueTable,
    /// What is wrong with the TOML itself.
    pub(super) problems: Vec<Problem>,
    /// Up to here the table is complete in spite of the problems.
    pub(super) complete_to: usize,
}

/// Parses as much of a text as can be parsed.
pub(super) fn parse(text: &str) -> Parsed {
    let (table, mut errors) = if text.len() > LARGE {
        DeTable::parse(text).map_or_else(|error| (None, vec![error]), |table| (Some(table), Vec::new()))
    } else {
        let (table, errors) = DeTable::parse_recoverable(text);
        (Some(table), errors)
    };
    errors.sort_by_key(|error| span(error).start);
    let first_break = errors
        .iter()
        .find(|error| !is_duplicate(error))
        .map(|error| span(error).start);
    Parsed {
        table: from_toml(table.map(toml::Spanned::into_inner).unwrap_or_default()),
        problems: explain(text, &errors),
        complete_to: first_break.map_or(usize::MAX, |offset| section_start(text, offset)),
    }
}

/// One problem a line: what follows the first on its line is mostly its echo.
fn explain(text: &str, errors: &[Error]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut line_end = 0;
    let mut n_duplicates = 0;
    let is_unclosed = errors
        .last()
        .is_some_and(|error| error.message().starts_with("unclosed"));
    for error in errors {
        let span = span(error);
        if span.start < line_end {
            continue;
        }
        if is_unclosed && is_echo(text, &span, error) {
            let problem = Problem::new(span, "this is not TOML: a list or table above is not closed");
            problems.push(problem.found("here it still goes on").hint("close it with `]` or `}`"));
            break;
        }
        line_end = text
            .get(span.start..)
            .and_then(|rest| rest.find('\n'))
            .map_or(text.len(), |at| span.start + at);
        problems.push(if is_duplicate(error) {
            n_duplicates += 1;
            duplicate(text, span, n_duplicates <= TRACED)
        } else {
            broken(text, span, error.message())
        });
    }
    problems
}

/// Whether a comma is only missed because what looks like the next key or header is still read as part of a list.
fn is_echo(text: &str, span: &Range<usize>, error: &Error) -> bool {
    let rest = text
        .get(span.start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    ["missing comma", "missing key for inline"]
        .iter()
        .any(|start| error.message().starts_with(start))
        && (rest.starts_with('[') || rest.contains('='))
}

fn span(error: &Error) -> Range<usize> {
    error.span().unwrap_or_default()
}

fn is_duplicate(error: &Error) -> bool {
    error.message() == "duplicate key"
}

fn broken(text: &str, span: Range<usize>, message: &str) -> Problem {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, "nothing"));
    let found = text.get(span.clone()).unwrap_or_default();
    let hint = remedy(text, &span);
    if what == "string values must be quoted" {
        return match hint {
            _ if found.trim().is_empty() => Problem::new(span, "there is no value").found("a value is missing"),
            Some(hint) => Problem::new(span, "this is not a value").hint(hint),
            None if are_numbers(found) => {
                let list: Vec<_> = found.split_whitespace().collect();
                let problem = Problem::new(span, "there is more than one value")
                    .found(counted(list.len(), "number"))
                    .allowed("one value");
                problem.hint(format!("keep one of them; a list is written [{}]", list.join(", ")))
            }
            None => {
                let quoted = format!("write \"{}\"", shortened(found));
                Problem::new(span, "text must stand in quotes").hint(quoted)
            }
        };
    }
    if matches!(
        (what, expected),
        ("invalid basic string", "`\"`") | ("invalid literal string", "`'`")
    ) {
        let hint = format!("close it with {expected}");
        return Problem::new(span, "this text is not closed")
            .found("the line ends here")
            .hint(hint);
    }
    let problem = Problem::new(span, format!("this is not TOML: {what}"));
    match hint {
        Some(hint) => problem.hint(hint),
        None if expected == "nothing" => problem,
        None => problem.allowed(expected),
    }
}

fn duplicate(text: &str, span: Range<usize>, is_traced: bool) -> Problem {
    let key = text.get(span.clone()).unwrap_or_default();
    let problem = Problem::new(
        span.clone(),
        format!("`{}` is written twice", shortened(key.trim_matches(['"', '\'']))),
    )
    .found("the second time");
    match is_traced.then(|| first_time(text, span.start)).flatten() {
        Some(line) => problem.hint(format!("it was first written in line {line}; keep one of the two")),
        None => problem.hint("keep one of the two"),
    }
}

/// Whether a text is several numbers with blanks between them.
fn are_numbers(text: &str) -> bool {
    let mut words = text.split_whitespace();
    text.trim().contains(char::is_whitespace) && words.all(|word| word.parse::<f64>().is_ok())
}

/// The line, from 1, where the key of this line was written before: the same header anywhere above, or the same key in
/// the same section.
fn first_time(text: &str, offset: usize) -> Option<usize> {
    let start = text.get(..offset)?.rfind('\n').map_or(0, |newline| newline + 1);
    let name = name_of(text.get(start..)?.lines().next()?);
    let mut first = None;
    let mut lines: Vec<&str> = text.get(..start)?.lines().collect();
    while let Some(line) = lines.pop() {
        if name_of(line) == name {
            first = Some(lines.len() + 1);
        } else if !name.starts_with('[') && line.trim_start().starts_with('[') {
            break;
        }
    }
    first
}

/// What a line gives a value to: its header or its key.
fn name_of(line: &str) -> &str {
    let line = line.trim();
    let end = if line.starts_with('[') {
        line.rfind(']').map(|at| at + 1)
    } else {
        line.find('=')
    };
    line[..end.unwrap_or(line.len())].trim()
}

/// The offset of the last table header at or before an offset, or the start of the text.
fn section_start(text: &str, offset: usize) -> usize {
    let mut start = 0;
    let mut begin = 0;
    for line in text.split_inclusive('\n') {
        if begin > offset {
            break;
        }
        if line.trim_start().starts_with('[') {
            start = begin;
        }
        begin += line.len();
    }
    start
}

/// Mistakes that people make who write TOML seldom.
fn remedy(text: &str, span: &Range<usize>) -> Option<String> {
    let before = text.get(..span.start)?;
    let found = text.get(span.clone())?;
    let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    let rest = text.get(span.start..)?.lines().next().unwrap_or_default();
    let is_curly = |letter: char| "“”„‘’‚«»".contains(letter);
    if rest.starts_with(is_curly) || found.contains(is_curly) {
        return Some("use straight quotes: \"…\"".to_owned());
    }
    let digit_before = line.ends_with(|letter: char| letter.is_ascii_digit());
    if digit_before
        && rest
            .strip_prefix(',')
            .is_some_and(|rest| rest.starts_with(|l: char| l.is_ascii_digit()))
    {
        return Some("write numbers with a point: 0.5, not 0,5".to_owned());
    }
    match found.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some("write true".to_owned()),
        "false" | "no" | "off" => Some("write false".to_owned()),
        _ if rest.contains(':') && !rest.contains('=') && !line.contains('=') => {
            Some("a key and its value are joined by `=`".to_owned())
        }
        _ => None,
    }
}
