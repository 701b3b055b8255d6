//! `alliance reproduce`

use std::path::PathBuf;
use std::sync::Arc;

use alliance_studies::experiment::{Control, quieten_failed_runs};
use alliance_studies::verdict::ReproductionQuestion;
use clap::Args;

use super::progress::Progress;
use super::{DONE, SOME_FAILED, print};

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

impl Reproduce {
    /// Runs the study and prints which tables are the same; 1 where any is not.
    pub fn run(self) -> anyhow::Result<u8> {
        let question = ReproductionQuestion::read(&self.folder)?;
        quieten_failed_runs();
        let control = Arc::new(Control::default());
        let progress = (!self.quiet).then(|| Progress::show(Arc::clone(&control), question.most_runs()));
        let answer = super::pool(self.threads, false)?.install(|| question.answer(&control));
        drop(progress);
        let answer = answer?;
        print(&answer.words())?;
        Ok(if answer.is_same() { DONE } else { SOME_FAILED })
    }
}
