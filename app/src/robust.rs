//! `alliance robust`

use std::iter;
use std::path::PathBuf;

use alliance_dynamics::scenario::{Plausible, ScenarioError};
use alliance_studies::experiment::{PlannedWork, ShardPlan, StudySource, TrialsPlan};
use alliance_studies::robustness::{RobustnessQuestion, RobustnessRequest};
use anyhow::{Context as _, bail};
use clap::{Args, Parser as _};

use super::asked::Asked;
use super::session::{Products, Session, Wording};
use super::{Cli, Command, Common, plan};

/// Say whether a conclusion holds beyond the assumptions: live the arms under many plausible models, and say in how many an arm helps, where
/// it does not, and which assumption carries it.
#[derive(Debug, Args)]
pub struct Robust {
    #[command(flatten)]
    pub common: Common,
    /// How many models are drawn
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(20..=100_000))]
    models: u32,
    /// Replications of every arm under every model, in the same worlds
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    runs: u32,
    /// What is plausible: a list of one's own instead of the one that comes with the program (scenarios/data/plausible.toml)
    #[arg(long, value_name = "FILE")]
    plausible: Option<PathBuf>,
    /// Hold the others against this arm [default: base, the scenario as written]
    #[arg(long, value_name = "ARM")]
    base: Option<String>,
    /// Try this arm; may be given several times [default: all]
    #[arg(long = "arm", value_name = "ARM")]
    arms: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    products: Products,
    /// Live nothing, and cut the question into so many shards, for many processes on many hosts: `work` does one, `merge` answers
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u32).range(1..=1_000_000),
        conflicts_with_all = ["no_charts", "json", "format", "quiet"]
    )]
    shards: Option<u32>,
    /// The list of one's own, where it was read before.
    #[arg(skip)]
    list: Option<Plausible>,
}

impl Robust {
    /// Asks under which models the arms help, or cuts the question into shards.
    pub fn run(self) -> anyhow::Result<u8> {
        let session = Session::begin(&self.common, self.products)?;
        match self.shards {
            None => session.answer(&session.on_threads(|| self.question())?),
            Some(n_shards) => {
                let plan = session.on_threads(|| self.plan(n_shards))?;
                plan::leave(plan, &self.common.folder("-robust"), self.common.overwrite())
            }
        }
    }

    /// What is asked, on the threads of the current rayon pool.
    pub fn question(&self) -> anyhow::Result<RobustnessQuestion> {
        let template = self.common.scenario.template()?;
        let request = RobustnessRequest {
            plausible: self.list()?,
            models: self.models,
            runs: self.runs,
            base: self.base.clone(),
            arms: self.arms.clone(),
            about: self.asked.response(&template.base().resolved().measures)?,
            seed: self.common.scenario.seed,
        };
        Ok(RobustnessQuestion::new(template, &request)?)
    }

    /// The same again, as it was asked, without reading a file.
    pub fn again(Wording { words, inputs, source }: &Wording) -> anyhow::Result<Self> {
        let words = iter::once("alliance").chain(words.iter().map(String::as_str));
        let Command::Robust(robust) = Cli::try_parse_from(words)?.command else {
            bail!("only `alliance robust` and studies have shards");
        };
        let list = |path: &PathBuf| {
            let name = path.display().to_string();
            let text = inputs
                .get(&name)
                .with_context(|| format!("the text of {name} is not kept"))?;
            Ok::<_, anyhow::Error>(Plausible::of(&name, text).map_err(ScenarioError::from)?)
        };
        Ok(Self {
            list: robust.plausible.as_ref().map(list).transpose()?,
            common: Common {
                scenario: robust.common.scenario.in_texts(source),
                ..robust.common
            },
            ..robust
        })
    }

    /// Cuts the question into shards, as all who work on them will read it: from the plan alone.
    fn plan(&self, n_shards: u32) -> anyhow::Result<ShardPlan> {
        self.list()?;
        let template = self.common.scenario.template()?;
        let source = StudySource::of_scenario(template.base().resolved(), &self.common.scenario.given()?)?;
        let wording = Wording::of_this_command(&self.common, source);
        let question = Self::again(&wording)?.question()?;
        let asked = (wording.words, wording.inputs);
        let trials = TrialsPlan::new(asked, &question.trial_prints()?, question.runs_per_trial());
        Ok(ShardPlan::of(PlannedWork::Trials(trials), wording.source, n_shards)?)
    }

    /// The list of one's own, where one was named.
    fn list(&self) -> anyhow::Result<Option<Plausible>> {
        let read = || self.plausible.as_ref().map(Plausible::read).transpose();
        match &self.list {
            Some(list) => Ok(Some(list.clone())),
            None => Ok(read().map_err(ScenarioError::from)?),
        }
    }
}
