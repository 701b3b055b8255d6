//! The folder that results go to: nothing finished is overwritten unasked.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use alliance_dynamics::scenario::gate::read_text;

use super::Format;
use super::table::all_files;

/// What a run leaves last; it says whether the run is complete.
const MANIFEST: &str = "manifest.json";
/// What a trace leaves last.
const OUTCOME: &str = "outcome.json";
/// Tables that every result begins with, so that a folder without them holds none.
const FIRST: [&str; 7] = [
    "runs.csv",
    "timeline.csv",
    "survival.csv",
    "summary.csv",
    "posterior.csv",
    "tip.csv",
    "frontier.csv",
];

/// Everything that a run or a trace leaves, its tables aside.
const OURS: [&str; 9] = [
    MANIFEST,
    "ro-crate-metadata.json",
    OUTCOME,
    "charts",
    "compare",
    "story.html",
    "story.md",
    "report.html",
    "rescue.toml",
];
/// The tables of a run, a trace and an analysis; they may be there in any format.
const TABLES: [&str; 24] = [
    "runs.csv",
    "timeline.csv",
    "survival.csv",
    "summary.csv",
    "members.csv",
    "ties.csv",
    "events.csv",
    "sensitivity.csv",
    "sensitivity_points.csv",
    "posterior.csv",
    "posterior_summary.csv",
    "predictive.csv",
    "generations.csv",
    "tip.csv",
    "causes.csv",
    "chances.csv",
    "losses.csv",
    "curve.csv",
    "line.csv",
    "sentences.csv",
    "facts.csv",
    "frontier.csv",
    "plans.csv",
    "later.csv",
];

/// Why results cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There are results already.
    #[error(
        "{} holds {} already; choose another folder with --out, or replace it with --overwrite",
        .folder.display(), if *.is_finished { "a finished result" } else { "an unfinished result" }
    )]
    Occupied {
        /// Which folder.
        folder: PathBuf,
        /// Whether they are complete.
        is_finished: bool,
    },
    /// There is a file that a result would replace, and no result that it could belong to.
    #[error("{} is not part of a result and would be replaced by one; choose another folder with --out", .path.display())]
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

/// A folder for one result.
#[derive(Debug, Clone)]
pub struct ResultFolder {
    path: PathBuf,
}

impl ResultFolder {
    /// Takes a folder for a new result; makes it where it does not exist.
    ///
    /// # Errors
    /// If it holds a result and `overwrite` is not [`Overwrite::Yes`], holds something else that a result would replace, or cannot
    /// be written.
    pub fn take(path: impl Into<PathBuf>, overwrite: Overwrite) -> Result<Self, FolderError> {
        let folder = Self { path: path.into() };
        let present = folder.replaceable(overwrite)?;
        for old in present {
            let removed = if old.is_dir() {
                fs::remove_dir_all(&old)
            } else {
                fs::remove_file(&old)
            };
            removed.map_err(|source| FolderError::Unwritable { path: old, source })?;
        }
        match fs::create_dir_all(&folder.path) {
            Ok(()) => Ok(folder),
            Err(source) => Err(FolderError::Unwritable {
                path: folder.path,
                source,
            }),
        }
    }

    /// Takes a folder whose unfinished result can be made again from what lies beside it, and so may go.
    ///
    /// # Errors
    /// As [`ResultFolder::take`] where the result is finished.
    pub fn take_unfinished(path: impl Into<PathBuf>, overwrite: Overwrite) -> Result<Self, FolderError> {
        let path = path.into();
        let is_finished = Self::reopen(path.clone()).is_finished();
        Self::take(path, if is_finished { overwrite } else { Overwrite::Yes })
    }

    /// What a new result would replace here.
    ///
    /// # Errors
    /// As [`ResultFolder::take`], as long as nothing has to be written.
    pub(super) fn replaceable(&self, overwrite: Overwrite) -> Result<Vec<PathBuf>, FolderError> {
        let present: Vec<_> = TABLES
            .into_iter()
            .flat_map(all_files)
            .chain(OURS.map(str::to_owned))
            .map(|name| self.path.join(name))
            .filter(|path| path.exists())
            .collect();
        if let Some(path) = present.first()
            && !self.holds_a_result()
        {
            return Err(FolderError::Foreign { path: path.clone() });
        }
        if !present.is_empty() && overwrite == Overwrite::No {
            return Err(FolderError::Occupied {
                is_finished: self.is_finished(),
                folder: self.path.clone(),
            });
        }
        Ok(present)
    }

    /// A folder that was taken before.
    pub(super) fn reopen(path: PathBuf) -> Self {
        Self { path }
    }

    /// Whether a run or a trace has been here, finished or not.
    fn holds_a_result(&self) -> bool {
        FIRST
            .into_iter()
            .flat_map(all_files)
            .chain([MANIFEST, OUTCOME].map(str::to_owned))
            .any(|name| self.path.join(name).exists())
    }

    /// Whether all of a run or a trace is here.
    pub(super) fn is_finished(&self) -> bool {
        let manifest = read_text(self.path.join(MANIFEST)).unwrap_or_default();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap_or_default();
        manifest["complete"] == true || self.path.join(OUTCOME).exists()
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins the file of a table, called by the name of its CSV file; the same table in another format goes.
    ///
    /// # Errors
    /// If it cannot be made, or the other cannot be removed.
    pub fn begin(&self, table: &str, format: Format) -> Result<TableFile, FolderError> {
        let name = format.file(table);
        self.remove(all_files(table).filter(|other| *other != name))?;
        let file = File::create(self.path.join(&name)).map_err(|source| self.unwritable(&name, source))?;
        Ok(TableFile(Some(BufWriter::with_capacity(1 << 16, file))))
    }

    /// Takes away the files of a table that is not wanted.
    ///
    /// # Errors
    /// If one cannot be removed.
    pub fn leave_out(&self, table: &str) -> Result<(), FolderError> {
        self.remove(all_files(table))
    }

    fn remove(&self, mut names: impl Iterator<Item = String>) -> Result<(), FolderError> {
        names.try_for_each(|name| match fs::remove_file(self.path.join(&name)) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(self.unwritable(&name, source)),
            _ => Ok(()),
        })
    }

    /// Writes a whole file, in folders that are made where they do not exist.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, bytes));
        written.map_err(|source| FolderError::Unwritable { path, source })
    }

    /// An error about a file of this folder.
    #[must_use]
    pub fn unwritable(&self, name: &str, source: io::Error) -> FolderError {
        FolderError::Unwritable {
            path: self.path.join(name),
            source,
        }
    }
}

/// Whether results that are there may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// They may.
    Yes,
    /// They may not.
    No,
}

/// The file of a table.
#[derive(Debug)]
pub struct TableFile(Option<BufWriter<File>>);

impl TableFile {
    /// A file that is written nowhere: only the digest of its table is wanted.
    #[must_use]
    pub fn nowhere() -> Self {
        Self(None)
    }

    /// Ends the file, and waits until the disk has it.
    ///
    /// # Errors
    /// If the last of it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        let Some(mut file) = self.0 else {
            return Ok(());
        };
        file.flush()?;
        file.get_ref().sync_data()
    }
}

impl Write for TableFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Ok(bytes.len()), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), Write::flush)
    }
}
