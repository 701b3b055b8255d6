//! `alliance story`

use std::sync::Arc;
use std::time::Instant;

use alliance_dynamics::alliance::Goal;
use alliance_dynamics::simulation::Simulation;
use alliance_page::report::{Language, Record, RecordTable, Story as Told, write_facts, write_sentences};
use alliance_studies::causes::{Depth, Explanation, explain, work, write_causes, write_prospects};
use alliance_studies::experiment::{
    Control, Detail, Digest, Format, LivedRun, ResultFolder, RunTimes, SingleRun, Trace,
};
use anyhow::{Context as _, bail};
use clap::Args;
use serde::Serialize;

use super::goal::GoalArg;
use super::lang::LanguageArg;
use super::made::Made;
use super::one_run::OneRun;
use super::progress::Progress;
use super::tables::{Tables, Target};
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
struct Question<'a> {
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
        let Some(explanation) = pool.install(|| self.explain(&run, &control)) else {
            tell("Stopped before the run was explained: nothing is written");
            return Ok(INTERRUPTED);
        };
        let mut tables = self.write_record(&run, &explanation, &folder)?;
        let record = Record::read(folder.path())?;
        let story = Told::of(&record, &run.scenario, self.goal.into(), self.language());
        tables.extend(write_story(&story, &run, &folder)?);
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: pool.current_num_threads(),
        };
        let question = self.question(&run);
        let manifest = Made::of(
            ("story", &self.common.file),
            question,
            times,
            &tables,
            run.scenario.resolved(),
        );
        folder.write("manifest.json", manifest.to_json()?)?;
        print(&story.in_short())?;
        if !self.common.quiet {
            tell(&format!(
                "\n{}, in {}",
                run.called,
                folder.path().join("story.html").display()
            ));
        }
        Ok(DONE)
    }

    fn question<'a>(&self, run: &'a SingleRun) -> Question<'a> {
        Question {
            run: &run.called,
            run_seed: run.seed,
            language: self.language().code(),
            goal: Goal::from(self.goal).name(),
            futures: self.futures,
        }
    }

    fn language(&self) -> Language {
        self.lang.into()
    }

    fn explain(&self, run: &SingleRun, control: &Arc<Control>) -> Option<Explanation> {
        let world = LivedRun::live(Arc::clone(&run.scenario), run.seed);
        let depth = Depth { futures: self.futures };
        let runs = work(&world, depth);
        let _progress = (!self.common.quiet).then(|| Progress::show(Arc::clone(control), runs));
        explain(&world, self.goal.into(), depth, control)
    }

    /// Writes the tables that the story is told from.
    fn write_record(
        &self,
        run: &SingleRun,
        explanation: &Explanation,
        folder: &ResultFolder,
    ) -> anyhow::Result<Tables> {
        let (scenario, facts, target) = (&run.scenario, &run.facts, Target::Folder(folder, Format::Csv));
        let mut tracer = Trace::begin(scenario, folder, Detail::Member, Format::Csv)?;
        let ending = Simulation::new(Arc::clone(scenario)).run(run.seed, &mut tracer);
        target.write("causes.csv", facts, |file| {
            write_causes(Format::Csv, file, scenario, explanation)
        })?;
        target.write("chances.csv", facts, |file| {
            write_prospects(Format::Csv, file, &explanation.prospects)
        })?;
        tracer.finish(&ending, run.seed, facts)?;
        let digest = |table: RecordTable| {
            let path = folder.path().join(table.file());
            let digest = Digest::of_file(&path).with_context(|| format!("{} cannot be read back", path.display()));
            Ok((table.file(), digest?))
        };
        RecordTable::ALL.into_iter().map(digest).collect()
    }
}

/// Writes the page, the same as plain text, and where every sentence comes from.
fn write_story(story: &Told, run: &SingleRun, folder: &ResultFolder) -> anyhow::Result<Tables> {
    let target = Target::Folder(folder, Format::Csv);
    folder.write("story.html", story.page(&run.called)?)?;
    folder.write("story.md", story.text())?;
    Ok(vec![
        target.write("sentences.csv", &run.facts, |file| {
            write_sentences(Format::Csv, file, story)
        })?,
        target.write("facts.csv", &run.facts, |file| write_facts(Format::Csv, file, story))?,
    ])
}
