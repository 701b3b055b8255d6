//! `alliance merge`

use std::path::PathBuf;

use alliance_dynamics::scenario::Study;
use alliance_studies::Question as _;
use alliance_studies::experiment::{Shards, StorePlan, StudyPlan, StudySource, Task};
use alliance_studies::robustness::RobustnessQuestion;
use alliance_studies::verdict::StudyQuestion;
use anyhow::bail;
use clap::Args;

use super::format::FormatArg;
use super::robust::Robust;
use super::run::StudyProducts;
use super::scenario_argument::ScenarioArgument;
use super::session::{Keeping, Session, Wording};
use super::{Common, DONE, INTERRUPTED, tell};

/// Make the result of a plan when all its shards are done.
#[derive(Debug, Args)]
pub struct Merge {
    /// The folder that `plan`, or `robust --shards`, made
    folder: PathBuf,
    /// Folder for the results [default: that of the plan]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Threads that share the work [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Replace results that are there already
    #[arg(long)]
    overwrite: bool,
    /// Remove the shards when the result is there
    #[arg(long)]
    remove: bool,
    /// How tables are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Csv)]
    format: FormatArg,
    #[command(flatten)]
    products: StudyProducts,
    /// Say nothing but the verdict
    #[arg(long, short)]
    quiet: bool,
}

impl Merge {
    /// Holds every shard against its receipt, and goes on as the command does that asked when nothing is missing.
    pub fn run(self) -> anyhow::Result<u8> {
        self.format.format()?;
        let shards = Shards::open(&self.folder)?;
        let source = &shards.planned().source;
        let code = match shards.task()? {
            Task::Study(study) => self.study(*study, source, &shards),
            Task::Trials(plan) => self.trials(Wording::planned(plan, source), &shards),
        }?;
        if code != INTERRUPTED {
            self.drop_shards(shards)?;
        }
        Ok(code)
    }

    fn study(&self, study: Study, source: &StudySource, shards: &Shards) -> anyhow::Result<u8> {
        let choice = self.products.choice(&study)?;
        choice.check(&study)?;
        let plan = StorePlan::of_study(StudyPlan::of(&study), &choice);
        let products = self.products.of_session(&choice);
        let question = StudyQuestion::new(study, source.clone()).writing(choice).keeping_runs();
        let common = self.common(ScenarioArgument::of(PathBuf::from(&source.file), Vec::new()));
        let session = Session::begin(&common, products)?;
        let kept = session.on_threads(|| shards.kept())?;
        let wording = Wording::of_this_command(&common, source.clone());
        match session.open_for("", plan, wording, Keeping::Elsewhere(kept))? {
            None => Ok(DONE),
            Some(place) => session.leave(&question, &place, |answer, manifest| {
                let folder = place.folder.path();
                self.products.write_report(answer, manifest, (folder, self.quiet))
            }),
        }
    }

    fn trials(&self, wording: Wording, shards: &Shards) -> anyhow::Result<u8> {
        if let Some(option) = self.products.of_a_study_alone() {
            bail!(
                "{} holds shards of `alliance {}`, and {option} is for those of a study alone; leave it out",
                self.folder.display(),
                RobustnessQuestion::NAME
            );
        }
        let robust = Robust::again(&wording)?;
        let common = self.common(robust.common.scenario.clone());
        let session = Session::begin(&common, self.products.of_another_answer())?;
        let kept = session.on_threads(|| shards.kept())?;
        let question = session.on_threads(|| robust.question())?;
        let plan = wording.plan(RobustnessQuestion::NAME);
        match session.open_for("", plan, wording, Keeping::Elsewhere(kept))? {
            None => Ok(DONE),
            Some(place) => session.leave(&question, &place, |_, _| Ok(())),
        }
    }

    /// Drops the shards where that is asked for, when the result is there.
    fn drop_shards(&self, shards: Shards) -> anyhow::Result<()> {
        if self.remove {
            shards.remove()?;
        } else if !self.quiet {
            let shards = self.folder.join("shards");
            tell(&format!(
                "The shards are still in {}; --remove drops them",
                shards.display()
            ));
        }
        Ok(())
    }

    /// The options that the plan and this command come to.
    fn common(&self, scenario: ScenarioArgument) -> Common {
        Common {
            scenario,
            threads: self.threads,
            format: self.format,
            out: Some(self.out.clone().unwrap_or_else(|| self.folder.clone())),
            overwrite: self.overwrite,
            quiet: self.quiet,
        }
    }
}
