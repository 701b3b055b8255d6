//! `alliance run`

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{Kept, Plan, Store};
use clap::Args;

use super::complete::{Job, Products};
use super::replications::{Replications, asked};
use super::{Common, recipe, tell};

/// Run every arm × design point × replication of a scenario.
#[derive(Debug, Args)]
pub struct Run {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    products: Products,
    /// Keep nothing aside: a run that is killed begins anew. Saves about 11 KB of disk a run while it lasts
    #[arg(long)]
    no_store: bool,
}

impl Run {
    /// Runs, writes tables and charts, and prints the verdict.
    pub fn run(self) -> anyhow::Result<u8> {
        let format = self.common.format.format()?;
        let mut study = Study::read(&self.common.file)?;
        study.change_seed(self.common.seed);
        self.replications.change(&mut study)?;
        let (folder, store, kept) = Store::open(self.common.folder(""), &study, self.common.overwrite())?;
        self.tell_kept(&study, &kept);
        let job = Job {
            products: self.products,
            threads: self.common.threads,
            quiet: self.common.quiet,
            format,
            file: self.common.file.display().to_string(),
            scenario: recipe::scenario_text(&self.common.file)?,
            files: recipe::named_files(&study, &self.common.file)?,
            folder: &folder,
            kept,
            keeper: (!self.no_store).then(|| store.keeper()),
        };
        let completed = job.complete(study)?;
        if completed.is_whole {
            store.remove()?;
        }
        completed.code()
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
            let plan = Plan::of(study);
            let runs: u64 = kept.units().map(|unit| u64::from(plan.runs_of(unit))).sum();
            tell(&format!("Going on: {runs} of {} runs are here already", asked(study)));
        }
    }
}
