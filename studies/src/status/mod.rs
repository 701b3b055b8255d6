//! What is in a folder of results or shards, and what is missing.

mod finished;
mod shares;
mod unfinished;

use std::io;
use std::path::{Path, PathBuf};

pub use finished::FinishedStatus;
pub use shares::ShardShares;

use alliance_dynamics::scenario::gate::read_text;

use crate::experiment::{ShardError, Shards, StoreError, Unfinished};

/// How far the study of a folder has come.
///
/// # Example
/// ```
/// use alliance_dynamics::scenario::Study;
/// use alliance_studies::experiment::{Overwrite, Store, StorePlan, StudyPlan};
/// use alliance_studies::status::FolderStatus;
/// # let place = std::env::temp_dir().join(format!("alliance-status-{}", std::process::id()));
///
/// let study = Study::from_toml("experiment.runs = 30")?;
/// let plan = StorePlan::of_study(StudyPlan::of(&study), &"everything");
/// let store = Store::open(&place, &plan, Overwrite::No)?;
/// let status = FolderStatus::of(&place)?;
/// assert!(!status.is_whole());
/// assert!(status.words(&place).contains("0 of 30 runs are finished"));
/// # drop(store);
/// # std::fs::remove_dir_all(&place)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub enum FolderStatus {
    /// It is planned, and has no result yet.
    Planned(ShardShares),
    /// It goes on, or can go on.
    Unfinished(Box<Unfinished>),
    /// It has a manifest.
    Finished(Box<FinishedStatus>),
}

/// Why the status of a folder is not to be had.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StatusError {
    /// There is nothing.
    #[error("{} holds no study: neither a manifest.json nor a store nor a plan of shards", .folder.display())]
    Nothing {
        /// Which folder.
        folder: PathBuf,
    },
    /// The manifest cannot be read.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The manifest is none.
    #[error("{} is no manifest", .path.display())]
    NoManifest {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and where.
        source: serde_json::Error,
    },
    /// Shards cannot be looked at.
    #[error(transparent)]
    Shards(#[from] ShardError),
    /// A store cannot be looked at.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FolderStatus {
    /// Looks into a folder, and changes nothing.
    ///
    /// # Errors
    /// If there is no study, or it cannot be read.
    pub fn of(folder: &Path) -> Result<Self, StatusError> {
        let path = folder.join("manifest.json");
        if Shards::are_in(folder) && !path.exists() {
            return Ok(Self::Planned(ShardShares::of(folder)?));
        }
        if let Some(unfinished) = Unfinished::of(folder)? {
            return Ok(Self::Unfinished(Box::new(unfinished)));
        }
        if !path.exists() {
            let folder = folder.to_owned();
            return Err(StatusError::Nothing { folder });
        }
        let text = match read_text(&path) {
            Err(source) => return Err(StatusError::Unreadable { path, source }),
            Ok(text) => text,
        };
        match serde_json::from_str(&text) {
            Err(source) => Err(StatusError::NoManifest { path, source }),
            Ok(manifest) => Ok(Self::Finished(Box::new(FinishedStatus::of(folder, manifest)))),
        }
    }

    /// Whether nothing is missing, and every table is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Planned(shares) => shares.are_done(),
            Self::Unfinished(_) => false,
            Self::Finished(finished) => finished.is_whole(),
        }
    }

    /// How far it is, with the command that comes next.
    #[must_use]
    pub fn words(&self, folder: &Path) -> String {
        match self {
            Self::Planned(shares) => shares.words(folder),
            Self::Unfinished(unfinished) => unfinished::words(folder, unfinished),
            Self::Finished(finished) => finished.words(folder),
        }
    }
}
