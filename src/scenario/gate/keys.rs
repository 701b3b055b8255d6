//! Which value of a text a mistake is about.

use std::ops::Range;

use toml::Spanned;

use super::Problems;
use super::syntax::table_of;
use super::tree::{Value, ValueTable};

impl Problems {
    /// The same problems, each told with the path to its value, such as `relations.ties[1].to`: for those who have not written the
    /// text themselves.
    #[must_use]
    pub fn with_paths(self) -> Self {
        let table = table_of(&self.source().text);
        let problems = self.iter().cloned().map(|problem| match problem.place {
            Some(_) => problem,
            None => {
                let path = path_at(&table, &problem.span);
                problem.in_place(path.as_deref())
            }
        });
        Self::new(self.source().clone(), problems.collect())
    }
}

/// The path to the shortest value that a place lies in.
fn path_at(table: &ValueTable, place: &Range<usize>) -> Option<String> {
    let mut around = Vec::new();
    in_table(table, "", place, &mut around);
    around.into_iter().min().map(|(_, path)| path)
}

/// Collects the values that a place lies in, with their lengths.
fn in_table(table: &ValueTable, prefix: &str, place: &Range<usize>, around: &mut Vec<(usize, String)>) {
    for (key, value) in table {
        in_value(value, format!("{prefix}{}", key.get_ref()), place, around);
    }
}

fn in_value(value: &Spanned<Value>, path: String, place: &Range<usize>, around: &mut Vec<(usize, String)>) {
    match value.get_ref() {
        Value::Table(table) => in_table(table, &format!("{path}."), place, around),
        Value::List(items) => {
            for (number, item) in items.iter().enumerate() {
                in_value(item, format!("{path}[{number}]"), place, around);
            }
        }
        _ => {}
    }
    let span = value.span();
    if span.start <= place.start && place.end <= span.end {
        around.push((span.len(), path));
    }
}
