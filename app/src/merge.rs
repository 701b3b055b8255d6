//! `alliance merge`

use std::path::PathBuf;

use alliance_studies::experiment::{ResultFolder, Shards};
use clap::Args;

use super::complete::{Job, Products};
use super::format::FormatArg;
use super::{overwrite, recipe, tell};

/// Make the result of a planned study when all its shards are done.
#[derive(Debug, Args)]
pub struct Merge {
    /// The folder that `plan` made
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
    products: Products,
    /// Say nothing but the verdict
    #[arg(long, short)]
    quiet: bool,
}

impl Merge {
    /// Holds every shard against its receipt, and goes on as `run` does when nothing is missing.
    pub fn run(self) -> anyhow::Result<u8> {
        let format = self.format.format()?;
        let shards = Shards::open(&self.folder)?;
        let (planned, study) = (shards.planned(), recipe::planned(&shards)?);
        let kept = super::pool(self.threads)?.install(|| shards.kept())?;
        let folder = match &self.out {
            Some(out) => ResultFolder::take(out, overwrite(self.overwrite))?,
            None => ResultFolder::take_unfinished(&self.folder, overwrite(self.overwrite))?,
        };
        let job = Job {
            products: self.products,
            threads: self.threads,
            quiet: self.quiet,
            format,
            file: planned.file.clone(),
            scenario: recipe::toml(planned.study.scenario())?,
            files: planned.files.clone(),
            folder: &folder,
            kept,
            keeper: None,
        };
        let completed = job.complete(study)?;
        if self.remove && completed.is_whole {
            shards.remove()?;
        } else if !self.quiet {
            let shards = self.folder.join("shards");
            tell(&format!(
                "The shards are still in {}; --remove drops them",
                shards.display()
            ));
        }
        completed.code()
    }
}
