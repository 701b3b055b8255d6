//! A result with a manifest: is every table as it was written?

use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use crate::experiment::{Digest, Manifest};

/// What a manifest says, and how its tables are.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishedStatus {
    manifest: Manifest,
    /// The files of the tables.
    tables: Vec<(String, TableState)>,
}

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

impl FinishedStatus {
    /// Holds the tables of a folder against its manifest.
    #[must_use]
    pub fn of(folder: &Path, manifest: Manifest) -> Self {
        let files = manifest.table_files().iter();
        let state = |(name, digest): (&String, &String)| {
            let state = match Digest::of_file(&folder.join(name)) {
                Ok(found) if found.0 == *digest => TableState::AsWritten,
                Ok(_) => TableState::Changed,
                Err(_) => TableState::Missing,
            };
            (name.clone(), state)
        };
        Self {
            tables: files.map(state).collect(),
            manifest,
        }
    }

    /// Whether everything was run, and every table is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let mut states = self.tables.iter().map(|(_, state)| *state);
        self.manifest.complete && states.all(|state| state == TableState::AsWritten)
    }

    pub(super) fn words(&self, folder: &Path) -> String {
        let manifest = &self.manifest;
        let state = match manifest.complete {
            true => "finished",
            false => "stopped, and its store is gone: --overwrite begins anew",
        };
        let asked = |key| manifest.asked.get(key).unwrap_or(&Value::Null);
        let digest = Some(manifest.digest.as_str()).filter(|digest| !digest.is_empty());
        let mut text = format!(
            "{}: {state}; {} runs, {} failed, digest {}\n",
            folder.display(),
            asked("runs_done"),
            asked("runs_failed"),
            digest.unwrap_or("unknown")
        );
        for (name, state) in &self.tables {
            let _ = writeln!(text, "  {name}: {}", state.words());
        }
        text
    }
}

impl TableState {
    fn words(self) -> &'static str {
        match self {
            Self::AsWritten => "as it was written",
            Self::Changed => "not as it was written",
            Self::Missing => "not there",
        }
    }
}
