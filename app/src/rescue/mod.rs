//! `alliance rescue`

mod charts;
mod job;
mod outcome;

use std::sync::Arc;
use std::time::Instant;

use alliance_studies::experiment::{Control, ResultFolder, RunTimes, quieten_failed_runs};
use alliance_studies::rescue::{Laboratory, Rescue as Found, RescueError};
use anyhow::Context as _;
use clap::Args;

use self::job::Job;
use super::goal::GoalArg;
use super::progress::Progress;
use super::tables::{Tables, Target};
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// Find the cheapest help that would have saved the alliance.
#[derive(Debug, Args)]
pub struct Rescue {
    #[command(flatten)]
    common: Common,
    /// The share of alliances that are to get there, 0 to 1, instead of the file's
    #[arg(long, value_name = "SHARE", value_parser = job::share)]
    target: Option<f64>,
    /// The most that help may cost, instead of the file's; without a target, the best help for it is looked for
    #[arg(long, value_name = "COST", value_parser = job::cost)]
    budget: Option<f64>,
    /// What help is to bring, instead of the file's
    #[arg(long, value_enum, value_name = "GOAL")]
    goal: Option<GoalArg>,
    /// Help this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Runs of the search, about; three searches for later help take a quarter of them each
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1_000..=100_000_000))]
    runs: u32,
    /// Fresh worlds in which plans are told of
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    fresh: u32,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

/// What was written: the tables, and whether the charts could be written.
struct Written {
    tables: Tables,
    charts: anyhow::Result<()>,
}

impl Rescue {
    /// Searches, writes tables, charts and the scenario with the help in it, and says what to do.
    pub fn run(self) -> anyhow::Result<u8> {
        let job = Job::of(&self)?;
        let folder = ResultFolder::take(self.common.folder("-rescue"), self.common.overwrite())?;
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        let pool = super::pool(self.common.threads)?;
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let mut laboratory = Laboratory::new(&job.template, &job.table, job.seed, &control);
        let found = match pool.install(|| self.search(&job, &mut laboratory, &control)) {
            Err(RescueError::Stopped) => {
                tell("Stopped before the search was over: nothing is written");
                return Ok(INTERRUPTED);
            }
            found => found?,
        };
        let written = self.write(&job, &found, &folder)?;
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let manifest = outcome::manifest(&job, &self.common.file, &laboratory, times, &written.tables)?;
        folder.write("manifest.json", manifest)?;
        let code = self.report(&job, &found, &laboratory, &folder)?;
        written
            .charts
            .context("the tables are whole, but not all charts could be drawn")?;
        Ok(code)
    }

    /// Writes everything but the manifest.
    fn write(&self, job: &Job, found: &Found, folder: &ResultFolder) -> anyhow::Result<Written> {
        let target = Target::Folder(folder, self.common.format.format()?);
        let tables = outcome::write_tables(job, found, target)?;
        outcome::write_scenario(job, found, &self.common.file, folder)?;
        let charts = match self.no_charts {
            true => Ok(()),
            false => charts::write(job, found, folder),
        };
        Ok(Written { tables, charts })
    }

    fn search(&self, job: &Job, laboratory: &mut Laboratory<'_>, control: &Arc<Control>) -> Result<Found, RescueError> {
        let question = job.question();
        let _progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), question.all_runs()));
        question.answer(|asked| laboratory.hits(asked))
    }

    fn report(
        &self,
        job: &Job,
        found: &Found,
        laboratory: &Laboratory<'_>,
        folder: &ResultFolder,
    ) -> anyhow::Result<u8> {
        let text = if self.json {
            outcome::to_json(job, found)?
        } else {
            job.telling().answer(found)
        };
        print(&(text + "\n"))?;
        if !self.common.quiet {
            let charts = if self.no_charts { "" } else { ", a chart" };
            tell(&format!(
                "\nTables{charts} and rescue.toml, the scenario with this help in it, in {}",
                folder.path().display()
            ));
        }
        let Some(message) = &laboratory.failure else {
            return Ok(DONE);
        };
        let failed = laboratory.failed;
        tell(&format!(
            "{failed} runs failed and count as not rescued, the first with: {message}"
        ));
        Ok(SOME_FAILED)
    }
}
