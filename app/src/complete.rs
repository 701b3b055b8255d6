//! From a study to its tables, charts, manifest and verdict: what `run` and `merge` share.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{
    CellEnd, Control, Delivery, Experiment, Format, Keeper, Kept, Manifest, Progress as Done, ResultFolder, RunTimes,
    RunsTable, StudyRecord, quieten_failed_runs, write_ro_crate,
};
use alliance_studies::verdict::{Results, Verdict};
use anyhow::Context as _;
use clap::Args;

use super::progress::Progress;
use super::replications::{asked, tell_precision};
use super::report::Known;
use super::tables::{Tables, Target, other_files};
use super::{DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// What is made of the runs.
#[derive(Debug, Clone, Args)]
pub struct Products {
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Make no report.html
    #[arg(long)]
    no_report: bool,
    /// Print the verdict as JSON
    #[arg(long)]
    json: bool,
}

/// A study on its way to a result.
pub struct Job<'a> {
    /// What is made of it.
    pub products: Products,
    /// Threads that share the work; all cores where it is not said.
    pub threads: Option<u16>,
    /// Say nothing but the verdict.
    pub quiet: bool,
    /// How tables are written.
    pub format: Format,
    /// The scenario file, as it was named.
    pub file: String,
    /// Its text.
    pub scenario: String,
    /// The text of every file that the scenario names.
    pub files: BTreeMap<String, String>,
    /// Where the result goes.
    pub folder: &'a ResultFolder,
    /// What is finished already.
    pub kept: Kept,
    /// Who keeps what is new.
    pub keeper: Option<Keeper>,
}

/// How a job ended.
pub struct Completed {
    /// Whether everything that was asked for was run.
    pub is_whole: bool,
    code: u8,
    drawn: anyhow::Result<()>,
    told: anyhow::Result<()>,
}

impl Completed {
    /// What the program ends with.
    pub fn code(self) -> anyhow::Result<u8> {
        self.drawn
            .context("the tables are whole, but not all charts could be drawn")?;
        self.told
            .context("the tables are whole, but report.html could not be made")?;
        Ok(self.code)
    }
}

impl Job<'_> {
    /// Runs what is missing, writes tables, charts and manifest, and prints the verdict.
    pub fn complete(mut self, study: Study) -> anyhow::Result<Completed> {
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        let started = (jiff::Timestamp::now(), Instant::now());
        let pool = super::pool(self.threads)?;
        let experiment = Experiment::new(study);
        let (results, tables, ends) = pool.install(|| self.compute(&experiment, &control))?;
        let study = experiment.study();
        let drawn = match self.products.no_charts {
            true => Ok(()),
            false => pool.install(|| super::charts::write_all(study, &results, self.folder)),
        };
        let times = RunTimes {
            started: started.0.to_string(),
            seconds: started.1.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let done = Done {
            ends,
            failed: results.failed(),
        };
        self.write_manifest(study, &done, &tables, times)?;
        let told = match self.products.no_report || results.runs() == 0 {
            true => Ok(()),
            false => super::report::write_into(self.folder.path(), Known::Study(study)),
        };
        Ok(Completed {
            is_whole: done.is_complete(),
            code: self.report(study, &results, &done)?,
            drawn,
            told,
        })
    }

    fn compute(
        &mut self,
        experiment: &Experiment,
        control: &Arc<Control>,
    ) -> anyhow::Result<(Results, Tables, Vec<CellEnd>)> {
        let study = experiment.study();
        let progress = (!self.quiet).then(|| Progress::show(Arc::clone(control), study.n_runs()));
        let target = Target::Folder(self.folder, self.format);
        let mut results = Results::with_room(study);
        let mut runs = RunsTable::begin(study, target.format(), target.begin("runs.csv")?)?;
        let mut keeper = self.keeper.take();
        let mut failed = Ok(());
        let ends = experiment.resume(&mut self.kept, control, |Delivery { unit, block, is_news }| {
            let mut write = || -> anyhow::Result<()> {
                runs.add(&block)
                    .and_then(|()| runs.flush())
                    .map_err(|error| target.unwritable("runs.csv", error))?;
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
        Ok((results, tables, ends))
    }

    fn write_manifest(&self, study: &Study, done: &Done, tables: &Tables, times: RunTimes) -> anyhow::Result<()> {
        let written = other_files(self.folder.path(), self.format, tables)?;
        let record = StudyRecord::of(study, done);
        let manifest = Manifest {
            complete: done.is_complete(),
            files: Some(self.files.clone()),
            ..Manifest::of_study(self.file.clone(), &record, times, tables, study.base.resolved())?
        };
        let manifest = manifest.in_format(self.format, written);
        self.folder.write("manifest.json", manifest.to_json()?)?;
        let ended = jiff::Timestamp::now().to_string();
        Ok(write_ro_crate(
            self.folder,
            (&manifest, &record),
            &self.scenario,
            &ended,
        )?)
    }

    fn report(&self, study: &Study, results: &Results, progress: &Done) -> anyhow::Result<u8> {
        let verdict = Verdict::of(study, results);
        if self.products.json {
            print(&(serde_json::to_string_pretty(&verdict)? + "\n"))?;
        } else {
            print(&verdict.to_string())?;
        }
        let done = progress.done();
        if !self.quiet {
            let charts = if self.products.no_charts { "" } else { " and charts" };
            tell(&format!("\nTables{charts} in {}", self.folder.path().display()));
            tell_precision(study, &progress.ends);
        }
        if results.failed() > 0 {
            tell(&format!(
                "{} of {done} runs failed; {} says why",
                results.failed(),
                self.format.file("runs.csv")
            ));
        }
        if !progress.is_complete() {
            tell(&format!(
                "Stopped: {done} of {} runs were finished and are in the tables; the same command goes on from there",
                asked(study)
            ));
            return Ok(INTERRUPTED);
        }
        Ok(if results.failed() > 0 { SOME_FAILED } else { DONE })
    }
}
