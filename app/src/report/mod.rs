//! `alliance report`, and the page that `run` and `trace` make at their end.

mod again;
mod file;
mod recorded;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alliance_dynamics::scenario::{Scenario, Study};
use alliance_page::report::Language;
use alliance_page::report::interactive::{Asked, ReportData, ScenarioText, TracedRun, of_study, of_trace, page};
use clap::Args;

use super::lang::LanguageArg;
use super::{DONE, print, tell};
use recorded::{Recorded, TraceRecord};

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

/// How a report is wanted.
#[derive(Debug, Clone, Copy, Default)]
struct Wishes {
    replication: Option<u64>,
    language: Option<Language>,
}

impl Report {
    /// Makes the page and says where it is.
    pub fn run(self) -> anyhow::Result<u8> {
        let recorded = Recorded::read(&self.dir)?;
        let wishes = Wishes {
            replication: self.replication,
            language: self.lang.map(Language::from),
        };
        let data = data(&self.dir, &recorded, None, wishes)?;
        let path = self.out.clone().unwrap_or_else(|| self.dir.join(file::NAME));
        file::write(
            &path,
            &page(&data)?,
            &data.made.digest,
            super::overwrite(self.overwrite),
        )?;
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
    let recorded = Recorded::read(folder)?;
    let data = data(folder, &recorded, Some(known), Wishes::default())?;
    let path = folder.join(file::NAME);
    file::write(&path, &page(&data)?, &data.made.digest, super::Overwrite::Yes)?;
    Ok(())
}

fn data(dir: &Path, recorded: &Recorded, known: Option<Known<'_>>, wishes: Wishes) -> anyhow::Result<ReportData> {
    let asked = asked(dir, recorded, wishes)?;
    if let Some(trace) = &recorded.trace {
        anyhow::ensure!(
            wishes.replication.is_none(),
            "{} holds the trace of one run; --replication is for the result of `alliance run`",
            dir.display()
        );
        let scenario = match known {
            Some(Known::Run(scenario)) => Arc::clone(scenario),
            _ => Arc::new(recorded.scenario_alone()?),
        };
        let TraceRecord { run, run_seed, .. } = trace;
        let run = TracedRun {
            called: run.clone(),
            outcome: trace.outcome,
            months: trace.months,
        };
        return Ok(of_trace(&scenario, *run_seed, run, asked)?);
    }
    match known {
        Some(Known::Study(study)) => Ok(of_study(dir, study, asked)?),
        _ => Ok(of_study(dir, &recorded.study()?, asked)?),
    }
}

fn asked(dir: &Path, recorded: &Recorded, wishes: Wishes) -> anyhow::Result<Asked> {
    let original = recorded.original_text(dir);
    let is_original = original.is_some();
    Ok(Asked {
        replication: wishes.replication,
        language: wishes.language.map(Language::code),
        complete: recorded.complete,
        scenario: ScenarioText {
            toml: match original {
                Some(text) => text,
                None => recorded.resolved_text()?,
            },
            is_original,
            files: recorded.files.keys().cloned().collect(),
        },
        made: recorded.made(),
        again: again::commands(dir, recorded),
    })
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
