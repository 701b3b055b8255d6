//! `alliance run`

use alliance_dynamics::scenario::Study;
use alliance_studies::Question as _;
use alliance_studies::experiment::{Control, Destination, Kept, Response, Store, StudyPlan, StudySource};
use alliance_studies::verdict::{StudyAnswer, StudyQuestion, runs_asked};
use clap::Args;

use super::asked::Asked;
use super::replications::Replications;
use super::report::{Known, write_into};
use super::session::{Products, Session};
use super::{Common, tell};

/// Run every arm × design point × replication of a scenario.
#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    asked: Asked,
    #[command(flatten)]
    products: StudyProducts,
    /// Keep nothing aside: a run that is killed begins anew. Saves about 11 KB of disk a run while it lasts
    #[arg(long)]
    no_store: bool,
}

/// What is made of the runs.
#[derive(Debug, Clone, Copy, Args)]
pub struct StudyProducts {
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// Make no report.html
    #[arg(long)]
    no_report: bool,
    /// Print the verdict as JSON
    #[arg(long)]
    json: bool,
}

impl Run {
    /// Runs, writes tables and charts, and prints the verdict.
    pub fn run(self) -> anyhow::Result<u8> {
        self.common.format.format()?;
        let mut study = Study::read(&self.common.file)?;
        study.change_seed(self.common.seed);
        self.replications.change(&mut study)?;
        let (folder, store, kept) = Store::open(self.common.folder(""), &study, self.common.overwrite())?;
        self.tell_kept(&study, &kept);
        let source = StudySource::read(&study, &self.common.file)?;
        let about = self.asked.response().unwrap_or(Response::SURVIVAL);
        let question = StudyQuestion::new(study, source).about(about);
        let run = question.go_on(kept, (!self.no_store).then(|| store.keeper()));
        let session = Session::begin(&self.common, self.products.of_session())?;
        let ask = |to: Destination<'_>, control: &Control| run.answer_into(to, control);
        let page = |answer: &StudyAnswer| self.products.write_report(answer, folder.path());
        let left = session.leave::<StudyQuestion>(&folder, question.most_runs(), ask, page)?;
        if left.is_whole {
            store.remove()?;
        }
        left.code()
    }

    /// Says what an earlier process has finished, and what of it is lost.
    fn tell_kept(&self, study: &Study, kept: &Kept) {
        for damaged in kept.damaged() {
            tell(&format!(
                "{} is damaged; what it held is computed again",
                damaged.display()
            ));
        }
        if kept.n_blocks() > 0 && !self.common.quiet {
            let plan = StudyPlan::of(study);
            let runs: u64 = kept.units().map(|unit| u64::from(plan.runs_of(unit))).sum();
            tell(&format!(
                "Going on: {runs} of {} runs are here already",
                runs_asked(study)
            ));
        }
    }
}

impl StudyProducts {
    /// What a session makes of an answer.
    pub fn of_session(self) -> Products {
        Products {
            no_charts: self.no_charts,
            json: self.json,
        }
    }

    /// Makes the page of a study that was run into a folder, where there is anything to show.
    pub fn write_report(self, answer: &StudyAnswer, folder: &std::path::Path) -> anyhow::Result<()> {
        match self.no_report || answer.results().runs() == 0 {
            true => Ok(()),
            false => write_into(folder, Known::Study(answer.study())),
        }
    }
}
