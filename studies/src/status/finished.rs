//! A result with a manifest: is every table as it was written?

use std::fmt::Write as _;
use std::path::Path;

use crate::experiment::{Manifest, RUNS_KEPT, TableState};

/// What a manifest says, and how its tables are.
#[derive(Debug, Clone, PartialEq)]
pub struct FinishedStatus {
    manifest: Manifest,
    /// The files of the tables.
    tables: Vec<(String, TableState)>,
}

impl FinishedStatus {
    /// Holds the tables of a folder against its manifest.
    #[must_use]
    pub fn of(folder: &Path, manifest: Manifest) -> Self {
        Self {
            tables: manifest.table_states(folder),
            manifest,
        }
    }

    /// Whether everything was run, and every table is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let mut states = self.tables.iter().map(|(_, state)| *state);
        self.manifest.complete && self.manifest.digest_follows() && states.all(|state| state == TableState::AsWritten)
    }

    pub(super) fn words(&self, folder: &Path) -> String {
        let manifest = &self.manifest;
        let state = match manifest.complete {
            true => "finished",
            false => "stopped, and its store is gone: --overwrite begins anew",
        };
        let mut text = format!("{}: {state}; ", folder.display());
        match (manifest.asked.get("runs_done"), manifest.asked.get("runs_failed")) {
            (Some(done), Some(failed)) => {
                let _ = write!(text, "{done} runs, {failed} failed, ");
            }
            _ => {
                let command = manifest.command.as_deref().unwrap_or("run");
                let _ = write!(text, "an answer of `alliance {command}`, ");
            }
        }
        let _ = match (manifest.digest.as_str(), manifest.digest_follows()) {
            ("", _) => writeln!(text, "digest unknown"),
            (digest, true) => writeln!(text, "digest {digest}"),
            (digest, false) => writeln!(
                text,
                "digest {digest}, which is not that of the tables in manifest.json"
            ),
        };
        for (name, state) in &self.tables {
            let _ = writeln!(text, "  {name}: {}", state.words());
        }
        if manifest.complete && folder.join(RUNS_KEPT).exists() {
            let _ = writeln!(
                text,
                "  {RUNS_KEPT}: lets the study grow without computing these runs again; may be deleted"
            );
        }
        text
    }
}
