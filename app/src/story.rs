//! `alliance story`

use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::alliance::Goal;
use alliance_page::language::Language;
use alliance_page::story::{StoryAnswer, StoryError, StoryQuestion};
use alliance_studies::experiment::{Control, Digest, Format, ResultFolder, RunTimes};
use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::goal::GoalArg;
use super::lang::LanguageArg;
use super::made::Made;
use super::one_run::{FoundRun, OneRun};
use super::progress::Progress;
use super::tables::Tables;
use super::{Common, DONE, INTERRUPTED, print, stop_on_ctrl_c, tell};

/// Tell one run as a story.
#[derive(Debug, Args)]
pub struct Story {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    which: OneRun,
    /// The language it is told in
    #[arg(long, value_enum, default_value_t = LanguageArg::En)]
    lang: LanguageArg,
    /// What is hoped for
    #[arg(long, value_enum, default_value_t = GoalArg::Survival)]
    goal: GoalArg,
    /// Futures that every month and every act is judged by
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(10..=100_000))]
    futures: u32,
}

/// What the manifest says of the question.
#[derive(Debug, Serialize)]
struct Asked<'a> {
    run: &'a str,
    run_seed: u64,
    language: &'static str,
    goal: &'static str,
    futures: u32,
}

impl Story {
    /// Lives the run, explains it, and tells it.
    pub fn run(self) -> anyhow::Result<u8> {
        let run = self.which.find(&self.common)?;
        if self.common.format.format()? != Format::Csv {
            bail!("a story refers to the rows of CSV tables; leave out --format");
        }
        let folder = ResultFolder::take(self.common.folder("-story"), self.common.overwrite())?;
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        let pool = super::pool(self.common.threads)?;
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let question = self.question(&run);
        let answer = match pool.install(|| self.answer(&question, &control)) {
            Err(StoryError::Stopped) => {
                tell("Stopped before the run was explained: nothing is written");
                return Ok(INTERRUPTED);
            }
            answered => answered?,
        };
        let tables = write(&answer, &run.called, &folder)?;
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let asked = asked(&question, &run);
        let made = ("story", self.common.file.as_path());
        let manifest = Made::of(made, asked, times, &tables, run.scenario.resolved());
        folder.write("manifest.json", manifest.to_json()?)?;
        print(&answer.story.in_short())?;
        if !self.common.quiet {
            let page = folder.path().join("story.html");
            tell(&format!("\n{}, in {}", run.called, page.display()));
        }
        Ok(DONE)
    }

    fn question(&self, run: &FoundRun) -> StoryQuestion {
        StoryQuestion {
            goal: Goal::from(self.goal),
            futures: self.futures,
            language: Language::from(self.lang),
            ..StoryQuestion::of(Arc::clone(&run.scenario), run.seed)
        }
    }

    fn answer(&self, question: &StoryQuestion, control: &Arc<Control>) -> Result<StoryAnswer, StoryError> {
        let world = question.live();
        let runs = question.work(&world);
        let _progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), runs));
        question.tell(&world, control)
    }
}

fn asked<'a>(question: &StoryQuestion, run: &'a FoundRun) -> Asked<'a> {
    Asked {
        run: &run.called,
        run_seed: run.seed,
        language: question.language.code(),
        goal: question.goal.name(),
        futures: question.futures,
    }
}

/// Writes the tables, the page, and the same as plain text.
fn write(answer: &StoryAnswer, called: &str, folder: &ResultFolder) -> anyhow::Result<Tables> {
    for (name, text) in &answer.tables {
        folder.write(name, text)?;
    }
    folder.write("outcome.json", &answer.outcome)?;
    folder.write("story.html", answer.story.page(called)?)?;
    folder.write("story.md", answer.story.text())?;
    let tables = answer.tables.iter();
    Ok(tables.map(|(name, text)| (*name, Digest::of_bytes(text))).collect())
}
