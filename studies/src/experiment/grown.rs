//! `runs.kept`: every month of every run of a finished study, so that a larger one computes only what is new.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use super::holdings::RUNS_KEPT;
use super::store::{encoding, segment};
use super::{Block, Destination, Fingerprint, FolderError, StudyPlan, TableFile};
use alliance_dynamics::measures::Measure;
use alliance_dynamics::scenario::Study;

/// Studies that could take more than this many bytes are not kept.
const MOST_BYTES: u64 = 256 << 20;

/// Keeps the runs of a study in the order of its tables.
#[derive(Debug)]
pub struct KeptStudy {
    file: TableFile,
    prints: Vec<Fingerprint>,
}

impl KeptStudy {
    /// Begins the file; none where it goes nowhere, or would be too large.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn begin(to: Destination<'_>, study: &Study) -> Result<Option<Self>, FolderError> {
        let Destination::Folder(folder, _) = to else {
            return Ok(None);
        };
        if !can_keep(study) {
            return Ok(None);
        }
        let plan = StudyPlan::of(study);
        let mut kept = Self {
            file: folder.begin_file(RUNS_KEPT)?,
            prints: plan.prints(),
        };
        let begun = segment::begin(&mut kept.file).and_then(|()| kept.add_plan(&plan));
        begun.map_err(|source| to.unwritable(RUNS_KEPT, source))?;
        Ok(Some(kept))
    }

    fn add_plan(&mut self, plan: &StudyPlan) -> io::Result<()> {
        let (plan, mut bytes) = (serde_json::to_vec(plan)?, Vec::new());
        segment::frame(Fingerprint::default().run(0), &mut bytes, |to| to.extend(plan));
        self.file.write_all(&bytes)
    }

    /// Adds the runs of some blocks in their order, on the threads of the current rayon pool.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, blocks: &[Block]) -> io::Result<()> {
        let prints = &self.prints;
        let bytes: Vec<_> = blocks
            .par_iter()
            .map(|block| bytes_of(block, prints[block.cell]))
            .collect();
        bytes.iter().try_for_each(|bytes| self.file.write_all(bytes))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// If the last of it cannot be written.
    pub fn end(self) -> io::Result<()> {
        self.file.finish()
    }

    /// What the study asked for whose runs are kept in a file; none where it cannot be read.
    pub(super) fn plan_of(path: &Path) -> Option<StudyPlan> {
        let file = File::open(path).ok()?;
        serde_json::from_slice(&segment::first(&file).ok()??).ok()
    }
}

fn bytes_of(block: &Block, print: Fingerprint) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (run, life) in block.runs_with_lives() {
        segment::frame(print.run(run.replication), &mut bytes, |to| {
            encoding::encode(run, life, to)
        });
    }
    bytes
}

/// Whether all runs of a study are few and short enough to be kept.
#[must_use]
pub fn can_keep(study: &Study) -> bool {
    let months: u64 = study.cells.iter().map(|cell| u64::from(cell.scenario.months)).sum();
    let n_numbers = Measure::COUNT + study.base.own.len();
    let bytes = months
        .saturating_mul(u64::from(study.runs))
        .saturating_mul(8 * n_numbers as u64);
    bytes <= MOST_BYTES
}
