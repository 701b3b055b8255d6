//! `alliance tip`

mod charts;
mod found;
mod lane;
mod manifest;
mod plan;

use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::scenario::ScenarioError;
use alliance_studies::analysis::tipping::Fate;
use alliance_studies::experiment::{Control, ResultFolder, RunTimes, quieten_failed_runs};
use anyhow::Context as _;
use clap::Args;

use self::found::Found;
use self::lane::{Searched, search};
use self::manifest::Question;
use self::plan::Plan;
use super::made::Made;
use super::progress::Progress;
use super::tables::Target;
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// Find the value of a key at which half of all alliances meet a fate.
#[derive(Debug, Args)]
pub struct Tip {
    #[command(flatten)]
    common: Common,
    /// The key that is varied, such as gossip.negativity
    #[arg(long, value_name = "KEY")]
    key: String,
    /// Its first value
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    from: f64,
    /// Its last value
    #[arg(long, value_name = "VALUE", allow_negative_numbers = true)]
    to: f64,
    /// Look along the logarithms of its values
    #[arg(long)]
    log: bool,
    /// What is counted: thriving, hollow, drifted, fragmented, dissolved, collapsed, or failure (not to reach the horizon)
    #[arg(long, value_name = "OUTCOME", default_value = "failure")]
    outcome: Fate,
    /// Look in this arm instead of the scenario as written
    #[arg(long, value_name = "NAME")]
    arm: Option<String>,
    /// Runs that may be spent [default: 4000; with --key2, 1500 for every value of it]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000_000))]
    runs: Option<u32>,
    /// Stop as soon as the tipping point is known to this much on either side
    #[arg(long, value_name = "VALUE")]
    precision: Option<f64>,
    /// Draw the tipping line over this second key
    #[arg(long, value_name = "KEY", requires = "from2", requires = "to2")]
    key2: Option<String>,
    /// The first value of the second key
    #[arg(long, value_name = "VALUE", requires = "key2", allow_negative_numbers = true)]
    from2: Option<f64>,
    /// The last value of the second key
    #[arg(long, value_name = "VALUE", requires = "key2", allow_negative_numbers = true)]
    to2: Option<f64>,
    /// Spread the values of the second key along their logarithms
    #[arg(long, requires = "key2")]
    log2: bool,
    /// How many values of the second key, both ends included
    #[arg(long, value_name = "N", requires = "key2", default_value_t = 9, value_parser = clap::value_parser!(u16).range(2..=1000))]
    steps2: u16,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

impl Tip {
    /// Searches, writes tables and charts, and prints what was found.
    pub fn run(self) -> anyhow::Result<u8> {
        let plan = Plan::of(&self)?;
        let folder = ResultFolder::take(self.common.folder("-tip"), self.common.overwrite())?;
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        let pool = super::pool(self.common.threads)?;
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let Some(searched) = pool.install(|| self.search(&plan, &control))? else {
            tell("Stopped before the search was over: nothing is written");
            return Ok(INTERRUPTED);
        };
        let found = Found::of(&plan, &searched);
        let tables = found.write_tables(&plan, &searched, Target::Folder(&folder, self.common.format.format()?))?;
        let drawn = match self.no_charts {
            true => Ok(()),
            false => charts::write(&plan, &searched, &found, &folder),
        };
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let question = Question::of(&plan, found.runs());
        let scenario = plan.template.base().resolved();
        let manifest = Made::of(("tip", &self.common.file), question, times, &tables, scenario);
        folder.write("manifest.json", manifest.to_json()?)?;
        let code = self.report(&plan, &searched, &found, &folder)?;
        drawn.context("the tables are whole, but not all charts could be drawn")?;
        Ok(code)
    }

    fn search(&self, plan: &Plan, control: &Arc<Control>) -> Result<Option<Searched>, ScenarioError> {
        let _progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), plan.budget()));
        search(plan, control)
    }

    fn report(&self, plan: &Plan, searched: &Searched, found: &Found, folder: &ResultFolder) -> anyhow::Result<u8> {
        let text = if self.json {
            found.to_json(plan)?
        } else {
            found.in_words(plan)
        };
        print(&(text + "\n"))?;
        if !self.common.quiet {
            let charts = if self.no_charts { "" } else { " and charts" };
            tell(&format!("\nTables{charts} in {}", folder.path().display()));
        }
        let Some(message) = &searched.failure else {
            return Ok(DONE);
        };
        tell(&format!("{} runs failed, the first with: {message}", found.runs().1));
        Ok(SOME_FAILED)
    }
}
