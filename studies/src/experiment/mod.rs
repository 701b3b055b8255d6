//! Many runs: every arm at every design point, replication by replication, in parallel.

mod annex;
mod arms;
mod block;
mod control;
mod destination;
mod digest;
mod effort;
mod event_row;
mod fate;
mod folder;
mod grown;
mod held_tables;
mod holdings;
mod lock;
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
mod series_table;
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
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use rayon::prelude::*;

pub use annex::{Annex, AnnexError};
pub(crate) use arms::in_title;
pub use arms::{ArmError, in_arm};
pub use block::{BLOCK, Block, Life, Months, RunRecord};
pub(crate) use control::caught;
pub use control::{Control, quieten_failed_runs};
pub use destination::{Destination, TableDigests};
pub use digest::Digest;
pub(crate) use effort::Effort;
pub use event_row::EventRow;
pub use fate::{Fate, NoFate};
pub use folder::{FolderError, Overwrite, ResultFolder, TableFile, write_whole};
pub use grown::{KeptStudy, can_keep};
pub use held_tables::{HeldTable, HeldTables};
pub use holdings::{RUNS_KEPT, WantedProducts, is_under_way};
pub use manifest::{
    ArmRecord, Manifest, PrecisionRecord, RunTimes, SampleRecord, StopRecord, StudyProgress, StudyRecord, TableState,
    as_map,
};
pub use outline::{month_outline, study_outline};
pub use places::{Endings, PlaceError, scenario_at, try_places, values_at};
pub use program::{COMMIT, DESCRIPTION, PROGRAM, VERSION};
pub use remake::{RemakeError, StudySource};
pub use response::{NoMeasure, OwnColumn, Response};
pub use ro_crate::write_ro_crate;
pub use runs_table::RunsTable;
pub(crate) use runs_table::{cell_columns, last_month, lost_columns};
pub use scenario_text::scenario_toml;
pub use schedule::{CellEnd, StopReason};
pub(crate) use series_table::SERIES;
pub use series_table::SeriesTable;
pub use shards::{
    Planned, PlannedWork, Receipt, Shard, ShardError, ShardPlan, ShardScript, ShardState, Shards, ShellError,
    SlurmOptions, Taken, Task, TrialPart, TrialsPlan, Waiting, quoted, quoted_path, spans,
};
pub use single_run::{RunChoice, RunChoiceError, SingleRun};
pub use store::{
    Fingerprint, Keeper, Kept, Memory, Opening, PlannedArm, RunKey, Store, StoreError, StorePlan, StudyPlan, Unfinished,
};
#[cfg(feature = "parquet")]
pub use table::ParquetRows;
pub use table::{Column, EndedTable, Facts, Format, Kind, Rows, Strip, StripTable, Table};
pub use trace::{Detail, TraceTables, outcome_text};
pub use trace_columns::timeline_measures;
pub use trials::{Trial, try_all};
pub use world::{Counterfactual, LivedRun};

use alliance_dynamics::mechanisms::{Mechanism, Rules};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Study;
use alliance_dynamics::simulation::{Plan, Simulation};
use effort::Stopwatch;
use schedule::Schedule;

/// Blocks that a wave has for every thread: enough that the last one to finish keeps nobody waiting for long.
const BLOCKS_PER_THREAD: usize = 24;

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

    /// Runs everything that was not finished before on the threads of the current rayon pool, and hands over block after block in
    /// canonical order. Says how every cell ended.
    ///
    /// When `control` says stop, runs that have begun are finished and handed over, and no more are begun; what was finished before is
    /// handed over all the same.
    pub fn run(&self, control: &Control, mut consume: impl FnMut(Block) + Send) -> Vec<CellEnd> {
        self.run_in_waves(control, |wave| wave.into_iter().for_each(&mut consume))
    }

    /// Does the same, and hands over many blocks at a time, so that they can be looked at on all threads: the next ones are under way
    /// meanwhile.
    pub fn run_in_waves(&self, control: &Control, mut consume: impl FnMut(Vec<Block>) + Send) -> Vec<CellEnd> {
        let mut schedule = Schedule::of(&self.study);
        let mut work = Work::of(self, control);
        while let Some(round) = schedule.next_round() {
            let units = (0..round.n_units()).map(|place| round.unit(place));
            let count = |wave: &[Block]| schedule.count(wave);
            work.in_waves(units, &mut consume, count);
        }
        consume(work.finished);
        schedule.ends()
    }

    /// Does the same for some units of work, as if there were no others and no precision.
    pub fn run_within(&self, within: Range<usize>, control: &Control, mut consume: impl FnMut(Vec<Block>) + Send) {
        let mut work = Work::of(self, control);
        work.in_waves(within, &mut consume, |_| {});
        consume(work.finished);
    }

    /// The replications that the block of a unit has.
    fn replications_of(&self, unit: usize) -> Range<u32> {
        let first = (unit / self.study.cells.len() * BLOCK) as u32;
        first..self.study.runs.min(first + BLOCK as u32)
    }
}

/// An experiment under way.
struct Work<'a> {
    experiment: &'a Experiment,
    control: &'a Control,
    /// What the runs of every cell are known by, where they are remembered.
    prints: Vec<Fingerprint>,
    /// Runs that were finished before and have not been looked for.
    waiting: AtomicU64,
    /// Blocks that wait to be handed over.
    finished: Vec<Block>,
}

impl<'a> Work<'a> {
    fn of(experiment: &'a Experiment, control: &'a Control) -> Self {
        let prints = match control.remembers() {
            true => StudyPlan::of(&experiment.study).prints(),
            false => Vec::new(),
        };
        let n_remembered = |&print: &Fingerprint| control.n_remembered(print, experiment.study.runs);
        Self {
            experiment,
            control,
            waiting: AtomicU64::new(prints.iter().map(n_remembered).sum()),
            prints,
            finished: Vec::new(),
        }
    }

    /// Completes units wave by wave. Each wave is counted when it is there, and handed over while the next is under way; the
    /// last one is left in `finished`.
    fn in_waves(
        &mut self,
        mut units: impl Iterator<Item = usize>,
        consume: &mut (impl FnMut(Vec<Block>) + Send),
        mut count: impl FnMut(&[Block]),
    ) {
        let most = rayon::current_num_threads() * BLOCKS_PER_THREAD;
        while !self.is_over() {
            let wave: Vec<_> = units.by_ref().take(most).collect();
            if wave.is_empty() {
                return;
            }
            let finished = std::mem::take(&mut self.finished);
            let ((), all) = rayon::join(|| consume(finished), || self.complete(wave));
            count(&all);
            self.finished = all;
        }
    }

    /// Whether there is nothing more to begin, nor anything to hand over that was finished before.
    fn is_over(&self) -> bool {
        self.control.is_stopped() && self.waiting.load(Ordering::Relaxed) == 0
    }

    fn complete(&self, units: Vec<usize>) -> Vec<Block> {
        let complete = |worker: &mut Option<Simulation>, unit| self.block(unit, worker);
        let blocks = units.into_par_iter().with_max_len(1).map_init(|| None, complete);
        blocks.filter(|block| !block.runs.is_empty()).collect()
    }

    /// One block of replications of one cell, as far as it goes: what was finished before, of which some is lived again, and what is
    /// computed before the work is stopped.
    fn block(&self, unit: usize, worker: &mut Option<Simulation>) -> Block {
        let Experiment { study, month } = self.experiment;
        let cell = unit % study.cells.len();
        let scenario = &study.cells[cell].scenario;
        let (mut block, mut watch) = (Block::new(cell, scenario.months), Stopwatch::default());
        for replication in self.experiment.replications_of(unit) {
            let key = self.prints.get(cell).map(|print| print.run(replication));
            let is_finished = self.control.has(key);
            if is_finished {
                self.waiting.fetch_sub(1, Ordering::Relaxed);
            }
            if let Some((run, life)) = key.and_then(|key| self.control.recall(key)) {
                block.add(run, life.as_life());
                continue;
            }
            if self.control.is_stopped() && !is_finished {
                continue;
            }
            let simulation = worker.get_or_insert_with(|| Simulation::new(Arc::clone(scenario)));
            simulation.take_on(Arc::clone(scenario), Arc::clone(month));
            let seed = replication_seed(study.base.seed, u64::from(replication));
            let began = key.map(|_| Instant::now());
            let result = caught(|| simulation.run(seed, &mut block));
            let (run, life) = block.close(RunRecord {
                replication,
                seed,
                result,
            });
            if let (Some(key), Some(began)) = (key, began) {
                self.control.keep(key, run, life, watch.effort_since(began));
            }
            self.control.count(1);
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
