//! The manifest of a result, as far as it vouches for its tables.

use std::io::{self, ErrorKind};
use std::path::Path;

use alliance_dynamics::scenario::file::MeasureEntry;
use alliance_dynamics::scenario::gate::read_file;
use serde_json::Value;

use super::FinishedError;
use crate::experiment::{Digest, Manifest, PROGRAM};

/// Whether a table is the one that the run left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Its digest is that of the manifest.
    AsWritten,
    /// The manifest does not say.
    No,
}

/// The manifest of a folder; none where its run was killed.
pub(super) fn manifest(folder: &Path) -> Result<Option<Manifest>, FinishedError> {
    let path = folder.join("manifest.json");
    let Some(text) = contents(&path)? else {
        return Ok(None);
    };
    let damaged = |source| FinishedError::Manifest {
        path: path.clone(),
        source,
    };
    let manifest: Value = serde_json::from_slice(&text).map_err(damaged)?;
    if manifest["program"] != PROGRAM {
        let found = manifest["program"].to_string();
        return Err(FinishedError::Foreign { path, found });
    }
    serde_json::from_value(manifest).map(Some).map_err(damaged)
}

/// The measures of its own that the scenario of a folder has, as far as its manifest can be read.
#[must_use]
pub fn own_measures(folder: &Path) -> Vec<MeasureEntry> {
    let manifest = manifest(folder).ok().flatten();
    let entries = manifest.and_then(|mut manifest| serde_json::from_value(manifest.scenario["measures"].take()).ok());
    entries.unwrap_or_default()
}

/// Holds the digest of a file against the one that it had when the run ended.
pub(super) fn check_digest(path: &Path, found: Digest, expected: Option<&String>) -> Result<Known, FinishedError> {
    match expected {
        None => Ok(Known::No),
        Some(expected) if *expected == found.0 => Ok(Known::AsWritten),
        Some(expected) => Err(FinishedError::Changed {
            path: path.to_owned(),
            found: found.0,
            expected: expected.clone(),
        }),
    }
}

/// What is in a file; nothing where there is none.
pub(super) fn contents(path: &Path) -> Result<Option<Vec<u8>>, FinishedError> {
    match read_file(path) {
        Ok(contents) => Ok(Some(contents)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(unreadable(path, source)),
    }
}

pub(super) fn unreadable(path: &Path, source: io::Error) -> FinishedError {
    let path = path.to_owned();
    FinishedError::Unreadable { path, source }
}
