//! The folder that results go to: nothing finished is overwritten unasked, nothing of others is touched, and what is there is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::holdings::{self, Holdings, MANIFEST};
use super::lock::FolderLock;
use super::store::segment::sync_folder;
use super::table::all_files;
use super::{Format, StorePlan, WantedProducts};

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
    /// What should be a folder is a file.
    #[error("{} is a file, and results go to a folder; choose another name with --out", .path.display())]
    File {
        /// Which file.
        path: PathBuf,
    },
    /// Someone is at work there.
    #[error("another process is at work in {}; wait for it to end, or choose another folder with --out", .folder.display())]
    Busy {
        /// Which folder.
        folder: PathBuf,
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

/// A folder for one result, which this process has to itself.
///
/// Every file is written aside and then named, so that it is whole or not there. [`ResultFolder::finish`] comes last.
#[derive(Debug, Clone)]
pub struct ResultFolder {
    path: PathBuf,
    /// Whether a whole result was here before, which stays until this one is whole.
    has_finished: bool,
    _lock: Arc<FolderLock>,
}

impl ResultFolder {
    /// Takes a folder for a new result; makes it where it does not exist.
    ///
    /// # Errors
    /// If it holds a result and `overwrite` is not [`Overwrite::Yes`], holds something else that a result would replace, another
    /// process is at work there, or it cannot be written.
    pub fn take(path: impl Into<PathBuf>, overwrite: Overwrite) -> Result<Self, FolderError> {
        let folder = Self::empty(path, overwrite)?;
        folder.write_plan(&StorePlan::default())?;
        Ok(folder)
    }

    /// Takes a folder in which no result is under way yet.
    ///
    /// # Errors
    /// As [`ResultFolder::take`].
    pub(super) fn empty(path: impl Into<PathBuf>, overwrite: Overwrite) -> Result<Self, FolderError> {
        let (folder, holdings) = Self::enter(path.into(), |holdings| free(holdings, overwrite))?;
        folder.clear(&holdings)?;
        Ok(folder)
    }

    /// Waits for others to leave a folder in which something is added to a result.
    ///
    /// # Errors
    /// If another process is at work there, or it cannot be written.
    pub fn visit(path: impl Into<PathBuf>) -> Result<Self, FolderError> {
        Self::locked(path.into())
    }

    /// Takes a folder for this process if `check` allows it, before anything is made and again when nobody else is there.
    pub(super) fn enter<E: From<FolderError>>(
        path: PathBuf,
        check: impl Fn(&Holdings) -> Result<(), E>,
    ) -> Result<(Self, Holdings), E> {
        if let Some(file) = path.ancestors().find(|path| path.exists() && !path.is_dir()) {
            return Err(FolderError::File { path: file.to_owned() }.into());
        }
        check(&Holdings::of(&path)?)?;
        if let Err(source) = fs::create_dir_all(&path) {
            return Err(FolderError::Unwritable { path, source }.into());
        }
        let mut folder = Self::locked(path)?;
        let holdings = Holdings::of(&folder.path)?;
        check(&holdings)?;
        folder.has_finished = holdings.is_finished();
        Ok((folder, holdings))
    }

    fn locked(path: PathBuf) -> Result<Self, FolderError> {
        match FolderLock::take(&path) {
            Err(source) => Err(FolderError::Unwritable { path, source }),
            Ok(None) => Err(FolderError::Busy { folder: path }),
            Ok(Some(lock)) => Ok(Self {
                path,
                has_finished: false,
                _lock: Arc::new(lock),
            }),
        }
    }

    /// Removes what results of ours have left.
    pub(super) fn clear(&self, holdings: &Holdings) -> Result<(), FolderError> {
        holdings.clear().map_err(|source| FolderError::Unwritable {
            path: self.path.clone(),
            source,
        })
    }

    /// The first file that a finished result lacks of what is wanted.
    ///
    /// # Errors
    /// If its tables are in another format, which would replace them.
    pub fn lacks(&self, wanted: WantedProducts) -> Result<Option<String>, FolderError> {
        holdings::lacks(&self.path, wanted)
    }

    /// Says what is begun, or gone on with.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn write_plan(&self, plan: &StorePlan) -> Result<(), FolderError> {
        self.write(&format!("{}/{}", holdings::STORE, holdings::PLAN), plan.to_json())
    }

    /// Whether a whole result was here before, which stays until the new one is whole.
    #[must_use]
    pub fn has_finished(&self) -> bool {
        self.has_finished
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins the file of a table, called by the name of its CSV file; when it is whole, the same table in another format goes.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn begin(&self, table: &str, format: Format) -> Result<TableFile, FolderError> {
        let name = format.file(table);
        let others = all_files(table).filter(|other| *other != name);
        let others = others.map(|other| self.path.join(other)).collect();
        TableFile::begin(self.path.join(&name), others).map_err(|source| self.unwritable(&name, source))
    }

    /// Takes away the files of a table that is not wanted.
    ///
    /// # Errors
    /// If one cannot be removed.
    pub fn leave_out(&self, table: &str) -> Result<(), FolderError> {
        all_files(table).try_for_each(|name| {
            holdings::remove(&self.path.join(&name)).map_err(|source| self.unwritable(&name, source))
        })
    }

    /// Begins a file that is written piece by piece.
    ///
    /// # Errors
    /// If it cannot be made.
    pub fn begin_file(&self, name: &str) -> Result<TableFile, FolderError> {
        TableFile::begin(self.path.join(name), Vec::new()).map_err(|source| self.unwritable(name, source))
    }

    /// Says which charts will be written, so that whoever replaces the result knows.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn announce_charts(&self, charts: &[String]) -> Result<(), FolderError> {
        holdings::announce_charts(&self.path, charts).map_err(|source| self.unwritable(holdings::STORE, source))
    }

    /// Writes a whole file, in folders that are made where they do not exist.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<(), FolderError> {
        let path = self.path.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = made.and_then(|()| write_whole(&path, bytes));
        written.map_err(|source| FolderError::Unwritable { path, source })
    }

    /// Finishes the result: its manifest says so, and what was kept while it was made goes.
    ///
    /// # Errors
    /// If the system refuses.
    pub fn finish(&self, manifest: &str) -> Result<(), FolderError> {
        self.write(MANIFEST, manifest)?;
        self.leave_no_store()
    }

    /// Removes what was kept of a result that is whole.
    pub(super) fn leave_no_store(&self) -> Result<(), FolderError> {
        let gone = sync_folder(&self.path).and_then(|()| holdings::remove_store(&self.path));
        gone.map_err(|source| self.unwritable(holdings::STORE, source))
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

/// Whether a new result may begin where these things lie.
fn free(holdings: &Holdings, overwrite: Overwrite) -> Result<(), FolderError> {
    match holdings.is_empty() || overwrite == Overwrite::Yes {
        true => Ok(()),
        false => Err(holdings.occupied()),
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

/// Writes a file aside, waits until the disk has it, and gives it its name.
///
/// # Errors
/// If the system refuses.
pub fn write_whole(path: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let mut aside = Aside::begin(path.to_owned())?;
    aside.file.write_all(bytes.as_ref())?;
    aside.name()
}

/// A file that is written aside until it is whole.
struct Aside {
    file: File,
    /// What it will be called.
    path: PathBuf,
}

impl Aside {
    fn begin(path: PathBuf) -> io::Result<Self> {
        let aside = holdings::aside(&path);
        // What a killed process left; a link would lead elsewhere.
        holdings::remove(&aside)?;
        let file = File::create_new(aside)?;
        Ok(Self { file, path })
    }

    /// Gives the file its name as soon as the disk has it.
    fn name(self) -> io::Result<()> {
        self.file.sync_data()?;
        fs::rename(holdings::aside(&self.path), &self.path)
    }
}

/// The file of a table: not there before it is whole.
#[derive(Debug)]
pub struct TableFile {
    to: Place,
    /// The same table in other formats.
    others: Vec<PathBuf>,
}

/// Where a table is written.
#[derive(Debug)]
enum Place {
    /// Nowhere: only its digest is wanted.
    Nowhere,
    /// In memory.
    Memory(Vec<u8>),
    /// In a file that gets its name when it is whole.
    Disk(BufWriter<File>, PathBuf),
}

impl TableFile {
    /// A file that is written nowhere: only the digest of its table is wanted.
    #[must_use]
    pub fn nowhere() -> Self {
        Self {
            to: Place::Nowhere,
            others: Vec::new(),
        }
    }

    /// A file that is no file: its text stays in memory.
    pub(super) fn in_memory() -> Self {
        Self {
            to: Place::Memory(Vec::new()),
            others: Vec::new(),
        }
    }

    /// The text that stayed in memory; nothing of a file.
    pub(super) fn into_text(mut self) -> Vec<u8> {
        match &mut self.to {
            Place::Memory(text) => std::mem::take(text),
            Place::Nowhere | Place::Disk(..) => Vec::new(),
        }
    }

    fn begin(path: PathBuf, others: Vec<PathBuf>) -> io::Result<Self> {
        let Aside { file, path } = Aside::begin(path)?;
        let to = Place::Disk(BufWriter::with_capacity(1 << 16, file), path);
        Ok(Self { to, others })
    }

    /// Ends the file, waits until the disk has it, and gives it its name.
    ///
    /// # Errors
    /// If the last of it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        let Place::Disk(mut file, path) = std::mem::replace(&mut self.to, Place::Nowhere) else {
            return Ok(());
        };
        file.flush()?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        Aside { file, path }.name()?;
        self.others.iter().try_for_each(|other| holdings::remove(other))
    }
}

impl Drop for TableFile {
    /// A table that did not become whole leaves nothing.
    fn drop(&mut self) {
        if let Place::Disk(_, path) = &self.to {
            drop(fs::remove_file(holdings::aside(path)));
        }
    }
}

impl Write for TableFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            Place::Nowhere => Ok(bytes.len()),
            Place::Memory(text) => text.write(bytes),
            Place::Disk(file, _) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            Place::Nowhere | Place::Memory(_) => Ok(()),
            Place::Disk(file, _) => file.flush(),
        }
    }
}
