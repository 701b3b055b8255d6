//! `alliance trace`

use alliance_dynamics::experiment::{Detail, ResultFolder, Trace as Tracer};
use alliance_dynamics::scenario::gate::counted;
use alliance_dynamics::simulation::{MonthView, Observer, Simulation};
use clap::{Args, ValueEnum};

use super::charts::StoryBook;
use super::one_run::OneRun;
use super::{Common, DONE, print, tell};

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
        let mut tracer = Tracer::begin(scenario, &folder, detail, format)?;
        let mut story = StoryBook::default();
        let mut simulation = Simulation::new(std::sync::Arc::clone(scenario));
        let ending = simulation.run(run.seed, &mut |month: &MonthView<'_>| {
            tracer.month(month);
            story.month(month);
        });
        tracer.finish(&ending, run.seed, &run.facts)?;
        if !self.no_charts {
            story.write(&run.called, scenario, simulation.alliance(), &ending, &folder)?;
        }
        let lived = counted(ending.months as usize, "month");
        print(&format!("{} after {lived}\n", ending.outcome.name()))?;
        if !self.common.quiet {
            tell(&format!("{}, in {}", run.called, folder.path().display()));
        }
        Ok(DONE)
    }
}
