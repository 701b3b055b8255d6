//! `alliance reproduce`

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use alliance_dynamics::scenario::Study;
use alliance_studies::experiment::{Control, Digest, Experiment, RunsTable, quieten_failed_runs};
use alliance_studies::verdict::Results;
use anyhow::{Context as _, bail};
use clap::Args;
use serde::Deserialize;
use serde_json::Value;

use super::progress::Progress;
use super::tables::{Tables, Target};
use super::{DONE, SOME_FAILED, print, recipe};

/// Run a finished study again from its manifest, and say whether the tables are the same.
#[derive(Debug, Args)]
pub struct Reproduce {
    /// The folder of the study, or its manifest
    folder: PathBuf,
    /// Threads that share the work [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Say nothing but whether it is the same
    #[arg(long, short)]
    quiet: bool,
}

/// What is needed of a manifest to run it again.
#[derive(Debug, Deserialize)]
struct Recipe {
    version: String,
    commit: Option<String>,
    complete: bool,
    runs_per_cell: u32,
    seed: u64,
    tables: std::collections::BTreeMap<String, String>,
    digest: String,
    /// The values of the keys that vary, as they are written in the tables.
    points: Vec<Vec<String>>,
    scenario: Value,
    files: std::collections::BTreeMap<String, String>,
}

impl Reproduce {
    /// Runs the study and prints which tables are the same; 1 where any is not.
    pub fn run(self) -> anyhow::Result<u8> {
        let path = if self.folder.is_dir() {
            self.folder.join("manifest.json")
        } else {
            self.folder.clone()
        };
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let recipe: Recipe =
            serde_json::from_str(&text).with_context(|| format!("{} is no manifest of a study", path.display()))?;
        if !recipe.complete {
            bail!(
                "{} is the manifest of a study that was stopped; run it to its end first",
                path.display()
            );
        }
        let study = recipe
            .study()
            .with_context(|| format!("the scenario in {}", path.display()))?;
        let tables = self.compute(study)?;
        let digest = Digest::of_all(tables.iter().map(|(name, digest)| (*name, digest)));
        print(&recipe.compared(&tables, &digest))?;
        Ok(if digest.0 == recipe.digest { DONE } else { SOME_FAILED })
    }

    fn compute(&self, study: Study) -> anyhow::Result<Tables> {
        quieten_failed_runs();
        let control = Arc::new(Control::default());
        let progress = (!self.quiet).then(|| Progress::show(Arc::clone(&control), study.n_runs()));
        let pool = super::pool(self.threads)?;
        let experiment = Experiment::new(study);
        let study = experiment.study();
        let mut results = Results::with_room(study);
        let mut runs = RunsTable::begin(study, Target::Nowhere.format(), Target::Nowhere.begin("runs.csv")?)?;
        let mut written = Ok(());
        pool.install(|| {
            experiment.run(&control, |block| {
                if written.is_ok() {
                    written = runs.add(&block);
                }
                results.add(block);
            });
        });
        drop(progress);
        written?;
        Ok(pool.install(|| Target::Nowhere.finish(study, runs, &results))?)
    }
}

impl Recipe {
    /// The study, with the seed and the number of runs it had.
    fn study(&self) -> anyhow::Result<Study> {
        let made_of = (&self.scenario, &self.files);
        recipe::study_again(made_of, Some(self.seed), Some(self.runs_per_cell), &self.points)
    }

    fn compared(&self, tables: &Tables, digest: &Digest) -> String {
        let mut text = String::new();
        for (name, digest) in tables {
            let same = self.tables.get(*name) == Some(&digest.0);
            text += &format!("{name}: {}\n", if same { "the same" } else { "different" });
        }
        if digest.0 == self.digest {
            return text + &format!("The same bytes: digest {}\n", digest.0);
        }
        let made_by = [Some(self.version.as_str()), self.commit.as_deref()]
            .into_iter()
            .flatten();
        let here = [
            Some(alliance_studies::experiment::VERSION),
            alliance_studies::experiment::COMMIT,
        ]
        .into_iter()
        .flatten();
        text + &format!(
            "Not the same: the manifest says {}, made by version {}; this is version {} and comes to {}\n",
            self.digest,
            made_by.collect::<Vec<_>>().join(" "),
            here.collect::<Vec<_>>().join(" "),
            digest.0
        )
    }
}
