//! `alliance trace`

use std::collections::BTreeMap;
use std::time::Instant;

use alliance_dynamics::simulation::{Ending, MonthView, Observer, Simulation};
use alliance_prose::counted;
use alliance_studies::experiment::{Detail, ResultFolder, RunTimes, SingleRun, Trace as Tracer};
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::charts::StoryBook;
use super::made::Made;
use super::one_run::OneRun;
use super::report::Known;
use super::{Common, DONE, print, recipe, tell};

/// Run one alliance in full.
#[derive(Debug, Args)]
pub struct Trace {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    which: OneRun,
    /// How much to write
    #[arg(long, value_enum, default_value_t = DetailArg::Tie)]
    detail: DetailArg,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Make no report.html
    #[arg(long)]
    no_report: bool,
}

/// What the manifest says of the run.
#[derive(Debug, Serialize)]
struct Question<'a> {
    run: &'a str,
    run_seed: u64,
    arm: &'a str,
    point: usize,
    replication: u32,
    outcome: &'static str,
    months: u32,
    /// The scenario file.
    text: String,
    /// The text of every file that it names.
    files: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DetailArg {
    /// A row a month, and the events
    Month,
    /// Also a row for every member and month
    Member,
    /// Also a row for every tie and month
    Tie,
}

impl Trace {
    /// Runs one alliance, writes what happened, and says how it ended.
    pub fn run(self) -> anyhow::Result<u8> {
        let run = self.which.find(&self.common)?;
        let format = self.common.format.format()?;
        let scenario = &run.scenario;
        let folder = ResultFolder::take(self.common.folder("-trace"), self.common.overwrite())?;
        let detail = match self.detail {
            DetailArg::Month => Detail::Month,
            DetailArg::Member => Detail::Member,
            DetailArg::Tie => Detail::Tie,
        };
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let mut tracer = Tracer::begin(scenario, &folder, detail, format)?;
        let mut story = StoryBook::default();
        let mut simulation = Simulation::new(std::sync::Arc::clone(scenario));
        let ending = simulation.run(run.seed, &mut |month: &MonthView<'_>| {
            tracer.month(month);
            story.month(month);
        });
        let tables = tracer.finish(&ending, run.seed, &run.facts)?;
        if !self.no_charts {
            story.write(&run.called, scenario, simulation.alliance(), &ending, &folder)?;
        }
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: 1,
        };
        let question = self.question(&run, &ending)?;
        let made = ("trace", self.common.file.as_path());
        let manifest = Made::of(made, question, times, &tables, scenario.resolved());
        folder.write("manifest.json", manifest.to_json()?)?;
        let told = match self.no_report {
            true => Ok(()),
            false => super::report::write_into(folder.path(), Known::Run(scenario)),
        };
        let lived = counted(ending.months, "month");
        print(&format!("{} after {lived}\n", ending.outcome.name()))?;
        if !self.common.quiet {
            tell(&format!("{}, in {}", run.called, folder.path().display()));
        }
        told.context("the tables are whole, but report.html could not be made")?;
        Ok(DONE)
    }

    fn question<'a>(&self, run: &'a SingleRun, ending: &Ending) -> anyhow::Result<Question<'a>> {
        let file = &self.common.file;
        Ok(Question {
            run: &run.called,
            run_seed: run.seed,
            arm: &run.arm,
            point: run.point,
            replication: run.replication,
            outcome: ending.outcome.name(),
            months: ending.months,
            text: recipe::scenario_text(file)?,
            files: recipe::files_of_alliance(&run.scenario, file)?,
        })
    }
}
