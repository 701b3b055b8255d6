//! Many runs: every arm at every design point, replication by replication, in parallel.

mod arms;
mod block;
mod control;
mod destination;
mod digest;
mod event_row;
mod fate;
mod folder;
mod manifest;
mod outline;
mod places;
mod program;
pub mod remake;
mod response;
mod ro_crate;
mod runs_table;
mod scenario_text;
mod schedule;
mod shards;
mod single_run;
mod store;
mod table;
mod trace;
mod trace_columns;
mod trials;
mod world;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use arms::in_title;
pub use arms::{ArmError, in_arm};
pub use block::{BLOCK, Block, RunRecord};
pub(crate) use control::caught;
pub use control::{Control, quieten_failed_runs};
pub use destination::{Destination, TableDigests};
pub use digest::Digest;
pub use event_row::EventRow;
pub use fate::{Fate, NoFate};
pub use folder::{FolderError, Overwrite, ResultFolder, TableFile};
pub use manifest::{
    ArmRecord, Manifest, PrecisionRecord, RunTimes, SampleRecord, StopRecord, StudyProgress, StudyRecord, as_map,
};
pub use outline::{month_outline, study_outline};
pub use places::{Endings, PlaceError, scenario_at, try_places, values_at};
pub use program::{COMMIT, DESCRIPTION, PROGRAM, VERSION};
pub use remake::{RemakeError, StudySource};
pub use response::{NoMeasure, Response};
pub use ro_crate::write_ro_crate;
pub use runs_table::RunsTable;
pub(crate) use runs_table::{cell_columns, last_month, lost_columns};
pub use scenario_text::scenario_toml;
pub use schedule::{CellEnd, StopReason};
pub use shards::{
    Planned, Receipt, Shard, ShardError, ShardPlan, ShardScript, ShardState, Shards, ShellError, SlurmOptions, Taken,
    Waiting, quoted, quoted_path, spans,
};
pub use single_run::{RunChoice, RunChoiceError, SingleRun};
pub use store::{Identity, Keeper, Kept, PlannedCell, Store, StoreError, StudyPlan, UnfinishedStudy};
#[cfg(feature = "parquet")]
pub use table::ParquetRows;
pub use table::{Column, EndedTable, Facts, Format, Kind, Table};
pub use trace::{Detail, TraceTables, outcome_text};
pub use trace_columns::timeline_measures;
pub use trials::{Trial, try_all};
pub use world::{Counterfactual, LivedRun};

use alliance_dynamics::mechanisms::{Mechanism, Rules};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Study;
use alliance_dynamics::simulation::{Plan, Simulation};
use schedule::Schedule;

/// Blocks that a wave has for every thread: enough that the last one to finish keeps nobody waiting for long.
const BLOCKS_PER_THREAD: usize = 24;

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
/// use alliance_studies::experiment::{Control, Experiment};
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
    month: Plan,
}

impl Experiment {
    /// Prepares to run a study with the model's own month.
    #[must_use]
    pub fn new(study: Study) -> Self {
        Self::with_month(study, Rules::month)
    }

    /// Prepares to run a study with a month of one's own, made from the rules of every cell.
    #[must_use]
    pub fn with_month(study: Study, month: impl Fn(&Rules) -> Vec<Box<dyn Mechanism>> + Send + Sync + 'static) -> Self {
        let month: Plan = Arc::new(month);
        Self { study, month }
    }

    /// What is run.
    #[must_use]
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// Runs everything on the threads of the current rayon pool, and hands over block after block in canonical order. Says how
    /// every cell ended.
    ///
    /// When `control` says stop, runs that have begun are finished and handed over, and no more are begun.
    pub fn run(&self, control: &Control, mut consume: impl FnMut(Block) + Send) -> Vec<CellEnd> {
        self.resume(&mut Kept::default(), control, |delivery| consume(delivery.block))
    }

    /// Runs everything that is not kept already, and hands over block after block in canonical order, kept or new. Says how
    /// every cell ended.
    pub fn resume(&self, kept: &mut Kept, control: &Control, mut consume: impl FnMut(Delivery) + Send) -> Vec<CellEnd> {
        let mut schedule = Schedule::of(&self.study);
        let mut finished = Vec::new();
        while let Some(round) = schedule.next_round() {
            let units = (0..round.n_units()).map(|place| round.unit(place));
            let count = |wave: &[Delivery]| schedule.count(wave);
            self.in_waves(units, (kept, control), &mut finished, &mut consume, count);
        }
        finished.into_iter().for_each(consume);
        schedule.ends()
    }

    /// Does the same for some units of work, as if there were no others and no precision.
    pub fn resume_within(
        &self,
        within: Range<usize>,
        kept: &mut Kept,
        control: &Control,
        mut consume: impl FnMut(Delivery) + Send,
    ) {
        let mut finished = Vec::new();
        self.in_waves(within, (kept, control), &mut finished, &mut consume, |_| {});
        finished.into_iter().for_each(consume);
    }

    /// Completes units wave by wave. Each wave is counted when it is there, and handed over while the next is under way; the
    /// last one is left in `finished`.
    fn in_waves(
        &self,
        mut units: impl Iterator<Item = usize>,
        (kept, control): (&mut Kept, &Control),
        finished: &mut Vec<Delivery>,
        consume: &mut (impl FnMut(Delivery) + Send),
        mut count: impl FnMut(&[Delivery]),
    ) {
        let most = rayon::current_num_threads() * BLOCKS_PER_THREAD;
        while !(control.is_stopped() && kept.is_empty()) {
            let wave: Vec<_> = units.by_ref().take(most).map(|unit| (unit, kept.take(unit))).collect();
            if wave.is_empty() {
                return;
            }
            let deliver = || std::mem::take(finished).into_iter().for_each(&mut *consume);
            let ((), all) = rayon::join(deliver, || self.complete(wave, control));
            count(&all);
            *finished = all;
        }
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

    /// The replications that the block of a unit has.
    fn replications_of(&self, unit: usize) -> Range<u32> {
        let first = (unit / self.study.cells.len() * BLOCK) as u32;
        first..self.study.runs.min(first + BLOCK as u32)
    }

    /// One block of replications of one cell.
    fn block(&self, unit: usize, worker: &mut Option<Simulation>, control: &Control) -> Block {
        let cell = unit % self.study.cells.len();
        let scenario = &self.study.cells[cell].scenario;
        let simulation = worker.get_or_insert_with(|| Simulation::new(Arc::clone(scenario)));
        simulation.take_on(Arc::clone(scenario), Arc::clone(&self.month));
        let mut block = Block::new(cell, scenario.months);
        for replication in self.replications_of(unit) {
            if control.is_stopped() {
                break;
            }
            let seed = replication_seed(self.study.base.seed, u64::from(replication));
            let result = caught(|| simulation.run(seed, &mut block));
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
