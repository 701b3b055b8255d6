//! What is found in a finished result: left in a folder inside it, and told.

use std::path::Path;

use alliance_studies::Finding;
use alliance_studies::experiment::ResultFolder;
use anyhow::Context as _;
use clap::Args;

use super::format::FormatArg;
use super::session::{NOT_DRAWN, sheets};
use super::{DONE, overwrite, print, tell};

/// What is made of an answer that is left inside a result.
#[derive(Debug, Args)]
pub struct FoundProducts {
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// How tables are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Csv)]
    format: FormatArg,
    /// Replace another answer that is there already
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but the answer
    #[arg(long, short)]
    quiet: bool,
}

impl FoundProducts {
    /// Writes tables and charts of an answer into its folder inside a result, and prints it.
    pub fn leave<F: Finding>(&self, dir: &Path, find: impl FnOnce() -> F) -> anyhow::Result<u8> {
        let format = self.format.format()?;
        let (found, has_charts) = (find(), !self.no_charts);
        let mut pages = found.tables(format)?;
        let drawn = match has_charts {
            true => sheets(found.pictures(), &mut pages),
            false => Ok(()),
        };
        let _visit = ResultFolder::visit(dir)?;
        let folder = F::ANNEX.write(dir, &pages, overwrite(self.overwrite))?;
        print(&match self.json {
            true => serde_json::to_string_pretty(&found.json()?)? + "\n",
            false => found.words(),
        })?;
        if !self.quiet {
            let notes = found.notes(has_charts);
            if !notes.is_empty() {
                tell(&format!("\n{}", notes.join("\n")));
            }
            let made = if has_charts { "Tables and charts" } else { "Tables" };
            tell(&format!("\n{made} in {}", folder.display()));
        }
        drawn.context(NOT_DRAWN)?;
        Ok(DONE)
    }
}
