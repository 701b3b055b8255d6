//! Many runs: every arm at every design point, replication by replication, in parallel.

mod block;
mod control;
mod folder;
mod manifest;
mod places;
mod runs_table;
mod store;
mod trace;
mod trials;

use std::sync::Arc;

use rayon::prelude::*;

pub use block::{BLOCK, Block, RunRecord};
pub use control::{Control, quieten_failed_runs};
pub use folder::{Digest, FolderError, Hashing, Overwrite, ResultFolder};
pub use manifest::{ArmManifest, Manifest, Progress, RunTimes};
pub use places::{Endings, PlaceError, scenario_at, try_places, values_at};
pub use runs_table::RunsTable;
pub(crate) use runs_table::column_names;
pub use store::{Identity, Keeper, Kept, Plan, PlannedCell, Status, Store, StoreError};
pub use trace::{Detail, Trace};
pub use trials::{Trial, try_all};

use crate::mechanisms::{Mechanism, Rules};
use crate::random::replication_seed;
use crate::scenario::Study;
use crate::simulation::Simulation;

/// Blocks that a wave has for every thread: enough that the last one to finish keeps nobody waiting for long.
const BLOCKS_PER_THREAD: usize = 24;

/// The steps of a month, shared by all runs of a cell.
type MonthOfCell = Arc<[Box<dyn Mechanism>]>;

/// A block that is finished.
#[derive(Debug)]
pub struct Delivery {
    /// Which unit of work it is: cell after cell, block after block of replications.
    pub unit: usize,
    /// The runs.
    pub block: Block,
    /// Whether it is new and whole: worth keeping.
    pub is_news: bool,
}

/// A study that is ready to be run.
///
/// Work goes replication by replication: the first block of replications for every arm and design point, then the second, so
/// that what is finished is balanced whenever it is stopped. Blocks are delivered in that order on any number of threads.
///
/// # Example
/// ```
/// use alliance_dynamics::experiment::{Control, Experiment};
/// use alliance_dynamics::scenario::Study;
///
/// let study = Study::from_toml("months = 24\n[experiment]\nruns = 30\n[[arms]]\nname = \"no gossip\"\nset = { gossip.enabled = false }")?;
/// let mut survived = [0; 2];
/// Experiment::new(study).run(&Control::default(), |block| {
///     survived[block.cell] += block.runs.iter().filter(|run| run.result.as_ref().is_ok_and(|end| end.outcome.survived())).count();
/// });
/// assert!(survived[0] <= 30);
/// # Ok::<(), alliance_dynamics::scenario::ScenarioError>(())
/// ```
pub struct Experiment {
    study: Study,
    months: Vec<MonthOfCell>,
}

impl Experiment {
    /// Prepares to run a study with the model's own month.
    #[must_use]
    pub fn new(study: Study) -> Self {
        Self::with_month(study, Rules::month)
    }

    /// Prepares to run a study with a month of one's own, made from the rules of every cell.
    #[must_use]
    pub fn with_month(study: Study, month: impl Fn(&Rules) -> Vec<Box<dyn Mechanism>>) -> Self {
        let months = study
            .cells
            .iter()
            .map(|cell| month(&cell.scenario.rules).into())
            .collect();
        Self { study, months }
    }

    /// What is run.
    #[must_use]
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// Runs everything on the threads of the current rayon pool, and hands over block after block in canonical order.
    ///
    /// When `control` says stop, runs that have begun are finished and handed over, and no more are begun.
    pub fn run(&self, control: &Control, mut consume: impl FnMut(Block) + Send) {
        self.resume(&mut Kept::default(), control, |delivery| consume(delivery.block));
    }

    /// Runs everything that is not kept already, and hands over block after block in canonical order, kept or new.
    pub fn resume(&self, kept: &mut Kept, control: &Control, mut consume: impl FnMut(Delivery) + Send) {
        let n_units = self.n_blocks() * self.study.cells.len();
        let wave = rayon::current_num_threads() * BLOCKS_PER_THREAD;
        let mut finished: Vec<Delivery> = Vec::new();
        let mut next = 0;
        while next < n_units && !(control.is_stopped() && kept.is_empty()) {
            let units = next..(next + wave).min(n_units);
            next = units.end;
            let known: Vec<_> = units.map(|unit| (unit, kept.take(unit))).collect();
            let deliver = || std::mem::take(&mut finished).into_iter().for_each(&mut consume);
            let ((), all) = rayon::join(deliver, || self.complete(known, control));
            finished = all;
        }
        finished.into_iter().for_each(consume);
    }

    fn complete(&self, units: Vec<(usize, Option<Block>)>, control: &Control) -> Vec<Delivery> {
        let delivery = |worker: &mut Option<Simulation>, (unit, kept): (usize, Option<Block>)| {
            if let Some(block) = kept {
                control.count(block.runs.len());
                return Some(Delivery {
                    unit,
                    block,
                    is_news: false,
                });
            }
            if control.is_stopped() {
                return None;
            }
            let block = self.block(unit, worker, control);
            let is_news = block.runs.len() == self.replications_of(unit).len();
            Some(Delivery { unit, block, is_news })
        };
        let delivered = units.into_par_iter().with_max_len(1).map_init(|| None, delivery);
        delivered.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    fn n_blocks(&self) -> usize {
        (self.study.runs as usize).div_ceil(BLOCK)
    }

    /// The replications that the block of a unit has.
    fn replications_of(&self, unit: usize) -> std::ops::Range<u32> {
        let first = (unit / self.study.cells.len() * BLOCK) as u32;
        first..self.study.runs.min(first + BLOCK as u32)
    }

    /// One block of replications of one cell.
    fn block(&self, unit: usize, worker: &mut Option<Simulation>, control: &Control) -> Block {
        let cell = unit % self.study.cells.len();
        let scenario = &self.study.cells[cell].scenario;
        let simulation = worker.get_or_insert_with(|| Simulation::with_month(Arc::clone(scenario), Vec::new()));
        simulation.take_on(Arc::clone(scenario), Arc::clone(&self.months[cell]));
        let mut block = Block::new(cell, scenario.months);
        for replication in self.replications_of(unit) {
            if control.is_stopped() {
                break;
            }
            let seed = replication_seed(self.study.base.seed, u64::from(replication));
            let result = control::caught(|| simulation.run(seed, &mut block));
            block.close(replication, seed, result);
            control.count(1);
        }
        block
    }
}

impl std::fmt::Debug for Experiment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Experiment")
            .field("study", &self.study)
            .finish_non_exhaustive()
    }
}
