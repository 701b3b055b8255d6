//! `alliance loops`

mod charts;
mod manifest;

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::scenario::Template;
use alliance_dynamics::simulation::loops::{Window, known_loops};
use alliance_studies::experiment::{Control, Facts, ResultFolder, RunTimes, measure_loops, quieten_failed_runs};
use alliance_studies::loops::{LoopEnsemble, write_circles, write_loops, write_months};
use anyhow::{Context as _, ensure};
use clap::Args;

use self::manifest::Question;
use super::arms::in_arm;
use super::made::Made;
use super::progress::Progress;
use super::tables::{Tables, Target};
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// Measure the feedback loops: by which way a small loss of trust comes back, in every month.
#[derive(Debug, Args)]
pub struct Loops {
    #[command(flatten)]
    common: Common,
    /// Measure this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// How many worlds to measure
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    runs: u32,
    /// Measure one world alone, by its number in the experiment
    #[arg(long, value_name = "N", conflicts_with = "runs", value_parser = clap::value_parser!(u32).range(..=1_000_000_000))]
    replication: Option<u32>,
    /// Months that a turn lasts
    #[arg(long, value_name = "MONTHS", default_value_t = Window::default().months, value_parser = clap::value_parser!(u32).range(1..=600))]
    turn: u32,
    /// Months that a loss settles before its turn begins; 0 for a fresh loss, of trust alone
    #[arg(long, value_name = "MONTHS", default_value_t = Window::default().settling, value_parser = clap::value_parser!(u32).range(..=600))]
    settle: u32,
    /// Draw the causal-loop diagram of this month [default: that of the greatest gain]
    #[arg(long, value_name = "MONTH")]
    month: Option<u32>,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
}

/// What is measured.
struct Job {
    template: Template,
    seed: u64,
    replications: Range<u32>,
    turn: Window,
}

impl Loops {
    /// Measures, writes tables and charts, and prints what was found.
    pub fn run(self) -> anyhow::Result<u8> {
        let job = self.job()?;
        let folder = ResultFolder::take(self.common.folder("-loops"), self.common.overwrite())?;
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        let pool = super::pool(self.common.threads)?;
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let Some(ensemble) = pool.install(|| self.measure(&job, &control)) else {
            tell("Stopped before all worlds were measured: nothing is written");
            return Ok(INTERRUPTED);
        };
        let tables = self.write_tables(&job, &ensemble, &folder)?;
        let drawn = match self.no_charts {
            true => Ok(()),
            false => charts::write(&job, self.arm.as_deref(), &ensemble, self.month, &folder),
        };
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let question = Question::of(&job, self.arm.as_deref(), &ensemble);
        let scenario = job.template.base().resolved();
        let manifest = Made::of(("loops", &self.common.file), question, times, &tables, scenario);
        folder.write("manifest.json", manifest.to_json()?)?;
        let code = self.report(&ensemble, &folder)?;
        drawn.context("the tables are whole, but not all charts could be drawn")?;
        Ok(code)
    }

    /// What was asked for, checked as far as it can be before anything is run.
    fn job(&self) -> anyhow::Result<Job> {
        let template = in_arm(Template::read(&self.common.file)?, self.arm.as_deref())?;
        let base = template.base();
        let last = base.months - 1;
        if let Some(month) = self.month {
            ensure!(
                month <= last,
                "there is no month {month}; they have the numbers 0 to {last}"
            );
        }
        Ok(Job {
            seed: self.common.seed.unwrap_or(base.seed),
            replications: match self.replication {
                Some(replication) => replication..replication + 1,
                None => 0..self.runs,
            },
            turn: Window {
                settling: self.settle,
                months: self.turn,
            },
            template,
        })
    }

    /// `None` when `control` said stop.
    fn measure(&self, job: &Job, control: &Arc<Control>) -> Option<LoopEnsemble> {
        let scenario = job.template.base();
        let (first, runs) = (job.replications.start, job.replications.len() as u64);
        let _progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), runs));
        let worlds = measure_loops(scenario, job.turn, (job.seed, job.replications.clone()), control)?;
        Some(LoopEnsemble::of(&known_loops(&scenario.rules), job.turn, first, worlds))
    }

    fn write_tables(&self, job: &Job, ensemble: &LoopEnsemble, folder: &ResultFolder) -> anyhow::Result<Tables> {
        let format = self.common.format.format()?;
        let target = Target::Folder(folder, format);
        let facts = Facts::of_template(&job.template, job.seed)?
            .with("turn", job.turn.months.to_string())
            .with("settle", job.turn.settling.to_string());
        Ok(vec![
            target.write("loops.csv", &facts, |file| write_loops(format, file, ensemble))?,
            target.write("months.csv", &facts, |file| write_months(format, file, ensemble))?,
            target.write("circles.csv", &facts, |file| write_circles(format, file, ensemble))?,
        ])
    }

    fn report(&self, ensemble: &LoopEnsemble, folder: &ResultFolder) -> anyhow::Result<u8> {
        print(&ensemble.to_string())?;
        if !self.common.quiet {
            let charts = if self.no_charts { "" } else { " and charts" };
            tell(&format!("\nTables{charts} in {}", folder.path().display()));
        }
        let Some(message) = ensemble.failed.first() else {
            return Ok(DONE);
        };
        tell(&format!(
            "{} runs failed, the first with: {message}",
            ensemble.failed.len()
        ));
        Ok(SOME_FAILED)
    }
}
