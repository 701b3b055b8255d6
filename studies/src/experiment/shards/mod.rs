//! A study, or another question whose trials are known beforehand, cut into shards, for as many processes on as many hosts as there are.
//!
//! The folder `shards` holds the plan, which needs no other file, and a folder a shard: a lock, files of finished runs as
//! in a store, and, when it is finished, its receipt. Shards know nothing of each other; any of them can be done in any order,
//! and twice. A file system that several hosts share has to honour locks on files between them, and show a file under its
//! new name as a whole once it is renamed.

mod error;
mod plan;
mod receipt;
mod script;
mod shard;
mod spans;
mod trials;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub use error::ShardError;
pub use plan::{PlannedWork, ShardPlan};
pub use receipt::Receipt;
pub use script::{ShardScript, ShellError, SlurmOptions, quoted, quoted_path};
pub use shard::Shard;
pub use spans::spans;
pub use trials::{TrialPart, TrialsPlan};

use super::folder::write_whole;
use super::holdings::{PARTIAL, PLAN, remove, remove_if_empty};
use super::lock::{FolderLock, LOCK, MOMENT, PATIENCE};
use super::{Control, FolderError, Kept, Overwrite, ResultFolder, RunKey, StoreError, StudyPlan};
use alliance_dynamics::scenario::Study;
use alliance_dynamics::scenario::gate::read_text;
use error::Obstacles;
use rayon::prelude::*;
use receipt::{Proof, RECEIPT};

const SHARDS: &str = "shards";

/// Whether a plan was made or was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planned {
    /// It was made.
    Anew,
    /// It was there, and is the same.
    Before,
}

/// How far a shard has come.
#[derive(Debug, Clone, PartialEq)]
pub enum ShardState {
    /// Finished, and its runs are those of the receipt.
    Done(Receipt),
    /// A process is at work on it now.
    UnderWay,
    /// Not finished, and nobody is at work on it.
    Missing,
    /// Its runs are not those of its receipt.
    Damaged,
}

/// What there is to do for a shard.
#[derive(Debug)]
pub enum Taken<'a> {
    /// Nothing: it is finished.
    Done(Receipt),
    /// This.
    Open(Box<Shard<'a>>),
}

/// What was planned, made again.
#[derive(Debug)]
pub enum Task<'a> {
    /// A study.
    Study(Box<Study>),
    /// Another question; whoever knows its command makes it again from its words.
    Trials(&'a TrialsPlan),
}

/// How long to wait for another process at the same shard.
#[derive(Debug, Clone, Copy)]
pub enum Waiting<'a> {
    /// As long as a process that was killed may take to be gone.
    Briefly,
    /// Until it ends, or `Control` says stop.
    UntilFree(&'a Control),
}

/// A folder with a plan and its shards.
#[derive(Debug)]
pub struct Shards {
    /// The folder that was named.
    path: PathBuf,
    plan: ShardPlan,
}

impl Shards {
    /// Puts a plan into a folder. The same plan again does no harm.
    ///
    /// # Errors
    /// If the folder holds a result or another plan and `overwrite` is not [`Overwrite::Yes`], someone is at work there, or it
    /// cannot be written.
    pub fn plan(path: &Path, plan: ShardPlan, overwrite: Overwrite) -> Result<Planned, ShardError> {
        let folder = path.join(SHARDS);
        let is_elsewhere = |folder: &Path| folder.symlink_metadata().is_ok_and(|found| !found.is_dir());
        if is_elsewhere(&folder) {
            return Err(FolderError::Foreign { path: folder }.into());
        }
        if Self::are_in(path) {
            let there = Self::open(path)?;
            match (there.plan.difference(&plan), overwrite) {
                (None, Overwrite::No) => return Ok(Planned::Before),
                (Some(difference), Overwrite::No) => {
                    let folder = path.to_path_buf();
                    return Err(ShardError::OtherPlan { folder, difference });
                }
                (_, Overwrite::Yes) => there.remove()?,
            }
        } else if fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(FolderError::Foreign { path: folder }.into());
        }
        let _place = ResultFolder::empty(path, overwrite)?;
        fs::create_dir_all(&folder).map_err(|source| StoreError::unwritable(&folder, source))?;
        let text = serde_json::to_string_pretty(&plan).unwrap_or_default() + "\n";
        let path = folder.join(PLAN);
        write_whole(&path, text).map_err(|source| StoreError::unwritable(&path, source))?;
        Ok(Planned::Anew)
    }

    /// Whether a folder was planned.
    #[must_use]
    pub fn are_in(path: &Path) -> bool {
        path.join(SHARDS).join(PLAN).exists()
    }

    /// Opens a folder that was planned.
    ///
    /// # Errors
    /// If it holds no plan, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, ShardError> {
        if !Self::are_in(path) {
            let folder = path.to_path_buf();
            return Err(ShardError::NoPlan { folder });
        }
        let file = path.join(SHARDS).join(PLAN);
        let unreadable = |source| StoreError::unreadable(&file, source);
        let text = read_text(&file).map_err(unreadable)?;
        let plan: ShardPlan = serde_json::from_str(&text).map_err(|error| unreadable(error.into()))?;
        Ok(Self {
            path: path.to_path_buf(),
            plan,
        })
    }

    /// What was planned.
    #[must_use]
    pub fn planned(&self) -> &ShardPlan {
        &self.plan
    }

    /// What was planned, as long as this program makes the same of it.
    ///
    /// # Errors
    /// If the plan cannot be read as a study, or as another one, or the program is another version.
    pub fn task(&self) -> Result<Task<'_>, ShardError> {
        let (task, difference) = match &self.plan.work {
            PlannedWork::Study(planned) => {
                let study = plan::again(planned, &self.plan.source)?;
                let difference = planned.difference(&StudyPlan::of(&study));
                (Task::Study(Box::new(study)), difference)
            }
            PlannedWork::Trials(trials) => (Task::Trials(trials), trials.other_program()),
        };
        match difference {
            Some(difference) => Err(self.other_program(difference)),
            None => Ok(task),
        }
    }

    /// Takes a shard for this process.
    ///
    /// # Errors
    /// If there is none of this number, another process is at work on it, or it cannot be read or written.
    pub fn take(&self, shard: u32, waiting: Waiting<'_>) -> Result<Taken<'_>, ShardError> {
        if shard >= self.plan.n_shards {
            return Err(ShardError::NoSuchShard {
                shard,
                folder: self.path.clone(),
                n_shards: self.plan.n_shards,
            });
        }
        if let Proof::Whole(receipt, _) = self.proof(shard)? {
            return Ok(Taken::Done(receipt));
        }
        let folder = self.folder(shard);
        fs::create_dir_all(&folder).map_err(|source| StoreError::unwritable(&folder, source))?;
        let lock = self.lock(shard, waiting)?;
        // Whoever had the lock may have finished the shard.
        if let Proof::Whole(receipt, _) = self.proof(shard)? {
            return Ok(Taken::Done(receipt));
        }
        Receipt::revoke(&folder)?;
        let kept = Kept::in_folder(&folder)?;
        let is_kept = |key: &&RunKey| kept.has(**key);
        Ok(Taken::Open(Box::new(Shard {
            number: shard,
            n_kept: self.run_keys(shard).iter().filter(is_kept).count() as u64,
            shards: self,
            lock,
            taken: Instant::now(),
        })))
    }

    /// How far every shard has come; reads every byte and changes nothing.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn states(&self) -> Result<Vec<ShardState>, ShardError> {
        let shards = (0..self.plan.n_shards).into_par_iter();
        Ok(shards
            .map(|shard| self.state(shard))
            .collect::<Result<_, StoreError>>()?)
    }

    /// The numbers of the shards that are not done.
    ///
    /// # Errors
    /// If all are done, or they cannot be read.
    pub fn unfinished(&self) -> Result<Vec<u32>, ShardError> {
        let states = (0..).zip(self.states()?);
        let open = states.filter(|(_, state)| !matches!(state, ShardState::Done(_)));
        let open: Vec<u32> = open.map(|(shard, _)| shard).collect();
        match open.is_empty() {
            true => Err(ShardError::AllDone {
                folder: self.path.clone(),
            }),
            false => Ok(open),
        }
    }

    /// The runs of all shards, held against their receipts.
    ///
    /// # Errors
    /// If a shard is missing, under way or damaged, all of which are named, or cannot be read.
    pub fn kept(&self) -> Result<Kept, ShardError> {
        let proofs = (0..self.plan.n_shards).into_par_iter();
        let proofs: Vec<_> = proofs
            .map(|shard| self.proof(shard))
            .collect::<Result<_, StoreError>>()?;
        let (mut all, mut obstacles) = (Kept::default(), Obstacles::default());
        for (shard, proof) in (0..).zip(proofs) {
            match proof {
                Proof::Whole(_, kept) => all.join(kept),
                Proof::Broken => obstacles.damaged.push(shard),
                Proof::Nothing if self.is_busy(shard)? => obstacles.under_way.push(shard),
                Proof::Nothing => obstacles.missing.push(shard),
            }
        }
        match obstacles.into_error(self.path.clone()) {
            Some(error) => Err(error),
            None => Ok(all),
        }
    }

    /// Removes the shards and their plan.
    ///
    /// # Errors
    /// If someone is at work on any of them, or they cannot be removed.
    pub fn remove(self) -> Result<(), ShardError> {
        for shard in 0..self.plan.n_shards {
            if self.is_busy(shard)? {
                let folder = self.path;
                return Err(ShardError::Busy { shard, folder });
            }
        }
        let folder = self.path.join(SHARDS);
        let removed = self.remove_files(&folder);
        Ok(removed.map_err(|source| StoreError::unwritable(&folder, source))?)
    }

    /// Removes what shards leave, and nothing else; the plan last, without which nobody would know whose the rest is.
    fn remove_files(&self, folder: &Path) -> io::Result<()> {
        for shard in 0..self.plan.n_shards {
            let folder = self.folder(shard);
            let is_ours =
                |name: &str| [LOCK, RECEIPT].contains(&name) || name.ends_with(".runs") || name.ends_with(PARTIAL);
            remove_those(&folder, is_ours)?;
            remove_if_empty(&folder)?;
        }
        remove_those(folder, |name| {
            name.starts_with("log-") && name.ends_with(".txt") || name.ends_with(PARTIAL)
        })?;
        remove(&folder.join(PLAN))?;
        remove_if_empty(folder)
    }

    fn state(&self, shard: u32) -> Result<ShardState, StoreError> {
        Ok(match self.proof(shard)? {
            Proof::Whole(receipt, _) => ShardState::Done(receipt),
            Proof::Broken => ShardState::Damaged,
            Proof::Nothing if self.is_busy(shard)? => ShardState::UnderWay,
            Proof::Nothing => ShardState::Missing,
        })
    }

    fn proof(&self, shard: u32) -> Result<Proof, StoreError> {
        Receipt::checked(&self.folder(shard), &self.run_keys(shard))
    }

    fn run_keys(&self, shard: u32) -> Vec<RunKey> {
        self.plan.work.run_keys(self.plan.units_of(shard))
    }

    fn other_program(&self, difference: String) -> ShardError {
        let folder = self.path.clone();
        ShardError::OtherProgram { folder, difference }
    }

    fn is_busy(&self, shard: u32) -> Result<bool, StoreError> {
        let folder = self.folder(shard);
        FolderLock::is_taken(&folder).map_err(|source| StoreError::unreadable(&folder, source))
    }

    fn lock(&self, shard: u32, waiting: Waiting<'_>) -> Result<FolderLock, ShardError> {
        let folder = self.folder(shard);
        for tries in 0.. {
            let lock = FolderLock::try_take(&folder).map_err(|source| StoreError::unwritable(&folder, source))?;
            if let Some(lock) = lock {
                return Ok(lock);
            }
            let waits = match waiting {
                Waiting::Briefly => tries < PATIENCE,
                Waiting::UntilFree(control) => !control.is_stopped(),
            };
            if !waits {
                break;
            }
            std::thread::sleep(MOMENT);
        }
        let folder = self.path.clone();
        Err(ShardError::Busy { shard, folder })
    }

    fn folder(&self, shard: u32) -> PathBuf {
        self.path.join(SHARDS).join(format!("{shard:06}"))
    }
}

/// Removes the files of a folder whose names are ours.
fn remove_those(folder: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(&is_ours) {
            remove(&path)?;
        }
    }
    Ok(())
}
