//! What questions have in common that are put to the runs of a finished result: they live nothing, and leave their answer inside it.

use std::io;

use serde_json::Value;

use crate::Picture;
use crate::experiment::{Annex, Facts, Format, Table};

/// Tables that were written into memory, by their files.
pub type WrittenTables = Vec<(&'static str, Table<Vec<u8>>)>;

/// What was found in the runs of a finished result.
pub trait Finding {
    /// The folder inside the result in which it is left: that of its command.
    const ANNEX: Annex;

    /// Its tables by their files, as long as nothing is said of them.
    ///
    /// # Errors
    /// If one cannot be made.
    fn written(&self, format: Format) -> io::Result<WrittenTables>;

    /// What is said of its tables.
    fn facts(&self) -> Facts;

    /// Its tables, each with the name and the bytes of its file.
    ///
    /// # Errors
    /// If one cannot be made.
    fn tables(&self, format: Format) -> io::Result<Vec<(String, Vec<u8>)>> {
        let facts = self.facts();
        let page = |(name, table): (&str, Table<Vec<u8>>)| {
            Ok((format.file(name), table.end()?.close(&facts.clone().about(name))?))
        };
        self.written(format)?.into_iter().map(page).collect()
    }

    /// The answer for people.
    fn words(&self) -> String;

    /// The answer for programs.
    ///
    /// # Errors
    /// If a number in it has no place in JSON.
    fn json(&self) -> serde_json::Result<Value>;

    /// Its charts.
    #[cfg(feature = "pictures")]
    fn pictures(&self) -> Vec<Picture>;

    /// What may surprise in the runs that were looked at, and in its charts where it has any.
    fn notes(&self, has_charts: bool) -> Vec<String>;
}
