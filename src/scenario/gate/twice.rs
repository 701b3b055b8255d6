//! Changes that set one thing twice, in one spelling or in two.

use std::collections::BTreeMap;

use super::trail::Turn;
use super::tree::Value;
use super::words::shortened;
use super::{Override, Problem};

/// A change, and the way that it went.
pub(super) type Made<'o> = (Vec<Turn>, &'o Override);

/// Every change to what another before it has set: the same key, a table around it, or a key of the table that was set. Items of lists
/// are the same whether they are called by name or by number. `text` is what was parsed; what is set from elsewhere lies behind its end.
pub(super) fn set_twice(changes: &[Made<'_>], text: &str) -> Vec<Problem> {
    let mut before: BTreeMap<&[Turn], &Override> = BTreeMap::new();
    let mut problems = Vec::new();
    for (path, change) in changes {
        let first = overlapping(path, &before);
        problems.extend(first.map(|first| twice(change, first, text)));
        before.entry(path).or_insert(change);
    }
    problems
}

/// An earlier change that sets the same.
fn overlapping<'o>(path: &[Turn], before: &BTreeMap<&[Turn], &'o Override>) -> Option<&'o Override> {
    let around = (1..path.len()).find_map(|length| {
        let whole = before.get(&path[..length])?;
        holds(whole.value().get_ref(), &path[length..]).then_some(*whole)
    });
    let inside = || before.range(path..).next().filter(|(other, _)| other.starts_with(path));
    around.or_else(|| inside().map(|(_, change)| *change))
}

fn twice(change: &Override, first: &Override, text: &str) -> Problem {
    let key = shortened(change.key());
    let title = match change.key() == first.key() {
        true => format!("`{key}` is set twice"),
        false => format!("`{key}` is set twice, the first time as `{}`", shortened(first.key())),
    };
    let place = first.key_span().start;
    let hint = match text.get(..place).filter(|_| place < text.len()) {
        Some(above) => format!(
            "it was first set in line {}; keep one of the two",
            above.matches('\n').count() + 1
        ),
        None => "keep one of the two".to_owned(),
    };
    Problem::new(change.key_span(), title)
        .found("the second time")
        .hint(hint)
}

/// Whether a table holds a value at the end of a path.
fn holds(value: &Value, path: &[Turn]) -> bool {
    match path {
        [] => true,
        [Turn::Key(first), rest @ ..] => {
            let inner = value.as_table().and_then(|table| table.get(first.as_str()));
            inner.is_some_and(|inner| holds(inner.get_ref(), rest))
        }
        [Turn::Item(_), ..] => false,
    }
}
