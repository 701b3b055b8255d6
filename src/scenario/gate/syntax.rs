//! From text to tables, with what the TOML parser has to say.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::Problem;
use super::schema::Schema;
use super::slips::Slips;
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
pub(super) fn parse(text: &str, schema: &Schema) -> Parsed {
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
    let table = read(table);
    let problems = match errors.is_empty() {
        true => Vec::new(),
        false => explain(text, &errors, &Slips::of(text, &table, schema)),
    };
    Parsed {
        table,
        problems,
        complete_to: first_break.map_or(usize::MAX, |offset| section_start(text, offset)),
    }
}

/// As much of a text as can be parsed, as a table.
pub(super) fn table_of(text: &str) -> ValueTable {
    read(Some(DeTable::parse_recoverable(text).0))
}

fn read(table: Option<toml::Spanned<DeTable<'_>>>) -> ValueTable {
    from_toml(table.map(toml::Spanned::into_inner).unwrap_or_default())
}

/// One problem a line: what follows the first on its line is mostly its echo.
fn explain(text: &str, errors: &[Error], slips: &Slips<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut line_end, mut ends_text) = (0, false);
    let mut n_duplicates = 0;
    let is_unclosed = errors
        .last()
        .is_some_and(|error| error.message().starts_with("unclosed"));
    for error in errors {
        let span = span(error);
        if span.start <= line_end && !problems.is_empty() {
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
        if std::mem::take(&mut ends_text) && is_end_of_text(text, &span) {
            continue;
        }
        ends_text = ["invalid basic string", "invalid literal string"]
            .iter()
            .any(|what| error.message().starts_with(what));
        problems.push(if is_duplicate(error) {
            n_duplicates += 1;
            duplicate(text, span, n_duplicates <= TRACED)
        } else {
            slips.explain(span, error.message())
        });
    }
    problems
}

/// Whether a line is the rest of a text that was not closed in the line before.
fn is_end_of_text(text: &str, span: &Range<usize>) -> bool {
    let line = line_at(text, span.start).1;
    line.matches(['"', '\'']).count() % 2 == 1 && !line.contains('=')
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

fn duplicate(text: &str, span: Range<usize>, is_traced: bool) -> Problem {
    let key = text.get(span.clone()).unwrap_or_default();
    let name = shortened(key.trim_matches(['"', '\'']));
    let problem = Problem::new(span.clone(), format!("`{name}` is written twice")).found("the second time");
    match is_traced.then(|| first_time(text, span.start)).flatten() {
        Some(First::Header(line)) => problem.hint(format!(
            "it was first written in line {line}; write all its keys below that header"
        )),
        Some(First::Key(line)) => problem.hint(format!("it was first written in line {line}; keep one of the two")),
        Some(First::Dotted(line)) => problem.hint(format!(
            "line {line} writes into it with dots; write all its keys in one way, with dots or below one header"
        )),
        None => problem.hint("keep one of the two"),
    }
}

/// Where something was written before, by its line, from 1.
enum First {
    Header(usize),
    Key(usize),
    /// As the first part of a key with dots.
    Dotted(usize),
}

/// Where the header or key of this line was written before: the same header anywhere above, or the same key in the same section or
/// in one with the same header.
fn first_time(text: &str, offset: usize) -> Option<First> {
    let (start, line) = line_at(text, offset);
    let name = name_of(line);
    let above: Vec<&str> = text.get(..start)?.lines().collect();
    let is_header = |line: &str| line.trim_start().starts_with('[');
    if is_header(line) {
        let first = above.iter().position(|line| name_of(line) == name);
        let dotted = format!("{}.", name.trim_matches(['[', ']']));
        let dots = || above.iter().position(|line| name_of(line).starts_with(&dotted));
        return first
            .map(|at| First::Header(at + 1))
            .or_else(|| dots().map(|at| First::Dotted(at + 1)));
    }
    let header = above
        .iter()
        .rev()
        .find(|line| is_header(line))
        .map_or("", |line| name_of(line));
    let mut section = "";
    for (at, line) in above.iter().enumerate() {
        if is_header(line) {
            section = name_of(line);
        } else if section == header && name_of(line) == name {
            return Some(First::Key(at + 1));
        }
    }
    None
}

/// Where the line of an offset begins, and the line.
fn line_at(text: &str, offset: usize) -> (usize, &str) {
    let start = text
        .get(..offset)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next());
    (start, line.unwrap_or_default())
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
