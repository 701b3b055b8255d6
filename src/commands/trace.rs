//! `alliance trace`

use alliance_dynamics::experiment::{Detail, ResultFolder, Trace as Tracer};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::gate::counted;
use alliance_dynamics::scenario::{Study, nearest_arm};
use alliance_dynamics::simulation::{MonthView, Observer, Simulation};
use anyhow::anyhow;
use clap::{Args, ValueEnum};

use super::charts::StoryBook;
use super::{Common, DONE, print, tell};

/// Run one alliance in full.
#[derive(Debug, Args)]
pub struct Trace {
    #[command(flatten)]
    common: Common,
    /// Trace this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Which replication of the experiment to trace
    #[arg(long, value_name = "N", default_value_t = 0)]
    replication: u32,
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
        let mut study = Study::read(&self.common.file)?;
        study.change_seed(self.common.seed);
        let arm = match &self.arm {
            None => &study.arms[0],
            Some(name) => study
                .arms
                .iter()
                .find(|arm| arm.name == *name)
                .ok_or_else(|| no_such_arm(&study, name))?,
        };
        let folder = ResultFolder::take(self.common.folder("-trace"), self.common.overwrite())?;
        let detail = match self.detail {
            DetailArg::Month => Detail::Month,
            DetailArg::Member => Detail::Member,
            DetailArg::Tie => Detail::Tie,
        };
        let seed = replication_seed(study.base.seed, u64::from(self.replication));
        let mut tracer = Tracer::begin(&arm.scenario, &folder, detail)?;
        let mut story = StoryBook::default();
        let mut simulation = Simulation::new(std::sync::Arc::clone(&arm.scenario));
        let ending = simulation.run(seed, &mut |month: &MonthView<'_>| {
            tracer.month(month);
            story.month(month);
        });
        tracer.finish(&ending, seed)?;
        if !self.no_charts {
            let run = format!("Arm {}, replication {}", arm.name, self.replication);
            story.write(&run, &arm.scenario, simulation.alliance(), &ending, &folder)?;
        }
        let lived = counted(ending.months as usize, "month");
        print(&format!("{} after {lived}\n", ending.outcome.name()))?;
        if !self.common.quiet {
            let folder = folder.path().display();
            tell(&format!(
                "Arm {}, replication {}, in {folder}",
                arm.name, self.replication
            ));
        }
        Ok(DONE)
    }
}

fn no_such_arm(study: &Study, name: &str) -> anyhow::Error {
    let names: Vec<_> = study.arms.iter().map(|arm| format!("`{}`", arm.name)).collect();
    let near = nearest_arm(study, name)
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    anyhow!("no arm is called `{name}`; the arms are {}{near}", names.join(", "))
}
