//! `alliance reproduce`

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alliance_studies::experiment::{Control, Manifest, quieten_failed_runs};
use alliance_studies::verdict::ReproductionQuestion;
use anyhow::{Context as _, bail, ensure};
use clap::Args;

use super::progress::Progress;
use super::{DONE, SOME_FAILED, again, print};

/// Make a finished result again from its manifest, and say whether the tables are the same.
#[derive(Debug, Args)]
pub struct Reproduce {
    /// The folder of the result, or its manifest
    folder: PathBuf,
    /// Threads that share the work [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Say nothing but whether it is the same
    #[arg(long, short)]
    quiet: bool,
}

impl Reproduce {
    /// Makes the result again and prints which tables are the same; 1 where any is not.
    pub fn run(self) -> anyhow::Result<u8> {
        let path = match self.folder.is_dir() {
            true => self.folder.join("manifest.json"),
            false => self.folder.clone(),
        };
        let manifest = ReproductionQuestion::manifest(&path)?;
        match manifest.command.as_deref() {
            None | Some("run") => self.run_again(),
            Some(command) => self.ask_again(command, &manifest, &path),
        }
    }

    fn run_again(&self) -> anyhow::Result<u8> {
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

    /// Asks the question of another command again, in a folder of its own that goes afterwards.
    fn ask_again(&self, command: &str, manifest: &Manifest, path: &Path) -> anyhow::Result<u8> {
        let shown = path.display();
        ensure!(
            manifest.complete,
            "{shown} is the manifest of an answer that was stopped; ask to its end first"
        );
        if manifest.arguments.is_empty() {
            bail!("{shown} does not say how `alliance {command}` was asked, so that it cannot be asked again");
        }
        let again = again::ask(manifest, self.threads).context("it could not be asked again")?;
        let mut text = String::new();
        let mut is_same = again.digest == manifest.digest;
        for (name, digest) in &manifest.tables {
            let same = again.tables.get(name) == Some(digest);
            text += &format!("{name}: {}\n", if same { "the same" } else { "different" });
        }
        if self.folder.is_dir() {
            for (name, state) in manifest.table_states(&self.folder) {
                if state != alliance_studies::experiment::TableState::AsWritten {
                    is_same = false;
                    text += &format!("{name} in the folder is {}\n", state.words());
                }
            }
        }
        text += &match is_same {
            true => format!("The same bytes: digest {}\n", again.digest),
            false => format!(
                "Not the same: the manifest says {}, and it comes to {}\n",
                manifest.digest, again.digest
            ),
        };
        print(&text)?;
        Ok(if is_same { DONE } else { SOME_FAILED })
    }
}
