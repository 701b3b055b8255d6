//! Whether the tables of a folder are those that its manifest is of.

use std::path::Path;

use super::Manifest;
use crate::experiment::Digest;

/// Whether a table is the one that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableState {
    /// It is.
    AsWritten,
    /// It is another one.
    Changed,
    /// There is none.
    Missing,
}

impl TableState {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AsWritten => "as it was written",
            Self::Changed => "not as it was written",
            Self::Missing => "not there",
        }
    }
}

impl Manifest {
    /// Opens every table of a folder, and says whether it is as it was written.
    #[must_use]
    pub fn table_states(&self, folder: &Path) -> Vec<(String, TableState)> {
        let state = |(name, digest): (&str, &str)| {
            let state = match Digest::of_file(&folder.join(name)) {
                Ok(found) if found.0 == digest => TableState::AsWritten,
                Ok(_) => TableState::Changed,
                Err(_) => TableState::Missing,
            };
            (name.to_owned(), state)
        };
        self.table_files().into_iter().map(state).collect()
    }

    /// Whether the digest is that of the tables it names.
    #[must_use]
    pub fn digest_follows(&self) -> bool {
        let tables = self
            .tables
            .iter()
            .map(|(name, digest)| (name.as_str(), digest.as_str()));
        self.digest == Digest::of_tables(tables).0
    }
}
