//! `alliance new`

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use super::{DONE, print};

/// Write a commented scenario to start from.
#[derive(Debug, Args)]
pub struct New {
    /// The file to write
    file: PathBuf,
}

impl New {
    /// Writes the scenario, but never over a file that is there.
    pub fn run(self) -> anyhow::Result<u8> {
        let shown = self.file.display();
        let file = OpenOptions::new().write(true).create_new(true).open(&self.file);
        let mut file = match file {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                bail!("{shown} is there already; choose another name")
            }
            file => file.with_context(|| format!("{shown} cannot be written"))?,
        };
        file.write_all(include_str!("new.toml").as_bytes())
            .with_context(|| format!("{shown} cannot be written"))?;
        print(&format!("Wrote {shown}. Try: alliance run {shown}\n"))?;
        Ok(DONE)
    }
}
