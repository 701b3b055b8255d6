//! Tables of markdown, and the places on a page that they belong in.

use std::fmt::{self, Display, Formatter};

use anyhow::Context as _;

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
        self.text.push_str(&typeset(&cells.join(" | ")));
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

/// A page with places that tables are written into.
pub struct Page {
    path: String,
    text: String,
}

impl Page {
    /// Reads it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(path: &str) -> anyhow::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            text: std::fs::read_to_string(path).with_context(|| format!("{path} cannot be read"))?,
        })
    }

    /// Puts a text between `<!-- place -->` and the next `<!-- end -->`.
    ///
    /// # Errors
    /// If it has no such place.
    pub fn fill(&mut self, place: &str, text: &str) -> anyhow::Result<()> {
        let start = format!("<!-- {place} -->\n");
        let parts = self.text.split_once(&start).and_then(|(before, rest)| {
            let (_, after) = rest.split_once("<!-- end -->")?;
            Some((before, after))
        });
        let (before, after) = parts.with_context(|| format!("{} has no place for {place}", self.path))?;
        self.text = format!("{before}{start}\n{text}\n\n<!-- end -->{after}");
        Ok(())
    }

    /// Writes it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self) -> anyhow::Result<()> {
        std::fs::write(&self.path, &self.text).with_context(|| format!("{} cannot be written", self.path))
    }
}

/// A text with minus signs before numbers below 0, but not in code.
fn typeset(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(place, part)| match place % 2 {
        0 => format!(" {part}").replace(" -0", " −0").split_off(1),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}
