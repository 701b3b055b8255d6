//! What is finished stays finished: blocks on the disk while a study runs, so that it can go on after anything.
//!
//! The folder `store` beside the tables holds the plan, a lock, and segments of finished blocks. Each segment is written
//! aside, waited for until the disk has it, and then named; a check sum says whether it is still what was written. When the
//! tables are there, the store goes.

pub(super) mod encoding;
mod keeper;
mod kept;
mod plan;
pub(super) mod segment;

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use keeper::Keeper;
pub use kept::Kept;
pub use plan::{Identity, PlannedCell, StudyPlan};

use super::{FolderError, Overwrite, ResultFolder};
use alliance_dynamics::scenario::Study;

const STORE: &str = "store";
pub(super) const PLAN: &str = "plan.json";
pub(super) const LOCK: &str = "lock";

/// How often, and after how long a time, a lock is tried for again.
pub(super) const PATIENCE: u32 = 20;
pub(super) const MOMENT: Duration = Duration::from_millis(50);

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder for the results will not do.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Someone is at work there.
    #[error("another process is at work in {}; wait for it to end, or choose another folder with --out", .folder.display())]
    Busy {
        /// Which folder.
        folder: PathBuf,
    },
    /// What was begun there is something else.
    #[error(
        "{} holds a part of another study: {difference}; choose another folder with --out, or begin anew with --overwrite",
        .folder.display()
    )]
    OtherStudy {
        /// Which folder.
        folder: PathBuf,
        /// The first thing that is different.
        difference: String,
    },
    /// It cannot be read.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It cannot be written.
    #[error("{} cannot be written", .path.display())]
    Unwritable {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    pub(super) fn unreadable(path: &Path, source: io::Error) -> Self {
        Self::Unreadable {
            path: path.to_path_buf(),
            source,
        }
    }

    pub(super) fn unwritable(path: &Path, source: io::Error) -> Self {
        Self::Unwritable {
            path: path.to_path_buf(),
            source,
        }
    }
}

/// The finished part of a study, held by this process alone.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    identity: Identity,
    next_segment: u64,
    /// Held as long as the store is.
    _lock: File,
}

impl Store {
    /// Takes a folder for the results of a study, with what an earlier process has finished of the same study.
    ///
    /// # Errors
    /// If the folder holds anything else and `overwrite` is not [`Overwrite::Yes`], another process is at work there, or it cannot
    /// be read or written.
    pub fn open(
        path: impl Into<PathBuf>,
        study: &Study,
        overwrite: Overwrite,
    ) -> Result<(ResultFolder, Self, Kept), StoreError> {
        let path = path.into();
        let folder = path.join(STORE);
        let results = ResultFolder::reopen(path.clone());
        let plan = StudyPlan::of(study);
        let resumes = overwrite == Overwrite::No && folder.join(PLAN).exists() && !results.is_finished();
        if resumes {
            let lock = lock(&folder)?;
            let begun = StudyPlan::read(&folder.join(PLAN))?;
            if let Some(difference) = begun.difference(&plan) {
                return Err(StoreError::OtherStudy {
                    folder: path,
                    difference,
                });
            }
            let (store, kept) = Self::with(folder, plan.identity(), lock)?;
            return Ok((results, store, kept));
        }
        results.replaceable(overwrite)?;
        for folder in [&path, &folder] {
            fs::create_dir_all(folder).map_err(|source| StoreError::unwritable(folder, source))?;
        }
        let lock = lock(&folder)?;
        let results = ResultFolder::take(path, overwrite)?;
        clear(&folder).map_err(|source| StoreError::unwritable(&folder, source))?;
        plan.write(&folder.join(PLAN))?;
        let (store, kept) = Self::with(folder, plan.identity(), lock)?;
        Ok((results, store, kept))
    }

    /// The store of a folder that is locked, with what it holds; damaged segments are removed.
    pub(super) fn with(folder: PathBuf, identity: Identity, lock: File) -> Result<(Self, Kept), StoreError> {
        let segments = segment::list(&folder).map_err(|source| StoreError::unreadable(&folder, source))?;
        let next_segment = segments.last().map_or(0, |(number, _)| number + 1);
        let segments = segments.into_iter().map(|(_, path)| path).collect();
        let kept = Kept::in_folder(segments, identity)?;
        for damaged in kept.damaged() {
            fs::remove_file(damaged).map_err(|source| StoreError::unwritable(damaged, source))?;
        }
        let store = Self {
            folder,
            identity,
            next_segment,
            _lock: lock,
        };
        Ok((store, kept))
    }

    /// Begins to keep blocks.
    #[must_use]
    pub fn keeper(&self) -> Keeper {
        Keeper::of(self)
    }

    /// Drops the store: the tables hold everything.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn remove(self) -> Result<(), StoreError> {
        fs::remove_dir_all(&self.folder).map_err(|source| StoreError::unwritable(&self.folder, source))
    }
}

/// How far a study has come in a folder.
#[derive(Debug)]
pub struct UnfinishedStudy {
    /// What was asked for.
    pub plan: StudyPlan,
    /// What is finished.
    pub kept: Kept,
    /// Whether a process is at work there now.
    pub is_busy: bool,
}

impl UnfinishedStudy {
    /// Looks at the unfinished study of a folder, and changes nothing; none where there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of(path: &Path) -> Result<Option<Self>, StoreError> {
        let folder = path.join(STORE);
        if !folder.join(PLAN).exists() {
            return Ok(None);
        }
        let plan = StudyPlan::read(&folder.join(PLAN))?;
        let is_busy = matches!(lock(&folder), Err(StoreError::Busy { .. }));
        let segments = segment::list(&folder).map_err(|source| StoreError::unreadable(&folder, source))?;
        let kept = Kept::in_folder(segments.into_iter().map(|(_, path)| path).collect(), plan.identity())?;
        Ok(Some(Self { plan, kept, is_busy }))
    }
}

/// Locks a store for this process; the lock goes with the process, however it ends.
fn lock(folder: &Path) -> Result<File, StoreError> {
    // A process that was killed may take a moment to be gone.
    for _ in 0..PATIENCE {
        match try_lock(folder)? {
            Some(lock) => return Ok(lock),
            None => std::thread::sleep(MOMENT),
        }
    }
    Err(StoreError::Busy {
        folder: folder.parent().unwrap_or(folder).to_path_buf(),
    })
}

/// The lock of a folder; none where another process has it now.
pub(super) fn try_lock(folder: &Path) -> Result<Option<File>, StoreError> {
    let path = folder.join(LOCK);
    let unwritable = |source| StoreError::unwritable(&path, source);
    let mut options = File::options();
    let file = options.create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(unwritable)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(unwritable(source)),
    }
}

/// Removes everything of an earlier study but the lock.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name != LOCK) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
