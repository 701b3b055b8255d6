//! Tables of markdown, and the places on a page that they belong in.

use std::fmt::{self, Display, Formatter};

/// A table of markdown.
pub struct Table {
    columns: usize,
    text: String,
}

impl Table {
    /// A table with only its header.
    pub fn with(header: &[&str]) -> Self {
        let mut table = Self {
            columns: header.len(),
            text: String::new(),
        };
        table.add(header.iter().map(|&title| title.to_owned()).collect());
        table.add(header.iter().map(|_| "---".to_owned()).collect());
        table
    }

    /// One more row.
    pub fn add(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.columns, "every row has a cell for every column");
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str("| ");
        self.text.push_str(&cells.join(" | "));
        self.text.push_str(" |");
    }

    /// One more row, its first cell a label.
    pub fn row(&mut self, label: impl ToString, cells: impl IntoIterator<Item = String>) {
        self.add([label.to_string()].into_iter().chain(cells).collect());
    }
}

impl Display for Table {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        to.write_str(&self.text)
    }
}

/// The page with something else between `<!-- place -->` and the next `<!-- end -->`; none where there is no such place.
pub fn filled(page: &str, place: &str, text: &str) -> Option<String> {
    let start = format!("<!-- {place} -->\n");
    let (before, rest) = page.split_once(&start)?;
    let (_, after) = rest.split_once("<!-- end -->")?;
    Some(format!("{before}{start}\n{text}<!-- end -->{after}"))
}
