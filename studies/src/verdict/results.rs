//! The results of a whole study.

use super::CellResults;
use crate::experiment::{Block, Response};
use alliance_dynamics::scenario::Study;

/// What the runs of a study came to, cell by cell.
#[derive(Debug)]
pub struct Results {
    /// Every arm at every design point, in the order of the study.
    pub cells: Vec<CellResults>,
}

impl Results {
    /// Room for the results of a study.
    #[must_use]
    pub fn with_room(study: &Study) -> Self {
        Self {
            cells: study
                .cells
                .iter()
                .map(|cell| CellResults::with_room(&cell.scenario, study.runs))
                .collect(),
        }
    }

    /// Keeps this of every run that is added from now on, and how it ended, so that worlds can be compared; 32 bytes a run.
    #[must_use]
    pub fn asking(self, response: Response) -> Self {
        let cells = self.cells.into_iter().map(|cell| cell.asking(response));
        Self { cells: cells.collect() }
    }

    /// Adds the runs of some blocks. Those of a cell have to come in their order.
    pub fn add(&mut self, mut blocks: Vec<Block>) {
        blocks.sort_by_key(|block| block.cell);
        let mut blocks = blocks.into_iter().peekable();
        while let Some(first) = blocks.next() {
            let cell = first.cell;
            let others = std::iter::from_fn(|| blocks.next_if(|block| block.cell == cell));
            self.cells[cell].add(std::iter::once(first).chain(others).collect());
        }
    }

    /// Runs that are done, those that failed included.
    #[must_use]
    pub fn runs(&self) -> u64 {
        self.cells.iter().map(|cell| cell.runs + cell.failed).sum()
    }

    /// Months that all runs lived together; those that failed not counted.
    #[must_use]
    pub fn months_lived(&self) -> u64 {
        let alive = self.cells.iter().flat_map(|cell| cell.trajectories.alive());
        alive.sum()
    }

    /// Runs that failed.
    #[must_use]
    pub fn failed(&self) -> u64 {
        self.cells.iter().map(|cell| cell.failed).sum()
    }
}
