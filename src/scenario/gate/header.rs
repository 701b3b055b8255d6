//! Headers of tables that are none.

use super::Problem;
use super::schema::Schema;
use super::shape::Shape;
use super::slip::{Slip, without_comment};
use super::words::shortened;

/// What is said of a line that should be a header.
pub(super) fn mistaken(slip: &Slip<'_>, schema: &Schema) -> Option<Problem> {
    let line = without_comment(slip.line).trim();
    let name = line.trim_start_matches('[').split([']', '=']).next()?.trim();
    let is_a_name = !name.is_empty()
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || "_.-".contains(letter));
    if !is_a_name {
        return None;
    }
    if line.starts_with('[') && (slip.what.starts_with("unclosed") || slip.what == "unexpected key or value") {
        let rest = line
            .split_once(']')
            .map_or("", |(_, rest)| rest.trim_start_matches(']').trim());
        return Some(match rest {
            rest if !rest.contains(char::is_alphanumeric) => Problem::new(slip.whole(), "this is no header of a table")
                .hint(format!("write {}", header(name, schema))),
            _ => slip
                .problem("a header stands on a line of its own")
                .hint("put what follows it on the next line"),
        });
    }
    let is_lone = slip.what == "key with no value" && (line == name || line.trim_end_matches(']') == name);
    is_lone.then(|| {
        let problem = Problem::new(slip.whole(), format!("`{}` has no value", shortened(name)));
        let problem = problem.found("neither `=` nor brackets");
        match shape(name, schema).is_some_and(|shape| !shape.tables.is_empty() || !shape.lists.is_empty()) {
            true => problem.hint(format!("write {}", header(name, schema))),
            false => problem.hint(format!("write {} = and its value", shortened(name))),
        }
    })
}

/// The header of a table, with as many brackets as it needs.
fn header(name: &str, schema: &Schema) -> String {
    match shape(name, schema) {
        Some(shape) if shape.tables.is_empty() && !shape.lists.is_empty() => format!("[[{name}]]"),
        _ => format!("[{name}]"),
    }
}

/// What may stand at a dotted key.
fn shape<'s>(name: &str, schema: &'s Schema) -> Option<&'s Shape> {
    let mut shape = schema.shape(schema.root());
    for part in name.split('.') {
        shape = schema.shape(shape.tables.iter().find_map(|table| table.at(part))?);
    }
    Some(shape)
}
