//! The receipt of a shard: that it is finished, and how to know its blocks again.

use std::fs;
use std::path::Path;

use alliance_dynamics::scenario::gate::read_file;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::experiment::folder::write_whole;
use crate::experiment::{Digest, Kept, RunKey, StoreError};

pub(super) const RECEIPT: &str = "receipt.json";

/// What a finished shard leaves last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which shard.
    pub shard: u32,
    /// Its runs.
    pub runs: u64,
    /// Those of them that failed.
    pub failed: u64,
    /// SHA-256 over its runs in their order: the same on every machine, and however often it was interrupted.
    pub digest: String,
    /// Seconds that the process took which finished it.
    pub seconds: f64,
}

/// What the folder of a shard has to show.
pub(super) enum Proof {
    /// No receipt.
    Nothing,
    /// A receipt, and the runs that it is for.
    Whole(Receipt, Kept),
    /// A receipt, and not the runs that it is for.
    Broken,
}

impl Receipt {
    /// What it says, in a line.
    #[must_use]
    pub fn words(&self) -> String {
        let Self {
            shard,
            runs,
            failed,
            digest,
            seconds,
        } = self;
        format!("shard {shard}: finished; {runs} runs, {failed} failed, {seconds} s, digest {digest}\n")
    }

    /// Holds the receipt of a folder against every byte of these runs.
    pub(super) fn checked(folder: &Path, runs: &[RunKey]) -> Result<Proof, StoreError> {
        let path = folder.join(RECEIPT);
        if !path.exists() {
            return Ok(Proof::Nothing);
        }
        let text = read_file(&path).map_err(|source| StoreError::unreadable(&path, source))?;
        let kept = Kept::in_folder(folder)?;
        Ok(match (serde_json::from_slice::<Self>(&text), digest(&kept, runs)) {
            (Ok(receipt), Some(found)) if receipt.digest == found.0 => Proof::Whole(receipt, kept),
            _ => Proof::Broken,
        })
    }

    /// Puts the receipt down, whole or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(RECEIPT);
        let text = serde_json::to_string(self).unwrap_or_default();
        write_whole(&path, text + "\n").map_err(|source| StoreError::unwritable(&path, source))
    }

    /// Takes back the receipt of a folder, where there is one.
    pub(super) fn revoke(folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(RECEIPT);
        match path.exists() {
            true => fs::remove_file(&path).map_err(|source| StoreError::unwritable(&path, source)),
            false => Ok(()),
        }
    }
}

/// How many these runs are, and how many of them failed.
pub(super) fn counted(kept: &Kept, runs: &[RunKey]) -> (u64, u64) {
    let has_failed = |key: &&RunKey| kept.run(**key).is_some_and(|(run, _)| run.result.is_err());
    (runs.len() as u64, runs.iter().filter(has_failed).count() as u64)
}

/// SHA-256 over these runs in their order; none where any is missing or damaged.
pub(super) fn digest(kept: &Kept, runs: &[RunKey]) -> Option<Digest> {
    let mut digest = Sha256::new();
    for &key in runs {
        digest.update(kept.bytes(key)?);
    }
    Some(Digest::of_hash(digest))
}
