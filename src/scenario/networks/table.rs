//! Tables: lists of ties and matrices, with any separator.

use std::sync::Arc;

use super::collector::Collector;
use super::columns::{self, Header};
use super::network_file::NetworkFile;
use super::numbers::number;
use super::tokens::{Row, Rows, Separator};
use super::{kind, list, matrix};
use crate::scenario::gate::{Problem, Source};

/// So many rows tell what separates them.
const TELLING: usize = 20;

/// A table of which the first row was read.
pub(super) struct Table<'t> {
    pub(super) separator: Separator,
    /// Everything from the first row on.
    pub(super) rows: Rows<'t>,
    pub(super) first: Row<'t>,
}

/// Reads a list of ties or a matrix.
pub(super) fn read(source: &Arc<Source>) -> Result<NetworkFile, Vec<Problem>> {
    let text = &source.text;
    let (begin, told) = beginning(text);
    let separator = told.unwrap_or_else(|| separator(text, begin));
    let rows = Rows::new(text, begin, separator);
    let first = match rows.clone().next_told() {
        Some(first) => first.map_err(|problem| vec![problem])?,
        None => return Err(vec![empty(text)]),
    };
    let table = Table { separator, rows, first };
    let collector = Collector::new(source);
    match columns::header(&table.first) {
        Header::Columns(columns) => list::read(table, Some(columns), collector),
        Header::Mistaken(problems) => Err(problems),
        Header::None => match matrix::shape(&table) {
            Some(shape) => matrix::read(table, shape, collector),
            None => without_header(table, collector),
        },
    }
}

/// A list of ties without a header.
fn without_header(table: Table<'_>, collector: Collector<'_>) -> Result<NetworkFile, Vec<Problem>> {
    let fields = &table.first.fields;
    let span = table.first.span.clone();
    let seconds = table.rows.clone().skip(1).flatten().find(|row| !row.is_blank());
    let third = |row: &Row<'_>| row.fields.get(2).is_some_and(|field| number(&field.text).is_some());
    let is_header = fields.len() == 3 && !third(&table.first) && seconds.as_ref().is_some_and(third);
    let is_prose = table.separator == Separator::Blanks && fields.len() == 3 && !third(&table.first);
    match fields.len() {
        3 if is_prose && !is_header => Err(vec![
            Problem::new(span, "this is no network: its first row is neither a header nor a tie")
                .found("found 3 words")
                .allowed("a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML"),
        ]),
        0 | 1 => Err(vec![
            Problem::new(span, "this is no network: its first row has one field")
                .found("no comma, semicolon, tab or blank between fields")
                .allowed("a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML"),
        ]),
        2 | 3 if !is_header => list::read(table, None, collector),
        _ => Err(vec![columns::unknown_header(&table.first)]),
    }
}

fn empty(text: &str) -> Problem {
    Problem::new(0..text.len(), "there is no network: the file is empty")
        .allowed("a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML")
}

/// Where the rows begin, behind a mark, comments and Excel's `sep=;`, and the separator where it is told so.
pub(in crate::scenario) fn beginning(text: &str) -> (usize, Option<Separator>) {
    let mut at = kind::start(text);
    loop {
        let line = text[at..].lines().next().unwrap_or_default();
        let trimmed = line.trim();
        let after = at + text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
        let told = trimmed
            .get(..4)
            .filter(|word| word.eq_ignore_ascii_case("sep="))
            .map(|_| &trimmed[4..]);
        match told {
            Some(";") => return (after, Some(Separator::Semicolon)),
            Some(",") => return (after, Some(Separator::Comma)),
            Some("" | "\\t") => return (after, Some(Separator::Tab)),
            _ => {}
        }
        let is_comment = ["# ", "#\t", "% ", "%\t"].iter().any(|mark| trimmed.starts_with(mark));
        if at >= text.len() || !is_comment {
            return (at, None);
        }
        at = after;
    }
}

/// What separates fields: that by which all rows have equally many, three or more rather than two; else what is in the first row.
fn separator(text: &str, begin: usize) -> Separator {
    let all = [
        Separator::Tab,
        Separator::Semicolon,
        Separator::Comma,
        Separator::Blanks,
    ];
    let rows = all.map(|separator| {
        let mut rows = Rows::new(text, begin, separator);
        let told = std::iter::from_fn(|| rows.next_told());
        told.take(TELLING).map_while(Result::ok).collect::<Vec<_>>()
    });
    let widths = rows.each_ref().map(|rows| width(rows));
    let has_two = widths[..3].contains(&Some(2));
    let ends_in_numbers = rows[3]
        .iter()
        .all(|row| row.fields.last().is_some_and(|last| number(&last.text).is_some()));
    let is_wide = |&at: &usize| widths[at].is_some_and(|width| width >= 3) && (at < 3 || !has_two || ends_in_numbers);
    let is_narrow = |&at: &usize| widths[at] == Some(2);
    let first = |at: usize| rows[at].first().map_or(0, |row| row.fields.len());
    let most = (0..3).rev().max_by_key(|&at| first(at)).filter(|&at| first(at) > 1);
    let places = || 0..all.len();
    let chosen = places().find(is_wide).or_else(|| places().find(is_narrow)).or(most);
    all[chosen.unwrap_or(3)]
}

/// How many fields all rows have; `None` where they differ.
fn width(rows: &[Row<'_>]) -> Option<usize> {
    let width = rows.first()?.fields.len();
    rows.iter().all(|row| row.fields.len() == width).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::{Separator, separator};

    #[test]
    fn what_separates_fields_is_seen_from_the_rows() {
        for (text, expected) in [
            ("from;to;weight\nA;B;0,5\n", Separator::Semicolon),
            ("from,to\nA,B\n", Separator::Comma),
            ("A\tB\t0,5\nB\tC\t-1\n", Separator::Tab),
            ("A B 0,5\n", Separator::Blanks),
            ("Old Mill,Bakery,1\nNew Mill,Bakery,-1\n", Separator::Comma),
            ("Old Mill,Bakery\nNew Sea Port,Mill\n", Separator::Comma),
            ("\"A\" \"B\" \"C\"\n\"A\" 0 1 -1\n", Separator::Blanks),
            ("A;B;C\nA;0,1;1,0;2\n", Separator::Semicolon),
            ("from,to,weight\nA,B\n", Separator::Comma),
        ] {
            assert_eq!(separator(text, 0), expected, "{text}");
        }
    }
}
