//! `alliance trace`

use std::collections::BTreeMap;

use alliance_dynamics::experiment::{Detail, Facts, ResultFolder, Trace as Tracer};
use alliance_dynamics::random::replication_seed;
use alliance_dynamics::scenario::Study;
use alliance_dynamics::scenario::gate::counted;
use alliance_dynamics::simulation::{MonthView, Observer, Simulation};
use anyhow::anyhow;
use clap::{Args, ValueEnum};

use super::arms::no_such_arm;
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
    /// Trace this design point of the sweep or sample, counted from 0 as in the tables
    #[arg(long, value_name = "N", default_value_t = 0)]
    point: usize,
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
        let format = self.common.format.format()?;
        let arm = match &self.arm {
            None => 0,
            Some(name) => {
                let named = study.arms.iter().position(|arm| arm.name == *name);
                named.ok_or_else(|| no_such_arm(name, study.arms.iter().map(|arm| arm.name.as_str())))?
            }
        };
        let cells = &study.cells;
        let cell = cells.iter().find(|cell| (cell.arm, cell.point) == (arm, self.point));
        let scenario = &cell.ok_or_else(|| no_such_point(&study, self.point))?.scenario;
        let called = self.called(&study, arm);
        let folder = ResultFolder::take(self.common.folder("-trace"), self.common.overwrite())?;
        let detail = match self.detail {
            DetailArg::Month => Detail::Month,
            DetailArg::Member => Detail::Member,
            DetailArg::Tie => Detail::Tie,
        };
        let seed = replication_seed(study.base.seed, u64::from(self.replication));
        let mut tracer = Tracer::begin(scenario, &folder, detail, format)?;
        let mut story = StoryBook::default();
        let mut simulation = Simulation::new(std::sync::Arc::clone(scenario));
        let ending = simulation.run(seed, &mut |month: &MonthView<'_>| {
            tracer.month(month);
            story.month(month);
        });
        tracer.finish(&ending, seed, &self.facts(&study, arm, seed)?)?;
        if !self.no_charts {
            story.write(&called, scenario, simulation.alliance(), &ending, &folder)?;
        }
        let lived = counted(ending.months as usize, "month");
        print(&format!("{} after {lived}\n", ending.outcome.name()))?;
        if !self.common.quiet {
            tell(&format!("{called}, in {}", folder.path().display()));
        }
        Ok(DONE)
    }

    /// What made the tables: the scenario, and which run of it this is.
    fn facts(&self, study: &Study, arm: usize, seed: u64) -> anyhow::Result<Facts> {
        let values = study.keys.iter().zip(study.values_at(self.point));
        let settings: BTreeMap<&String, &str> = values.collect();
        Ok(Facts::of_study(study)?
            .with("arm", study.arms[arm].name.as_str())
            .with("point", self.point.to_string())
            .with("settings", serde_json::to_string(&settings)?)
            .with("replication", self.replication.to_string())
            .with("run_seed", seed.to_string()))
    }

    /// What the run is called: its arm, the values of what is swept, and its replication.
    fn called(&self, study: &Study, arm: usize) -> String {
        let values = study.keys.iter().zip(study.values_at(self.point));
        let settings: String = values.map(|(key, value)| format!(", {key} = {value}")).collect();
        format!(
            "Arm {}{settings}, replication {}",
            study.arms[arm].name, self.replication
        )
    }
}

fn no_such_point(study: &Study, point: usize) -> anyhow::Error {
    let last = study.points.len() - 1;
    match last {
        0 => anyhow!("there is no design point {point}: nothing is swept, and the one there is has number 0"),
        _ => anyhow!("there is no design point {point}; they have the numbers 0 to {last}"),
    }
}
