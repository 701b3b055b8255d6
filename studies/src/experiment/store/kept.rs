//! What an earlier process has finished.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Identity, StoreError, segment};
use crate::experiment::Block;

/// Finished blocks on the disk, to be asked for by their units.
#[derive(Debug, Default)]
pub struct Kept {
    identity: Identity,
    /// Which segment holds a unit.
    place: BTreeMap<u64, usize>,
    segments: Vec<PathBuf>,
    damaged: Vec<PathBuf>,
    /// Blocks of segments that have been read, and not been asked for yet.
    read: BTreeMap<u64, Block>,
}

impl Kept {
    /// Looks through all segments, every byte of them.
    pub(super) fn in_folder(segments: Vec<PathBuf>, identity: Identity) -> Result<Self, StoreError> {
        Self::looked_through(segments, identity, |_, _| ())
    }

    /// Looks through all segments, and shows every block with its unit.
    pub(in crate::experiment) fn looked_through(
        segments: Vec<PathBuf>,
        identity: Identity,
        mut show: impl FnMut(u64, &Block),
    ) -> Result<Self, StoreError> {
        let mut kept = Self {
            identity,
            segments,
            ..Self::default()
        };
        for (number, path) in kept.segments.iter().enumerate() {
            let blocks = segment::read(path, &identity).map_err(|source| StoreError::unreadable(path, source))?;
            match blocks {
                Some(blocks) => {
                    blocks.iter().for_each(|(unit, block)| show(*unit, block));
                    kept.place.extend(blocks.iter().map(|(unit, _)| (*unit, number)));
                }
                None => kept.damaged.push(path.clone()),
            }
        }
        Ok(kept)
    }

    /// Takes in what is kept elsewhere of the same study.
    pub(in crate::experiment) fn join(&mut self, other: Self) {
        let before = self.segments.len();
        self.identity = other.identity;
        self.segments.extend(other.segments);
        self.damaged.extend(other.damaged);
        self.place
            .extend(other.place.into_iter().map(|(unit, number)| (unit, before + number)));
    }

    /// How many blocks there are.
    #[must_use]
    pub fn n_blocks(&self) -> usize {
        self.place.len()
    }

    /// The units of the blocks, ascending.
    pub fn units(&self) -> impl Iterator<Item = usize> {
        self.place.keys().map(|&unit| unit as usize)
    }

    /// Files that are damaged: what they held is computed again.
    #[must_use]
    pub fn damaged(&self) -> &[PathBuf] {
        &self.damaged
    }

    /// Whether every block has been taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.place.is_empty()
    }

    /// The block of a unit, once; none where it is not there, or its file has been damaged since it was looked through.
    pub(crate) fn take(&mut self, unit: usize) -> Option<Block> {
        let unit = unit as u64;
        let number = self.place.remove(&unit)?;
        if !self.read.contains_key(&unit) {
            let blocks = segment::read(&self.segments[number], &self.identity).ok()??;
            self.read.extend(blocks);
        }
        self.read.remove(&unit)
    }
}
