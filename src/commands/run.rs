//! `alliance run`

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::analysis::{Results, Verdict};
use alliance_dynamics::experiment::{
    Control, Delivery, Digest, Experiment, Kept, Manifest, Plan, Progress as Done, ResultFolder, RunTimes, RunsTable,
    Store, quieten_failed_runs,
};
use alliance_dynamics::scenario::Study;
use anyhow::Context as _;
use clap::Args;

use super::progress::Progress;
use super::tables::{Tables, Target};
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// Run every arm × design point × replication of a scenario.
#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    common: Common,
    /// Replications of every arm and design point, instead of the file's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000_000))]
    runs: Option<u32>,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Keep nothing aside: a run that is killed begins anew. Saves about 11 KB of disk a run while it lasts
    #[arg(long)]
    no_store: bool,
    /// Print the verdict as JSON
    #[arg(long)]
    json: bool,
}

impl Run {
    /// Runs, writes tables and charts, and prints the verdict.
    pub fn run(self) -> anyhow::Result<u8> {
        let mut study = Study::read(&self.common.file)?;
        study.change_seed(self.common.seed);
        study.change_runs(self.runs);
        let (folder, store, mut kept) = Store::open(self.common.folder(""), &study, self.common.overwrite())?;
        self.tell_kept(&study, &kept);
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        let started = (jiff::Timestamp::now(), Instant::now());
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.common.threads.map_or(0, usize::from))
            .build()?;
        let files = self.named_files(&study)?;
        let experiment = Experiment::new(study);
        let (results, tables) = pool.install(|| self.compute(&experiment, (&store, &mut kept), &folder, &control))?;
        let drawn = match self.no_charts {
            true => Ok(()),
            false => pool.install(|| super::charts::write_all(experiment.study(), &results, &folder)),
        };
        let (study, threads) = (experiment.study(), pool.current_num_threads());
        let times = RunTimes {
            started: started.0.to_string(),
            seconds: started.1.elapsed().as_secs_f64(),
            threads,
        };
        let done = Done {
            done: results.runs(),
            failed: results.failed(),
        };
        let digest = Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest)));
        let file = self.common.file.display().to_string();
        folder.write(
            "manifest.json",
            Manifest::of(study, file, done, times, &tables, &digest, &files).to_json()?,
        )?;
        if done.done == study.n_runs() {
            store.remove()?;
        }
        let code = self.report(study, &results, &folder, &control)?;
        drawn.context("the tables are whole, but not all charts could be drawn")?;
        Ok(code)
    }

    fn compute(
        &self,
        experiment: &Experiment,
        (store, kept): (&Store, &mut Kept),
        folder: &ResultFolder,
        control: &Arc<Control>,
    ) -> anyhow::Result<(Results, Tables)> {
        let study = experiment.study();
        let progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), study.n_runs()));
        let target = Target::Folder(folder);
        let mut results = Results::with_room(study);
        let mut runs = RunsTable::begin(study, target.begin("runs.csv")?)?;
        let mut keeper = (!self.no_store).then(|| store.keeper());
        let mut failed = Ok(());
        experiment.resume(kept, control, |Delivery { unit, block, is_news }| {
            let mut write = || -> anyhow::Result<()> {
                runs.add(&block)
                    .and_then(|()| Ok(runs.flush()?))
                    .map_err(|error| target.unwritable("runs.csv", error.into()))?;
                if let (Some(keeper), true) = (&mut keeper, is_news) {
                    keeper.keep(unit, &block)?;
                }
                Ok(())
            };
            if failed.is_ok() {
                failed = write();
            }
            if failed.is_err() {
                control.stop();
            }
            results.add(block);
        });
        drop(progress);
        failed?;
        match keeper {
            Some(keeper) if control.is_stopped() => keeper.finish()?,
            Some(keeper) => keeper.leave()?,
            None => {}
        }
        let tables = target.finish(study, runs, &results)?;
        Ok((results, tables))
    }

    /// The text of every file that the scenario, an arm or a design point names.
    fn named_files(&self, study: &Study) -> anyhow::Result<BTreeMap<String, String>> {
        let ties = study
            .cells
            .iter()
            .map(|cell| &cell.scenario.resolved().relations.ties_file);
        let mut names: BTreeSet<PathBuf> = ties.flatten().cloned().collect();
        let points = study.base.resolved().sample.iter();
        names.extend(
            points
                .filter_map(|sample| sample.points_file.clone())
                .map(PathBuf::from),
        );
        let folder = self.common.file.parent().unwrap_or(Path::new(""));
        let read = |name: PathBuf| {
            let path = folder.join(&name);
            let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            Ok((name.display().to_string(), text))
        };
        names.into_iter().map(read).collect()
    }

    /// Says what an earlier process has finished, and what of it is lost.
    fn tell_kept(&self, study: &Study, kept: &Kept) {
        for damaged in kept.damaged() {
            tell(&format!(
                "{} is damaged; what it held is computed again",
                damaged.display()
            ));
        }
        if kept.n_blocks() > 0 && !self.common.quiet {
            let plan = Plan::of(study);
            let runs: u64 = kept.units().map(|unit| u64::from(plan.runs_of(unit))).sum();
            tell(&format!("Going on: {runs} of {} runs are here already", study.n_runs()));
        }
    }

    fn report(&self, study: &Study, results: &Results, folder: &ResultFolder, control: &Control) -> anyhow::Result<u8> {
        let verdict = Verdict::of(study, results);
        if self.json {
            print(&(serde_json::to_string_pretty(&verdict)? + "\n"))?;
        } else {
            print(&verdict.to_string())?;
        }
        let (asked, done) = (study.n_runs(), results.runs());
        if !self.common.quiet {
            let charts = if self.no_charts { "" } else { " and charts" };
            tell(&format!("\nTables{charts} in {}", folder.path().display()));
        }
        if results.failed() > 0 {
            tell(&format!(
                "{} of {done} runs failed; runs.csv says why",
                results.failed()
            ));
        }
        if control.is_stopped() && done < asked {
            tell(&format!(
                "Stopped: {done} of {asked} runs were finished and are in the tables; the same command goes on from there"
            ));
            return Ok(INTERRUPTED);
        }
        Ok(if results.failed() > 0 { SOME_FAILED } else { DONE })
    }
}
