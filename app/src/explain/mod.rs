//! `alliance explain`

mod charts;

use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::simulation::Simulation;
use alliance_page::language::Language;
use alliance_studies::analysis::causes::{
    Depth, Explanation, Telling, candidates, explain, work, write_causes, write_prospects,
};
use alliance_studies::experiment::{Control, Detail, Digest, ResultFolder, RunTimes, Trace, World};
use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use super::goal::GoalArg;
use super::made::Made;
use super::one_run::{FoundRun, OneRun};
use super::progress::Progress;
use super::tables::Target;
use super::{Common, DONE, INTERRUPTED, print, stop_on_ctrl_c, tell};

/// Say what one run hung on.
#[derive(Debug, Args)]
pub struct Explain {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    which: OneRun,
    /// What is hoped for
    #[arg(long, value_enum, default_value_t = GoalArg::Survival)]
    goal: GoalArg,
    /// Futures that every candidate is judged by
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    futures: u32,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

/// What the manifest says of the question.
#[derive(Debug, Serialize)]
struct Question<'a> {
    run: &'a str,
    run_seed: u64,
    outcome: &'static str,
    months: u32,
    goal: &'static str,
    futures: u32,
    candidates: usize,
    runs_done: u64,
}

impl Explain {
    /// Explains one run, writes tables and a chart, and prints what it hung on.
    pub fn run(self) -> anyhow::Result<u8> {
        let run = self.which.find(&self.common)?;
        let format = self.common.format.format()?;
        let folder = ResultFolder::take(self.common.folder("-explain"), self.common.overwrite())?;
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        let pool = super::pool(self.common.threads)?;
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let world = World::live(Arc::clone(&run.scenario), run.seed);
        let Some(explanation) = pool.install(|| self.explain(&world, &control)) else {
            tell("Stopped before the explanation was complete: nothing is written");
            return Ok(INTERRUPTED);
        };
        self.record(&run, &folder)?;
        let target = Target::Folder(&folder, format);
        let tables = write_tables(&run, &explanation, target)?;
        let drawn = match self.no_charts {
            true => Ok(()),
            false => charts::write(&run.called, &world, &explanation, &folder),
        };
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let question = self.question(&run, &world, control.done());
        let manifest = Made::of(
            ("explain", &self.common.file),
            question,
            times,
            &tables,
            run.scenario.resolved(),
        );
        folder.write("manifest.json", manifest.to_json()?)?;
        self.report(&run, &world, &explanation, &folder)?;
        drawn.context("the tables are whole, but the chart could not be drawn")?;
        Ok(DONE)
    }

    fn explain(&self, world: &World, control: &Arc<Control>) -> Option<Explanation> {
        let depth = Depth { futures: self.futures };
        let _progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), work(world, depth)));
        explain(world, self.goal.into(), depth, control)
    }

    fn question<'a>(&self, run: &'a FoundRun, world: &World, runs_done: u64) -> Question<'a> {
        Question {
            run: &run.called,
            run_seed: run.seed,
            outcome: world.ending.outcome.name(),
            months: world.ending.months,
            goal: Goal::from(self.goal).name(),
            futures: self.futures,
            candidates: candidates(world).len(),
            runs_done,
        }
    }

    /// Writes what happened in the run, month by month.
    fn record(&self, run: &FoundRun, folder: &ResultFolder) -> anyhow::Result<()> {
        let format = self.common.format.format()?;
        let mut trace = Trace::begin(&run.scenario, folder, Detail::Month, format)?;
        let ending = Simulation::new(Arc::clone(&run.scenario)).run(run.seed, &mut trace);
        trace.finish(&ending, run.seed, &run.facts)?;
        Ok(())
    }

    fn report(
        &self,
        run: &FoundRun,
        world: &World,
        explanation: &Explanation,
        folder: &ResultFolder,
    ) -> anyhow::Result<()> {
        let telling = Telling {
            explanation,
            world,
            called: &|candidate| Language::English.called(candidate, &run.scenario),
        };
        if self.json {
            print(&(serde_json::to_string_pretty(&telling.answer())? + "\n"))?;
        } else {
            print(&format!("{}. {}\n", run.called, telling.in_words()))?;
        }
        if !self.common.quiet {
            let chart = if self.no_charts { "" } else { " and a chart" };
            tell(&format!("\nTables{chart} in {}", folder.path().display()));
        }
        Ok(())
    }
}

fn write_tables(
    run: &FoundRun,
    explanation: &Explanation,
    target: Target<'_>,
) -> anyhow::Result<Vec<(&'static str, Digest)>> {
    let format = target.format();
    let facts = &run.facts;
    let causes = |file| write_causes(format, file, &run.scenario, explanation);
    let chances = |file| write_prospects(format, file, &explanation.prospects);
    Ok(vec![
        target.write("causes.csv", facts, causes)?,
        target.write("chances.csv", facts, chances)?,
    ])
}
