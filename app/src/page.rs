//! `alliance page`

use std::path::PathBuf;

use alliance_page::language::Language;
use alliance_page::one_file::{page, refusal, write_page};
use clap::Args;

use super::explore::open;
use super::lang::LanguageArg;
use super::scenario_argument::ScenarioArgument;
use super::{BAD_INPUT, DONE, overwrite, print, tell};

/// Write the page of explore as one file that opens in any browser, needs neither network nor program, and can be mailed.
#[derive(Debug, Args)]
pub struct Page {
    /// Scenario files to begin with; - for standard input [default: the bundled ones, which are always in it]
    files: Vec<PathBuf>,
    /// Set a key of these files, whatever they say, such as gossip.rate=0.3; may be given several times
    #[arg(long, value_name = "KEY=VALUE", requires = "files")]
    set: Vec<String>,
    /// The language that it opens in [default: that of the reader]
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    lang: Option<LanguageArg>,
    /// The file to write
    #[arg(long, short, value_name = "FILE", default_value = "alliance.html")]
    out: PathBuf,
    /// Replace a file that is there already
    #[arg(long)]
    overwrite: bool,
}

impl Page {
    /// Writes the page and says where it is.
    pub fn run(self) -> anyhow::Result<u8> {
        let scenarios = self
            .files
            .into_iter()
            .map(|file| open(ScenarioArgument::of(file, self.set.clone())));
        let scenarios = scenarios.collect::<anyhow::Result<Vec<_>>>()?;
        if let Some(refusal) = scenarios.iter().find_map(refusal) {
            tell(&refusal);
            return Ok(BAD_INPUT);
        }
        let page = page(&scenarios, self.lang.map(Language::from))?;
        write_page(&self.out, page, overwrite(self.overwrite))?;
        print(&format!("{}\n", self.out.display()))?;
        Ok(DONE)
    }
}
