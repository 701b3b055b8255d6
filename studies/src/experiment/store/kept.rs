//! What earlier processes have finished.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::segment::{self, Place};
use super::{Fingerprint, RunKey, StoreError, encoding};
use crate::experiment::{Months, RunRecord};
use alliance_dynamics::scenario::gate::open_file;

/// Finished runs on the disk, to be asked for by their keys.
#[derive(Debug, Default)]
pub struct Kept {
    files: Vec<Mutex<File>>,
    /// Which file holds a run, and where.
    places: BTreeMap<RunKey, (u32, Place)>,
    damaged: Vec<PathBuf>,
}

impl Kept {
    /// Looks through files, every byte of them.
    ///
    /// # Errors
    /// If one cannot be read.
    pub(in crate::experiment) fn in_files<'a>(files: impl IntoIterator<Item = &'a Path>) -> Result<Self, StoreError> {
        let mut kept = Self::default();
        for path in files {
            kept.look_through(path)
                .map_err(|source| StoreError::unreadable(path, source))?;
        }
        Ok(kept)
    }

    /// Looks through the files of a folder.
    ///
    /// # Errors
    /// If the folder or one of them cannot be read.
    pub(in crate::experiment) fn in_folder(folder: &Path) -> Result<Self, StoreError> {
        let files = segment::list(folder).map_err(|source| StoreError::unreadable(folder, source))?;
        Self::in_files(files.iter().map(|(_, path)| path.as_path()))
    }

    fn look_through(&mut self, path: &Path) -> std::io::Result<()> {
        let (file, number) = (open_file(path)?, self.files.len() as u32);
        let places = &mut self.places;
        let is_sound = segment::scan(&file, |key, place, _| {
            places.insert(key, (number, place));
        })?;
        if !is_sound {
            self.damaged.push(path.to_owned());
        }
        self.files.push(Mutex::new(file));
        Ok(())
    }

    /// Takes in what is kept elsewhere.
    pub fn join(&mut self, other: Self) {
        let before = self.files.len() as u32;
        self.files.extend(other.files);
        self.damaged.extend(other.damaged);
        let places = other.places.into_iter();
        self.places
            .extend(places.map(|(key, (file, place))| (key, (before + file, place))));
    }

    /// How many runs there are.
    #[must_use]
    pub fn n_runs(&self) -> usize {
        self.places.len()
    }

    /// How many of the first runs there are of something.
    #[must_use]
    pub fn n_runs_of(&self, of: Fingerprint, first: u32) -> u64 {
        self.places.range(of.run(0)..of.run(first)).count() as u64
    }

    /// Whether a run is there.
    #[must_use]
    pub fn has(&self, key: RunKey) -> bool {
        self.places.contains_key(&key)
    }

    /// Of how many runs nothing is kept but that they are finished: their months are lived again.
    #[must_use]
    pub fn n_to_live_again(&self) -> usize {
        self.places.values().filter(|(_, place)| place.length == 0).count()
    }

    /// Files that are damaged: what they held is computed again.
    #[must_use]
    pub fn damaged(&self) -> &[PathBuf] {
        &self.damaged
    }

    /// A run with its months; none where it is not there, its months are to be lived again, or its file has been damaged since it was looked through.
    #[must_use]
    pub fn run(&self, key: RunKey) -> Option<(RunRecord, Months)> {
        encoding::decode(&self.bytes(key)?)
    }

    /// The bytes of a run.
    pub(in crate::experiment) fn bytes(&self, key: RunKey) -> Option<Vec<u8>> {
        let &(file, place) = self.places.get(&key)?;
        let mut bytes = vec![0; place.length as usize];
        let mut file = self.files[file as usize].lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(place.offset)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}
