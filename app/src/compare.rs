//! `alliance compare`

use std::path::PathBuf;

use alliance_studies::comparison::{ComparisonQuestion, ComparisonRequest};
use alliance_studies::experiment::{Annex, Response, ResultFolder};
use alliance_studies::finished::{FinishedRuns, own_measures};
use anyhow::Context as _;
use clap::Args;

use super::asked::Asked;
use super::format::FormatArg;
use super::session::{NOT_DRAWN, sheets};
use super::{DONE, overwrite, print, tell};

/// Say whether arms help, world by world: paired statistics over a folder that `run` made.
#[derive(Debug, Args)]
pub struct Compare {
    /// The folder of results
    dir: PathBuf,
    /// Hold the others against this arm [default: base]
    #[arg(long, value_name = "ARM")]
    base: Option<String>,
    /// Compare this arm; may be given several times [default: all]
    #[arg(long = "arm", value_name = "ARM")]
    arms: Vec<String>,
    #[command(flatten)]
    asked: Asked,
    /// Print the comparison as JSON
    #[arg(long)]
    json: bool,
    /// Write tables only
    #[arg(long)]
    no_charts: bool,
    /// How tables are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Csv)]
    format: FormatArg,
    /// Replace another comparison that is there already
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but the comparison
    #[arg(long, short)]
    quiet: bool,
}

impl Compare {
    /// Compares, writes tables and charts, and prints what came out.
    pub fn run(self) -> anyhow::Result<u8> {
        let format = self.format.format()?;
        let request = ComparisonRequest {
            base: self.base,
            arms: self.arms,
            about: self.asked.response(&own_measures(&self.dir))?,
        };
        let runs = FinishedRuns::read_with(&self.dir, request.about.unwrap_or(Response::SURVIVAL))?;
        let answer = ComparisonQuestion::new(runs, &request)?.answer();
        let mut pages = answer.tables(format)?;
        let mut notes = answer.notes();
        let mut drawn = Ok(());
        if !self.no_charts {
            drawn = sheets(answer.pictures(), &mut pages);
            notes.extend(answer.undrawn());
        }
        let _visit = ResultFolder::visit(&self.dir)?;
        let folder = Annex::COMPARISON.write(&self.dir, &pages, overwrite(self.overwrite))?;
        print(&match self.json {
            true => serde_json::to_string_pretty(&answer.json()?)? + "\n",
            false => answer.words(),
        })?;
        if !notes.is_empty() && !self.quiet {
            tell(&format!("\n{}", notes.join("\n")));
        }
        let made = if self.no_charts { "Tables" } else { "Tables and charts" };
        if !self.quiet {
            tell(&format!("\n{made} in {}", folder.display()));
        }
        drawn.context(NOT_DRAWN)?;
        Ok(DONE)
    }
}
