//! `alliance plan`

use std::path::{Path, PathBuf};

use alliance_prose::counted;
use alliance_studies::experiment::{Overwrite, Planned, ShardPlan, Shards};
use clap::Args;

use super::scenario_argument::{DrawnPoints, ScenarioArgument};
use super::series::Series;
use super::{DONE, overwrite, print, results_folder};

/// Cut a study into shards, for many processes on many hosts.
#[derive(Debug, Args)]
pub struct PlanShards {
    #[command(flatten)]
    scenario: ScenarioArgument,
    #[command(flatten)]
    points: DrawnPoints,
    /// Shards that the study is cut into
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    shards: u32,
    /// Folder for the shards, and later for the results [default: output/ and the name of the file]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replications of every arm and design point, instead of the file's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000_000))]
    runs: Option<u32>,
    #[command(flatten)]
    series: Series,
    /// Replace the plan, shards and results that are there already
    #[arg(long)]
    overwrite: bool,
}

impl PlanShards {
    /// Writes the plan, with all that is needed to follow it on another host.
    pub fn run(mut self) -> anyhow::Result<u8> {
        self.scenario.draw(self.points);
        let given = self.scenario.given()?;
        let mut study = self.scenario.study(&given)?;
        study.change_runs(self.runs, None, None);
        self.series.change(&mut study)?;
        let plan = ShardPlan::by_itself(&study, &given, self.shards)?;
        let folder = results_folder(self.out.as_ref(), &self.scenario, "");
        leave(plan, &folder, overwrite(self.overwrite))
    }
}

/// Puts a plan into a folder, and says what comes next.
pub fn leave(plan: ShardPlan, folder: &Path, overwrite: Overwrite) -> anyhow::Result<u8> {
    let (shown, n_shards, n_runs) = (folder.display(), plan.n_shards, plan.work.n_runs());
    let largest = (0..n_shards).map(|shard| plan.runs_of(shard)).max();
    let state = match Shards::plan(folder, plan, overwrite)? {
        Planned::Anew => "planned",
        Planned::Before => "planned already, and left as it is",
    };
    print(&format!(
        "{shown}: {state}; {} in {}, 0 to {}, of at most {}\nAny of them, in any order, on any host that sees the folder: \
         alliance work {shown} --shard 0\nHow far they are: alliance status {shown}\nThe result, when all are done: alliance merge {shown}\n",
        counted(n_runs, "run"),
        counted(n_shards, "shard"),
        n_shards - 1,
        counted(largest.unwrap_or_default(), "run"),
    ))?;
    Ok(DONE)
}
