//! What is finished stays finished: runs on the disk while a question is being answered, so that it can go on after anything.
//!
//! The folder `store` beside the tables holds what is asked, and files of finished runs. A run is on the disk a fifth of a second after
//! it is finished, whatever its length and its place in the tables, and a check sum says whether it is still what was written. Of many
//! runs, those that took no time are only kept as finished, and lived again when they are asked for. Runs are known by what they are runs
//! of, so that a larger study, or the same question asked in another way, finds those that it has in common with this one. When the result
//! is whole, the store goes; `runs.kept` stays, from which a study can grow.

pub(super) mod encoding;
mod keeper;
mod kept;
mod key;
mod memory;
mod plan;
pub(super) mod segment;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use keeper::Keeper;
pub use kept::Kept;
pub use key::{Fingerprint, RunKey};
pub use memory::Memory;
pub use plan::{PlannedArm, StudyPlan};
pub(super) use plan::{other_version, other_words, this_version};

use super::grown::KeptStudy;
use super::holdings::{Holdings, PLAN, RUNS_KEPT, STORE};
use super::lock::FolderLock;
use super::{Digest, FolderError, Overwrite, PROGRAM, ResultFolder};

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder for the results will not do.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// What was begun or finished there is something else.
    #[error(
        "{} holds a {} of another {of}: {difference}; choose another folder with --out, or begin anew with --overwrite",
        .folder.display(), if *.is_finished { "result" } else { "part" }
    )]
    Other {
        /// Which folder.
        folder: PathBuf,
        /// Whether it is finished.
        is_finished: bool,
        /// What it is, in a word.
        of: &'static str,
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

/// What is being answered in a folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StorePlan {
    program: String,
    /// The command that asks; nothing where no command does.
    pub command: Option<String>,
    /// The words in which it asks, without those that change no table; of a study its plan tells more.
    #[serde(default)]
    words: Vec<String>,
    /// What it asks, to tell whether the same is asked for again.
    pub asked: String,
    /// The study, where it is one.
    pub study: Option<StudyPlan>,
}

impl Default for StorePlan {
    /// A result that cannot be gone on with.
    fn default() -> Self {
        Self {
            program: PROGRAM.to_owned(),
            command: None,
            words: Vec::new(),
            asked: String::new(),
            study: None,
        }
    }
}

impl StorePlan {
    /// To answer a question of this command, asked in these words; `about` tells it from others that are asked in the same.
    #[must_use]
    pub fn of_question(command: &str, words: &[String], about: &impl std::fmt::Debug) -> Self {
        Self {
            command: Some(command.to_owned()),
            words: words.to_vec(),
            asked: Digest::of_bytes(format!("{} {:?}", this_version(), (words, about))).0,
            ..Self::default()
        }
    }

    /// To run a study; `written` says what is written of it, where that is not everything.
    #[must_use]
    pub fn of_study(study: StudyPlan, written: &impl std::fmt::Debug) -> Self {
        let asked = serde_json::to_string(&study).unwrap_or_default();
        Self {
            command: Some("run".to_owned()),
            asked: Digest::of_bytes(format!("{asked} {written:?}")).0,
            study: Some(study),
            ..Self::default()
        }
    }

    pub(super) fn is_ours(&self) -> bool {
        self.program == PROGRAM
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Why this cannot go on as another plan says.
    fn hindrance(&self, other: &Self) -> Option<String> {
        let (was, is) = (self.command.as_deref(), other.command.as_deref());
        match (&self.study, &other.study) {
            _ if was != is || is.is_none() => {
                let called =
                    |command: Option<&str>| command.map_or("something else".to_owned(), |name| format!("`{name}`"));
                Some(format!("it was {} and is now {}", called(was), called(is)))
            }
            (Some(study), Some(other)) => study.hindrance(other),
            _ if self.asked == other.asked => None,
            _ => other_words(&self.words, &other.words)
                .filter(|_| !self.words.is_empty())
                .or_else(|| Some("the scenario, a file that it names or the program has changed".to_owned())),
        }
    }
}

/// How a folder was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// Nothing is there.
    Anew,
    /// The same was begun, or less of the same is finished.
    Before,
    /// The same is finished.
    Finished,
}

/// The finished part of an answer.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    next_file: u64,
}

impl Store {
    /// Takes a folder for an answer, with what earlier processes have finished of it, or of a smaller study.
    ///
    /// # Errors
    /// If the folder holds anything else and `overwrite` is not [`Overwrite::Yes`], another process is at work there, or it cannot
    /// be read or written.
    pub fn open(
        path: impl Into<PathBuf>,
        plan: &StorePlan,
        overwrite: Overwrite,
    ) -> Result<(ResultFolder, Self, Kept, Opening), StoreError> {
        let path = path.into();
        let how = |holdings: &Holdings| how_to_open(&path, holdings, plan, overwrite);
        let (results, holdings) = ResultFolder::enter(path.clone(), |holdings| how(holdings).map(drop))?;
        let (opened, folder) = (how(&holdings)?, path.join(STORE));
        match opened {
            Opening::Anew => {
                results.clear(&holdings)?;
                results.write_plan(plan)?;
            }
            Opening::Before => results.write_plan(plan)?,
            // Whoever finished it was killed before it could tidy up.
            Opening::Finished => results.leave_no_store()?,
        }
        let grown = path.join(RUNS_KEPT);
        let (store, mut kept) = match folder.is_dir() {
            true => Self::with(folder)?,
            false => (Self { folder, next_file: 0 }, Kept::default()),
        };
        if grown.exists() {
            kept.join(Kept::in_files([grown.as_path()])?);
        }
        Ok((results, store, kept, opened))
    }

    /// The store of a folder that nobody else has, with what it holds.
    pub(super) fn with(folder: PathBuf) -> Result<(Self, Kept), StoreError> {
        let kept = Kept::in_folder(&folder)?;
        let files = segment::list(&folder).map_err(|source| StoreError::unreadable(&folder, source))?;
        let next_file = files.last().map_or(0, |(number, _)| number + 1);
        Ok((Self { folder, next_file }, kept))
    }

    /// Begins to keep runs.
    ///
    /// # Errors
    /// If there is no room for them.
    pub fn keeper(&self) -> Result<Keeper, StoreError> {
        fs::create_dir_all(&self.folder).map_err(|source| StoreError::unwritable(&self.folder, source))?;
        Ok(Keeper::begin(self.folder.clone(), self.next_file))
    }
}

fn how_to_open(
    path: &Path,
    holdings: &Holdings,
    plan: &StorePlan,
    overwrite: Overwrite,
) -> Result<Opening, StoreError> {
    if overwrite == Overwrite::Yes || holdings.is_empty() {
        return Ok(Opening::Anew);
    }
    if holdings.has_answered(plan) && !plan.asked.is_empty() {
        return Ok(Opening::Finished);
    }
    let of = if plan.study.is_some() { "study" } else { "question" };
    let other = |is_finished, difference| StoreError::Other {
        folder: path.to_owned(),
        is_finished,
        of,
        difference,
    };
    if let Some(begun) = holdings.unfinished() {
        return begun
            .hindrance(plan)
            .map_or(Ok(Opening::Before), |difference| Err(other(false, difference)));
    }
    let study = plan
        .study
        .as_ref()
        .filter(|_| holdings.is_finished() && holdings.has(RUNS_KEPT));
    match (study, KeptStudy::plan_of(&path.join(RUNS_KEPT))) {
        // The same study, of which something else is to be written.
        (Some(study), Some(kept)) if *study == kept => Err(holdings.occupied().into()),
        (Some(study), Some(kept)) => {
            let difference = kept.hindrance(study);
            difference.map_or(Ok(Opening::Before), |difference| Err(other(true, difference)))
        }
        _ => Err(holdings.occupied().into()),
    }
}

/// How far an answer has come in a folder.
#[derive(Debug)]
pub struct Unfinished {
    /// What was asked for.
    pub plan: StorePlan,
    /// What is finished.
    pub kept: Kept,
    /// Whether a process is at work there now.
    pub is_busy: bool,
}

impl Unfinished {
    /// Looks at the unfinished answer of a folder, and changes nothing; none where there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of(path: &Path) -> Result<Option<Self>, StoreError> {
        let folder = path.join(STORE);
        if !folder.join(PLAN).exists() {
            return Ok(None);
        }
        let holdings = Holdings::of(path)?;
        let Some(plan) = holdings.unfinished().cloned() else {
            return Ok(None);
        };
        let is_busy = FolderLock::is_taken(path).map_err(|source| StoreError::unreadable(path, source))?;
        let mut kept = Kept::in_folder(&folder)?;
        if holdings.has(RUNS_KEPT) {
            kept.join(Kept::in_files([path.join(RUNS_KEPT).as_path()])?);
        }
        Ok(Some(Self { plan, kept, is_busy }))
    }
}
