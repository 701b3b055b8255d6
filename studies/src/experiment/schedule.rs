//! Which units of work come next, and which cells have had enough.

use serde::{Deserialize, Serialize};

use super::{BLOCK, Block};
use alliance_dynamics::alliance::Outcome;
use alliance_dynamics::scenario::{Study, widest};

/// Why a cell has no more replications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StopReason {
    /// It has as many as were asked for.
    AllRuns,
    /// Its shares are known as well as was asked for.
    PrecisionReached,
    /// It has as many as were allowed, and its shares are not known as well as was asked for.
    MaxRuns,
    /// Somebody stopped the work.
    Interrupted,
}

/// How far one arm at one design point has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CellEnd {
    /// Runs that were done, failed ones among them.
    pub runs: u64,
    /// Half of the widest 95 % interval among the shares of outcomes; infinite where no run succeeded.
    pub half_width: f64,
    /// Why it has no more.
    pub stop: StopReason,
}

/// Deals out units of work in rounds.
///
/// Without a precision there is one round with everything. With one, every round is followed by a look at the shares: the
/// first after so many replications as were asked for, later ones after every tenth more. Cells with enough are left out of
/// the rounds to come. What is looked at is whole rounds, so the stop depends neither on threads nor on a resumed run.
pub(super) struct Schedule<'a> {
    study: &'a Study,
    cells: Vec<Tally>,
    /// Cells that go on.
    open: Vec<usize>,
    /// Blocks that every open cell has had.
    blocks: usize,
}

#[derive(Clone, Default)]
struct Tally {
    runs: u64,
    outcomes: [u64; Outcome::ALL.len()],
    stop: Option<StopReason>,
}

/// Some blocks of replications of all cells that go on.
pub(super) struct Round {
    blocks: std::ops::Range<usize>,
    cells: Vec<usize>,
    n_cells: usize,
}

impl Round {
    pub(super) fn n_units(&self) -> usize {
        self.blocks.len() * self.cells.len()
    }

    /// The number of a unit among all of the study: cell after cell, block after block.
    pub(super) fn unit(&self, place: usize) -> usize {
        let (block, cell) = (place / self.cells.len(), place % self.cells.len());
        (self.blocks.start + block) * self.n_cells + self.cells[cell]
    }
}

impl<'a> Schedule<'a> {
    pub(super) fn of(study: &'a Study) -> Self {
        Self {
            study,
            cells: vec![Tally::default(); study.cells.len()],
            open: (0..study.cells.len()).collect(),
            blocks: 0,
        }
    }

    /// What is to be done next; nothing where every cell has had enough.
    pub(super) fn next_round(&mut self) -> Option<Round> {
        self.close_cells();
        let most = (self.study.runs as usize).div_ceil(BLOCK);
        let end = match self.study.precision {
            Some(precision) if self.blocks == 0 => (precision.first as usize).div_ceil(BLOCK),
            Some(_) => self.blocks + self.blocks.div_ceil(10),
            None => most,
        };
        let blocks = self.blocks..end.min(most);
        self.blocks = blocks.end;
        (!blocks.is_empty() && !self.open.is_empty()).then(|| Round {
            blocks,
            cells: self.open.clone(),
            n_cells: self.cells.len(),
        })
    }

    pub(super) fn count(&mut self, delivered: &[Block]) {
        for block in delivered {
            let tally = &mut self.cells[block.cell];
            tally.runs += block.runs.len() as u64;
            for ending in block.runs.iter().filter_map(|run| run.result.as_ref().ok()) {
                tally.outcomes[ending.outcome as usize] += 1;
            }
        }
    }

    /// How every cell ended.
    pub(super) fn ends(mut self) -> Vec<CellEnd> {
        self.close_cells();
        let end = |tally: &Tally| CellEnd {
            runs: tally.runs,
            half_width: widest(&tally.outcomes),
            stop: tally.stop.unwrap_or(StopReason::Interrupted),
        };
        self.cells.iter().map(end).collect()
    }

    fn close_cells(&mut self) {
        let asked = (self.blocks * BLOCK).min(self.study.runs as usize) as u64;
        let (study, cells) = (self.study, &mut self.cells);
        self.open.retain(|&cell| {
            let tally = &mut cells[cell];
            tally.stop = stop(study, tally, asked);
            tally.stop.is_none()
        });
    }
}

fn stop(study: &Study, tally: &Tally, asked: u64) -> Option<StopReason> {
    let is_all = tally.runs == u64::from(study.runs);
    match study.precision {
        _ if tally.runs < asked => Some(StopReason::Interrupted),
        None => is_all.then_some(StopReason::AllRuns),
        Some(precision) if asked > 0 && precision.is_reached(&tally.outcomes) => Some(StopReason::PrecisionReached),
        Some(_) => is_all.then_some(StopReason::MaxRuns),
    }
}
