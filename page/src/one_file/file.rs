//! The file: nothing that is there is replaced unasked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use alliance_studies::experiment::{Overwrite, write_whole};

/// Why the page cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OneFileError {
    /// Something is there.
    #[error("{} is there already; choose another file with --out, or replace it with --overwrite", .path.display())]
    Occupied {
        /// Which file.
        path: PathBuf,
    },
    /// A file cannot be where a folder is.
    #[error("{} is a folder; name a file with --out, such as {}", .path.display(), .path.join("alliance.html").display())]
    Folder {
        /// Which folder.
        path: PathBuf,
    },
    /// The template is wrong.
    #[error("the page cannot be made")]
    Template(#[from] minijinja::Error),
    /// What it begins with cannot be compressed.
    #[error("the page cannot be made")]
    Packing(#[from] io::Error),
    /// The system refused.
    #[error("{} cannot be written", .path.display())]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// Writes a page, with the folders above it.
///
/// # Errors
/// If something is there and is not to be replaced, or the file cannot be written.
pub fn write_page(path: &Path, page: String, overwrite: Overwrite) -> Result<(), OneFileError> {
    if path.is_dir() {
        return Err(OneFileError::Folder { path: path.to_owned() });
    }
    if overwrite == Overwrite::No && path.symlink_metadata().is_ok() {
        return Err(OneFileError::Occupied { path: path.to_owned() });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| write_whole(path, page))
        .map_err(|source| OneFileError::Unwritable {
            path: path.to_owned(),
            source,
        })
}
