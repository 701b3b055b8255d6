//! `alliance report`, and the page that `run` and `trace` make at their end.

mod again;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alliance_dynamics::scenario::{Scenario, Study};
use alliance_page::language::Language;
use alliance_page::report::{REPORT, ReportData, ReportQuestion, ResultManifest, write_report};
use alliance_studies::experiment::remake;
use anyhow::{Context as _, ensure};
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
            ..question(&self.dir, &manifest)
        };
        let data = data(&question)?;
        let path = self.out.clone().unwrap_or_else(|| self.dir.join(REPORT));
        write_report(&path, &data, super::overwrite(self.overwrite))?;
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
pub fn write_into(folder: &Path, known: Known<'_>) -> anyhow::Result<()> {
    let manifest = ResultManifest::read(folder)?;
    let question = question(folder, &manifest);
    let data = match (known, &manifest.trace) {
        (Known::Study(study), _) => question.of_study(study)?,
        (Known::Run(scenario), Some(trace)) => question.of_trace(scenario, trace)?,
        (Known::Run(_), None) => data(&question)?,
    };
    write_report(&folder.join(REPORT), &data, super::Overwrite::Yes)?;
    Ok(())
}

fn question<'a>(folder: &'a Path, manifest: &'a ResultManifest) -> ReportQuestion<'a> {
    ReportQuestion {
        again: again::commands(folder, manifest),
        ..ReportQuestion::of(folder, manifest)
    }
}

/// The report of a result that is made again from its manifest.
fn data(question: &ReportQuestion<'_>) -> anyhow::Result<ReportData> {
    const MADE_AGAIN: &str = "the scenario cannot be made again from manifest.json";
    let manifest = question.manifest;
    let Some(trace) = &manifest.trace else {
        let made_of = (&manifest.scenario, &manifest.files);
        let study = remake::study_again(made_of, manifest.seed, manifest.runs_per_cell, &manifest.points);
        return Ok(question.of_study(&study.context(MADE_AGAIN)?)?);
    };
    ensure!(
        question.replication.is_none(),
        "{} holds the trace of one run; --replication is for the result of `alliance run`",
        question.folder.display()
    );
    let study = remake::study(&manifest.scenario_alone(), &manifest.files).context(MADE_AGAIN)?;
    Ok(question.of_trace(&Arc::new(study.into_base()), trace)?)
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
