//! The file of a report: nothing but a report of the same result is replaced unasked.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::data::ReportData;
use super::live::LiveLaboratory;
use super::page::{MARK, ReportPageError, page};
use alliance_dynamics::scenario::gate::open_file;
use alliance_studies::experiment::{Overwrite, write_whole};

/// What a report is called in the folder of its result.
pub const REPORT: &str = "report.html";

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportFileError {
    /// There is something else.
    #[error("{} is there already, and is no report of this result; choose another file with --out, or replace it with --overwrite", .path.display())]
    Occupied {
        /// Which file.
        path: PathBuf,
    },
    /// A file cannot be where a folder is.
    #[error("{} is a folder; name a file with --out, such as {}", .path.display(), .path.join(REPORT).display())]
    Folder {
        /// Which folder.
        path: PathBuf,
    },
    /// There is no page to be written.
    #[error(transparent)]
    Page(#[from] ReportPageError),
    /// The system refused.
    #[error("{} cannot be written", .path.display())]
    Unwritable {
        /// Which file.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
}

/// Writes the page of a report, with the laboratory in it or not.
///
/// # Errors
/// If something else is there and is not to be replaced, or the file cannot be written.
pub fn write_report(
    path: &Path,
    data: &ReportData,
    live: Option<&LiveLaboratory>,
    overwrite: Overwrite,
) -> Result<(), ReportFileError> {
    let page = page(data, live)?;
    if path.is_dir() {
        return Err(ReportFileError::Folder { path: path.to_owned() });
    }
    if overwrite == Overwrite::No && !is_free(path, &data.made.digest) {
        return Err(ReportFileError::Occupied { path: path.to_owned() });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let made = folder.map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| write_whole(path, page))
        .map_err(|source| ReportFileError::Unwritable {
            path: path.to_owned(),
            source,
        })
}

/// Whether nothing is there, or a report of the result with this digest.
fn is_free(path: &Path, digest: &str) -> bool {
    let ours = format!("{MARK}{digest} ");
    let mut beginning = vec![0; ours.len()];
    match open_file(path) {
        Ok(mut file) => file.read_exact(&mut beginning).is_ok() && beginning == ours.as_bytes(),
        Err(_) => !path.exists(),
    }
}
