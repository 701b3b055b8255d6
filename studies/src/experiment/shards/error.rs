//! What can be wrong with a study in shards, in words that say what to do.

use std::path::PathBuf;

use super::spans;
use crate::experiment::{FolderError, RemakeError, StoreError};

/// Why shards cannot be planned, worked on or merged.
#[derive(Debug, thiserror::Error)]
pub enum ShardError {
    /// There is no plan.
    #[error("{} holds no plan: `alliance plan FILE --out {}` makes one", .folder.display(), .folder.display())]
    NoPlan {
        /// Which folder.
        folder: PathBuf,
    },
    /// There is a plan of something else.
    #[error(
        "{} holds another plan: {difference}; choose another folder with --out, or plan anew with --overwrite",
        .folder.display()
    )]
    OtherPlan {
        /// Which folder.
        folder: PathBuf,
        /// The first thing that is different.
        difference: String,
    },
    /// This program makes something else of the plan than the one that made it.
    #[error(
        "{} was planned for another program: {difference}; use the version that planned it, or plan anew with --overwrite",
        .folder.display()
    )]
    OtherProgram {
        /// Which folder.
        folder: PathBuf,
        /// What is different.
        difference: String,
    },
    /// A shard would have nothing to do.
    #[error(
        "{n_shards} shards are too many: the work comes in {n_units} blocks of up to 10 runs, and a shard has one at least; \
         choose --shards from 1 to {n_units}"
    )]
    TooMany {
        /// Shards that were asked for.
        n_shards: u32,
        /// Units of work that there are.
        n_units: usize,
    },
    /// There is no shard of this number.
    #[error("there is no shard {shard}: those of {} are numbered from 0 to {}", .folder.display(), .n_shards - 1)]
    NoSuchShard {
        /// Which was asked for.
        shard: u32,
        /// Which folder.
        folder: PathBuf,
        /// Shards that there are.
        n_shards: u32,
    },
    /// Someone is at work on it.
    #[error("another process is at work on shard {shard} of {}; --wait waits for it to end", .folder.display())]
    Busy {
        /// Which shard.
        shard: u32,
        /// Which folder.
        folder: PathBuf,
    },
    /// There is nothing to do any more.
    #[error(
        "all shards of {} are done: `alliance merge {}` makes the result; --all writes a script for all of them",
        .folder.display(), .folder.display()
    )]
    AllDone {
        /// Which folder.
        folder: PathBuf,
    },
    /// It cannot be merged yet.
    #[error("{} cannot be merged: {}", .folder.display(), .of.join("; "))]
    Incomplete {
        /// Which folder.
        folder: PathBuf,
        /// What is missing, under way and damaged, and what mends it.
        of: Vec<String>,
    },
    /// A study with a precision has no fixed number of runs.
    #[error(
        "a study with a `precision` has no fixed number of runs to cut into shards; take `precision` out of [experiment], or use `alliance run`"
    )]
    Precision,
    /// The study cannot be made again from its plan.
    #[error("a plan has to be enough by itself")]
    NotEnough(#[source] RemakeError),
    /// What the plan is made of cannot be read.
    #[error("{0}")]
    Source(#[from] RemakeError),
    /// The folder for the results will not do.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Blocks cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Which shards stand in the way of a merge.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    pub missing: Vec<u32>,
    pub under_way: Vec<u32>,
    pub damaged: Vec<u32>,
}

impl Obstacles {
    /// The error that names them all; none where there are none.
    pub(super) fn into_error(self, folder: PathBuf) -> Option<ShardError> {
        let shown = folder.display().to_string();
        let (missing, damaged) = (self.missing.first(), self.damaged.first());
        let mended = damaged.map(|first| format!("`alliance work {shown} --shard {first}` mends one"));
        let done = missing.map(|first| format!("`alliance work {shown} --shard {first}` does one"));
        let waited = (!self.under_way.is_empty()).then(|| "wait for it to end".to_owned());
        let many = self.missing.len() + self.damaged.len() > 1;
        let all = many.then(|| format!("`alliance emit parallel {shown}` writes a script that does all of them"));
        let told = [
            ("missing", self.missing, done),
            ("damaged", self.damaged, mended),
            ("under way", self.under_way, waited),
        ];
        let told = told
            .into_iter()
            .filter_map(|(state, shards, cure)| Some(format!("{} ({})", named(&shards, state), cure?)));
        let of: Vec<_> = told.chain(all).collect();
        (!of.is_empty()).then_some(ShardError::Incomplete { folder, of })
    }
}

/// Some shards and their state, as a sentence begins.
fn named(shards: &[u32], state: &str) -> String {
    let listed = spans(shards).join(", ");
    match shards.len() {
        1 => format!("shard {listed} is {state}"),
        _ => format!("shards {listed} are {state}"),
    }
}
