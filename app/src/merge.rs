//! `alliance merge`

use std::path::PathBuf;

use alliance_studies::Question as _;
use alliance_studies::experiment::{Control, Destination, ResultFolder, Shards};
use alliance_studies::verdict::{StudyAnswer, StudyQuestion};
use clap::Args;

use super::format::FormatArg;
use super::run::StudyProducts;
use super::session::Session;
use super::{Common, overwrite, tell};

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
    products: StudyProducts,
    /// Say nothing but the verdict
    #[arg(long, short)]
    quiet: bool,
}

impl Merge {
    /// Holds every shard against its receipt, and goes on as `run` does when nothing is missing.
    pub fn run(self) -> anyhow::Result<u8> {
        self.format.format()?;
        let shards = Shards::open(&self.folder)?;
        let question = StudyQuestion::new(shards.study()?, shards.planned().source()?).writing(self.products.choice()?);
        let common = self.common(&shards);
        let session = Session::begin(&common, self.products.of_session())?;
        let kept = session.on_threads(|| shards.kept())?;
        let folder = match &self.out {
            Some(out) => ResultFolder::take(out, overwrite(self.overwrite))?,
            None => ResultFolder::take_unfinished(&self.folder, overwrite(self.overwrite))?,
        };
        let run = question.go_on(kept, None);
        let ask = |to: Destination<'_>, control: &Control| run.answer_into(to, control);
        let page = |answer: &StudyAnswer| self.products.write_report(answer, folder.path(), self.quiet);
        let left = session.leave::<StudyQuestion>(&folder, question.most_runs(), ask, page)?;
        if self.remove && left.is_whole {
            shards.remove()?;
        } else if !self.quiet {
            let shards = self.folder.join("shards");
            tell(&format!(
                "The shards are still in {}; --remove drops them",
                shards.display()
            ));
        }
        left.code()
    }

    /// The options that the plan and this command come to.
    fn common(&self, shards: &Shards) -> Common {
        Common {
            file: PathBuf::from(&shards.planned().file),
            seed: None,
            threads: self.threads,
            format: self.format,
            out: self.out.clone(),
            overwrite: self.overwrite,
            quiet: self.quiet,
        }
    }
}
