//! `alliance report`, and the page that `run` and `trace` make at their end.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alliance_dynamics::scenario::{Scenario, Study};
use alliance_page::language::Language;
use alliance_page::report::{
    LiveLaboratory, REPORT, ReportData, ReportQuestion, ResultManifest, ResultRecord, write_report,
};
use alliance_studies::experiment::{Manifest, ResultFolder};
use clap::Args;

use super::lang::LanguageArg;
use super::{DONE, print, tell};

/// Put a result on one page: a file that answers to the mouse, needs no network, and can be mailed and printed.
#[derive(Debug, Args)]
pub struct Report {
    /// The folder that `run` or `trace` made
    dir: PathBuf,
    /// The file to write [default: report.html in the folder]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replay this replication of every arm [default: the first in which most arms end otherwise than the base]
    #[arg(long, value_name = "N")]
    replication: Option<u64>,
    /// The language that the page opens in [default: that of the reader]
    #[arg(long, value_enum)]
    lang: Option<LanguageArg>,
    /// Put the engine in it, so that its reader can change the scenario and see what comes of it (some 1.5 MB more)
    #[arg(long)]
    live: bool,
    /// Replace a file that is no report of the same result
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but where the page is
    #[arg(long, short)]
    quiet: bool,
}

impl Report {
    /// Makes the page and says where it is.
    pub fn run(self) -> anyhow::Result<u8> {
        let manifest = ResultManifest::read(&self.dir)?;
        let question = ReportQuestion {
            replication: self.replication,
            language: self.lang.map(Language::from),
            ..ReportQuestion::of(&self.dir, &manifest)
        };
        let data = question.answer()?;
        let path = self.out.clone().unwrap_or_else(|| self.dir.join(REPORT));
        let _visit = self.out.is_none().then(|| ResultFolder::visit(&self.dir)).transpose()?;
        let live = self.live.then(|| LiveLaboratory::of(&manifest, &data)).transpose()?;
        write_report(&path, &data, live.as_ref(), super::overwrite(self.overwrite))?;
        print(&format!("{}\n", path.display()))?;
        if !self.quiet {
            note(&data);
        }
        Ok(DONE)
    }
}

/// What has just been run, and need not be made again from its manifest.
#[derive(Debug, Clone, Copy)]
pub enum Known<'a> {
    /// All of a study.
    Study(&'a Study),
    /// One run of this scenario.
    Run(&'a Arc<Scenario>),
}

/// Makes the page of a result that has just been written.
pub fn write_into(folder: &Path, manifest: &Manifest, known: Known<'_>) -> anyhow::Result<()> {
    let manifest = ResultManifest::of(manifest.clone(), folder)?;
    let question = ReportQuestion::of(folder, &manifest);
    let data = match (known, &manifest.record) {
        (Known::Study(study), ResultRecord::Study(_)) => question.of_study(study)?,
        (Known::Run(scenario), ResultRecord::Trace(trace)) => question.of_trace(scenario, trace)?,
        _ => question.answer()?,
    };
    write_report(&folder.join(REPORT), &data, None, super::Overwrite::Yes)?;
    Ok(())
}

/// Says what the page lacks.
fn note(data: &ReportData) {
    if !data.complete {
        tell("The run was stopped before its end; the page says so");
    }
    if !data.left_out.is_empty() {
        tell(&format!(
            "Runs that are not replayed: {}; the page says why",
            data.left_out.len()
        ));
    }
}
