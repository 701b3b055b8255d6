//! The folder `compare` of a result: another comparison is only replaced when asked for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::experiment::{Overwrite, is_of_a_comparison, write_whole};

/// A file of a comparison: its name in the folder, and what it holds.
type Page = (String, Vec<u8>);

/// The tables of a comparison, in every format.
const TABLES: [&str; 4] = [
    "compare.csv",
    "transitions.csv",
    "compare.parquet",
    "transitions.parquet",
];

/// Why a comparison cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ComparisonFolderError {
    /// There is another comparison.
    #[error("{} holds another comparison already: its {file} differs; replace it with --overwrite", .folder.display())]
    Occupied {
        /// Which folder.
        folder: PathBuf,
        /// A file that would change.
        file: String,
    },
    /// There is something that no comparison leaves.
    #[error("{} is not part of a comparison, and its folder would be replaced by one; move it away", .path.display())]
    Foreign {
        /// Which file or folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{} cannot be written", .path.display())]
    Unwritable {
        /// Which file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// Writes the files of a comparison, each with its name in the folder.
///
/// The same comparison again changes nothing, and adds the charts where they are missing. Where a file would change, the old
/// comparison is replaced as a whole, and only with `overwrite`; also where its tables are in another format.
///
/// # Errors
/// If another comparison would be replaced unasked, something else lies in the folder, or it cannot be written.
pub fn write_comparison_folder(
    folder: &Path,
    pages: &[Page],
    overwrite: Overwrite,
) -> Result<(), ComparisonFolderError> {
    let found = files(folder)?;
    if let Some(path) = found.iter().find(|path| !is_ours(folder, path)) {
        return Err(ComparisonFolderError::Foreign { path: path.clone() });
    }
    let differs = |(name, bytes): &&Page| fs::read(folder.join(name)).is_ok_and(|old| old != *bytes);
    let is_other = |name: &&str| folder.join(name).exists() && pages.iter().all(|(page, _)| page != name);
    let differing = pages.iter().find(differs).map(|(name, _)| name.as_str());
    if let Some(file) = differing.or_else(|| TABLES.into_iter().find(is_other)) {
        if overwrite == Overwrite::No {
            let (folder, file) = (folder.to_owned(), file.to_owned());
            return Err(ComparisonFolderError::Occupied { folder, file });
        }
        clear(folder)?;
    }
    for (name, bytes) in pages {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        made.and_then(|()| write_whole(&path, bytes))
            .map_err(|source| ComparisonFolderError::Unwritable { path, source })?;
    }
    Ok(())
}

/// Removes an old comparison.
fn clear(folder: &Path) -> Result<(), ComparisonFolderError> {
    fs::remove_dir_all(folder).map_err(|source| ComparisonFolderError::Unwritable {
        path: folder.to_owned(),
        source,
    })
}

/// Everything that is no folder in a folder and its folders; a link is none.
fn files(folder: &Path) -> Result<Vec<PathBuf>, ComparisonFolderError> {
    let unreadable = |source| ComparisonFolderError::Unwritable {
        path: folder.to_owned(),
        source,
    };
    match folder.symlink_metadata() {
        Err(_) => return Ok(Vec::new()),
        Ok(found) if !found.is_dir() => return Ok(vec![folder.to_owned()]),
        Ok(_) => {}
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        found.extend(files(&entry.map_err(unreadable)?.path())?);
    }
    Ok(found)
}

/// Whether a comparison leaves a file of this name.
fn is_ours(folder: &Path, path: &Path) -> bool {
    is_of_a_comparison(path.strip_prefix(folder).unwrap_or(path))
}
