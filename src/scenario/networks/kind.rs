//! What a text is, seen from how it begins.

use std::ops::Range;

use crate::scenario::gate::Problem;

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    Pajek,
    Ucinet,
    GraphMl,
}

/// What to do instead, for those who draw networks.
const SAVE_AS: &str = "Gephi, igraph, networkx and yEd can save GraphML, and every program a table of ties";
/// So much of a text is looked at.
const LOOKED_AT: usize = 4096;

/// Where a text begins, behind a byte order mark.
pub(super) fn start(text: &str) -> usize {
    match text.starts_with('\u{feff}') {
        true => '\u{feff}'.len_utf8(),
        false => 0,
    }
}

/// Recognises a format.
///
/// # Errors
/// If it is one that is not read, by its name.
pub(super) fn of(text: &str) -> Result<Kind, Box<Problem>> {
    let begin = start(text);
    let text = &text[begin..];
    let begin = begin + (text.len() - text.trim_start().len());
    let head = head(text.trim_start());
    let first_line = begin..begin + head.lines().next().unwrap_or_default().trim_end().len();
    if let Some((name, advice)) = not_read(head) {
        return Err(Box::new(refused(first_line, name, advice)));
    }
    let lower = head.to_ascii_lowercase();
    Ok(if head.starts_with('<') {
        Kind::GraphMl
    } else if is_pajek(&lower) {
        Kind::Pajek
    } else if is_ucinet(&lower) {
        Kind::Ucinet
    } else {
        Kind::Table
    })
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn refused(span: Range<usize>, name: &str, advice: &str) -> Problem {
    Problem::new(span, format!("{name} is not read"))
        .allowed("a list of ties or a matrix as CSV, Pajek, UCINET DL or GraphML")
        .hint(advice)
}

/// The name of a format that is known and not read, and what to do.
fn not_read(head: &str) -> Option<(&'static str, &'static str)> {
    const EXCEL: &str = "save the sheet as CSV (UTF-8)";
    if head.starts_with("PK\u{3}\u{4}") {
        return Some(("an Excel workbook, or another zip archive,", EXCEL));
    }
    if head.contains('\0') {
        return Some((
            "a text with zero bytes, such as UTF-16,",
            "save it as UTF-8; in Excel as CSV UTF-8",
        ));
    }
    let lower = head.to_ascii_lowercase();
    let is_word = |word: &str| {
        let rest = lower.strip_prefix(word)?;
        rest.trim_start().chars().next()
    };
    if lower.starts_with('<') {
        return (!lower.contains("<graphml")).then(|| not_read_xml(&lower));
    }
    if is_word("graph") == Some('[') || (lower.starts_with("creator") && lower.contains("graph")) {
        return Some(("GML", SAVE_AS));
    }
    if ["graph", "digraph", "strict graph", "strict digraph"]
        .iter()
        .any(|word| lower.starts_with(word))
        && lower.contains('{')
    {
        return Some(("Graphviz DOT", SAVE_AS));
    }
    if ["*node data", "*node properties", "*tie data"]
        .iter()
        .any(|word| lower.starts_with(word))
    {
        return Some(("VNA", "NetDraw can save Pajek and UCINET DL"));
    }
    if lower.starts_with('{') || lower.starts_with('[') {
        return Some(("JSON", SAVE_AS));
    }
    (lower.starts_with("nodedef>") || lower.starts_with("edgedef>")).then_some(("GDF", SAVE_AS))
}

fn not_read_xml(lower: &str) -> (&'static str, &'static str) {
    let kinds = [
        ("<gexf", "GEXF", SAVE_AS),
        ("<dynetml", "DynetML", SAVE_AS),
        ("<html", "a web page", "save the table itself, as CSV"),
        ("<workbook", "an Excel workbook", "save the sheet as CSV (UTF-8)"),
    ];
    let known = kinds.into_iter().find(|(begin, ..)| lower.contains(begin));
    known.map_or(("XML other than GraphML", SAVE_AS), |(_, name, advice)| (name, advice))
}

/// Pajek's sections begin with a star; comments with a percent sign may stand before them.
fn is_pajek(lower: &str) -> bool {
    let mut lines = lower.lines().map(str::trim_start);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%') && !line.starts_with("/*"));
    let sections = [
        "vertices",
        "network",
        "arcs",
        "edges",
        "matrix",
        "partition",
        "vector",
        "cluster",
        "permutation",
    ];
    let name = first.and_then(|line| line.strip_prefix('*'));
    name.is_some_and(|name| sections.iter().any(|section| name.trim_start().starts_with(section)))
}

/// `DL`, and then a setting such as `n = 5`.
fn is_ucinet(lower: &str) -> bool {
    let Some(rest) = lower
        .strip_prefix("dl")
        .filter(|rest| rest.starts_with([' ', '\t', '\r', '\n', ',']))
    else {
        return false;
    };
    let is_letter = |letter: char| letter.is_ascii_alphabetic();
    let rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
    let word = rest.split(|letter| !is_letter(letter)).next().unwrap_or_default();
    let after = rest[word.len()..].trim_start();
    match word {
        "n" | "nr" | "nc" | "nm" | "format" | "title" => after.starts_with('='),
        "labels" | "data" | "diagonal" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, of};

    #[test]
    fn formats_are_recognised() {
        for (text, expected) in [
            ("\u{feff}\n<?xml version=\"1.0\"?>\n<graphml/>", Kind::GraphMl),
            ("% made by hand\n*VERTICES 3", Kind::Pajek),
            (" *Network village\n*vertices 3", Kind::Pajek),
            ("DL\nN=3", Kind::Ucinet),
            ("dl n = 3, format = edgelist1", Kind::Ucinet),
            ("DL,Mill,1\n", Kind::Table),
            ("Graph,Mill,1\n", Kind::Table),
            ("*Star,Mill,1\n", Kind::Table),
            ("", Kind::Table),
        ] {
            assert_eq!(of(text).ok(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_not_read_is_named() {
        for (text, name) in [
            ("graph [\n  node [", "GML"),
            ("Creator \"igraph\"\nVersion 1\ngraph\n[", "GML"),
            ("digraph { a -> b }", "Graphviz DOT"),
            ("PK\u{3}\u{4}\u{14}", "Excel"),
            ("f\0r\0o\0m\0", "UTF-16"),
            ("{\"nodes\": []}", "JSON"),
            ("<gexf version=\"1.3\">", "GEXF"),
            ("<!doctype html><html>", "a web page"),
            ("<a/>", "XML other than GraphML"),
            ("*Node data\nid", "VNA"),
            ("nodedef>name VARCHAR", "GDF"),
        ] {
            let problem = of(text).unwrap_err();
            assert!(problem.title.contains(name), "{text}: {}", problem.title);
        }
    }
}
