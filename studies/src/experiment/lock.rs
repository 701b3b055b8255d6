//! Who is at work in a folder: one process at a time.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file that is locked. It is there as long as somebody is at work, or was killed.
pub(super) const LOCK: &str = ".lock";

/// How often, and after how long a time, a lock is tried for again: a process that was killed may take a moment to be gone.
pub(super) const PATIENCE: u32 = 20;
pub(super) const MOMENT: Duration = Duration::from_millis(50);

/// A folder that this process has to itself. The lock goes with the process, however it ends.
#[derive(Debug)]
pub(super) struct FolderLock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl FolderLock {
    /// Locks a folder; none where another process has it.
    ///
    /// # Errors
    /// If the system refuses.
    pub(super) fn take(folder: &Path) -> io::Result<Option<Self>> {
        for _ in 0..PATIENCE {
            if let Some(lock) = Self::try_take(folder)? {
                return Ok(Some(lock));
            }
            std::thread::sleep(MOMENT);
        }
        Ok(None)
    }

    /// Locks a folder unless another process has it now.
    ///
    /// # Errors
    /// If the system refuses.
    pub(super) fn try_take(folder: &Path) -> io::Result<Option<Self>> {
        let path = folder.join(LOCK);
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path)?;
            if !is_locked_now(&file)? {
                return Ok(None);
            }
            // Whoever had it before may have taken the file away with it.
            if is_still(&file, &path) {
                return Ok(Some(Self { path, _file: file }));
            }
        }
    }

    /// Whether another process has a folder; changes nothing.
    ///
    /// # Errors
    /// If the system refuses.
    pub(super) fn is_taken(folder: &Path) -> io::Result<bool> {
        match File::options().write(true).open(folder.join(LOCK)) {
            Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => Ok(false),
            Err(error) => Err(error),
            Ok(file) => Ok(!is_locked_now(&file)?),
        }
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Where it cannot be removed it lies there, and locks nothing.
        drop(fs::remove_file(&self.path));
    }
}

/// Locks a file for this process, and says whether it could.
fn is_locked_now(file: &File) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(source)) => Err(source),
    }
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    let (open, there) = (file.metadata().map(place), fs::metadata(path).map(place));
    open.is_ok_and(|open| there.is_ok_and(|there| open == there))
}

#[cfg(not(unix))]
fn is_still(_: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_a_folder_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        assert!(!FolderLock::is_taken(path).unwrap());
        let lock = FolderLock::try_take(path).unwrap().unwrap();
        assert!(FolderLock::is_taken(path).unwrap() && FolderLock::try_take(path).unwrap().is_none());
        drop(lock);
        assert_eq!(fs::read_dir(path).unwrap().count(), 0);
        assert!(FolderLock::try_take(path).unwrap().is_some());
    }

    #[test]
    fn never_have_two_a_folder_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let inside = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let Some(lock) = FolderLock::try_take(folder.path()).unwrap() else {
                            continue;
                        };
                        assert_eq!(inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst), 0);
                        inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
    }
}
