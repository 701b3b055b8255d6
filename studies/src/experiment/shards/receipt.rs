//! The receipt of a shard: that it is finished, and how to know its blocks again.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::experiment::store::{encoding, segment};
use crate::experiment::{Digest, Identity, Kept, StoreError};

const RECEIPT: &str = "receipt.json";

/// What a finished shard leaves last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which shard.
    pub shard: u32,
    /// Its runs.
    pub runs: u64,
    /// Those of them that failed.
    pub failed: u64,
    /// SHA-256 over its blocks in their order: the same on every machine, and however often it was interrupted.
    pub digest: String,
    /// Seconds that the process took which finished it.
    pub seconds: f64,
}

/// What the folder of a shard has to show.
pub(super) enum Proof {
    /// No receipt.
    Nothing,
    /// A receipt, and the blocks that it is for.
    Whole(Receipt, Kept),
    /// A receipt, and not the blocks that it is for.
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

    /// Holds the receipt of a folder against every byte of its blocks.
    pub(super) fn checked(folder: &Path, identity: Identity, units: Range<usize>) -> Result<Proof, StoreError> {
        let path = folder.join(RECEIPT);
        if !path.exists() {
            return Ok(Proof::Nothing);
        }
        let text = fs::read(&path).map_err(|source| StoreError::unreadable(&path, source))?;
        let (found, kept) = digest(folder, identity, units)?;
        Ok(match (serde_json::from_slice::<Self>(&text), found) {
            (Ok(receipt), Some(found)) if receipt.digest == found.0 => Proof::Whole(receipt, kept),
            _ => Proof::Broken,
        })
    }

    /// Puts the receipt down, whole or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let path = folder.join(RECEIPT);
        let text = serde_json::to_string(self).unwrap_or_default();
        segment::write_whole(&path, [text.as_bytes(), b"\n"]).map_err(|source| StoreError::unwritable(&path, source))
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

/// SHA-256 over the digests of all blocks that the disk holds of some units; none where any is missing or damaged.
pub(super) fn digest(
    folder: &Path,
    identity: Identity,
    units: Range<usize>,
) -> Result<(Option<Digest>, Kept), StoreError> {
    let segments = segment::list(folder).map_err(|source| StoreError::unreadable(folder, source))?;
    let segments = segments.into_iter().map(|(_, path)| path).collect();
    let (mut of_unit, mut bytes) = (BTreeMap::new(), Vec::new());
    let kept = Kept::looked_through(segments, identity, |unit, block| {
        bytes.clear();
        encoding::encode(unit, block, &mut bytes);
        of_unit.insert(unit as usize, Sha256::digest(&bytes));
    })?;
    let is_whole = kept.damaged().is_empty() && of_unit.keys().copied().eq(units);
    let digest = is_whole.then(|| Digest::of_bytes(of_unit.into_values().flatten().collect::<Vec<_>>()));
    Ok((digest, kept))
}
