//! `alliance status`

use std::path::PathBuf;

use alliance_studies::experiment::Shards;
use alliance_studies::status::{FolderStatus, ShardShares};
use anyhow::ensure;
use clap::Args;

use super::{DONE, SOME_FAILED, print};

/// Say what is in a folder of results or shards, and what is missing.
#[derive(Debug, Args)]
pub struct Status {
    /// The folder
    folder: PathBuf,
    /// Print how far the shards of a plan are as JSON
    #[arg(long)]
    json: bool,
}

impl Status {
    /// Prints how far the study of a folder has come; 1 where anything is missing or not as it was written.
    pub fn run(self) -> anyhow::Result<u8> {
        if self.json {
            return self.in_json();
        }
        let status = FolderStatus::of(&self.folder)?;
        print(&status.words(&self.folder))?;
        Ok(if status.is_whole() { DONE } else { SOME_FAILED })
    }

    fn in_json(&self) -> anyhow::Result<u8> {
        ensure!(
            Shards::are_in(&self.folder),
            "{} holds no plan of shards; --json tells of those only",
            self.folder.display()
        );
        let shares = ShardShares::of(&self.folder)?;
        print(&(serde_json::to_string(&shares)? + "\n"))?;
        Ok(if shares.are_done() { DONE } else { SOME_FAILED })
    }
}
