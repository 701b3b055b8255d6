//! What every question on the command line shares: threads, Ctrl-C, progress, the folder, and how an answer is left and told.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use alliance_studies::experiment::{
    Control, Destination, Manifest, ResultFolder, RunTimes, TableDigests, quieten_failed_runs,
};
use alliance_studies::{Answer, Completion, Picture, Question, Unanswered};
use anyhow::Context as _;
use clap::Args;
use rayon::prelude::*;

use super::progress::Progress;
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// Pixels of a PNG per pixel of its chart.
const PNG_SCALE: f32 = 2.0;

/// What is made of an answer besides its tables.
#[derive(Debug, Clone, Copy, Args)]
pub struct Products {
    /// Write tables only
    #[arg(long)]
    pub no_charts: bool,
    /// Print the answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// One question, from its first run to its exit code.
pub struct Session<'a> {
    common: &'a Common,
    products: Products,
    control: Arc<Control>,
    pool: rayon::ThreadPool,
}

impl<'a> Session<'a> {
    /// Begins to listen for Ctrl-C, with as many threads as were asked for.
    pub fn begin(common: &'a Common, products: Products) -> anyhow::Result<Self> {
        let control = Arc::new(Control::default());
        stop_on_ctrl_c(Arc::clone(&control))?;
        quieten_failed_runs();
        Ok(Self {
            common,
            products,
            control,
            pool: super::pool(common.threads)?,
        })
    }

    /// Does something on the threads of the session.
    pub fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.pool.install(work)
    }

    /// Asks a question, leaves its answer in a folder, tells it, and says what the program ends with.
    ///
    /// Tables and manifest never depend on a chart: what could not be drawn is told last.
    pub fn answer<Q: Question + Sync>(&self, question: &Q) -> anyhow::Result<u8>
    where
        Q::Answer: Send + Sync,
    {
        let format = self.common.format.format()?;
        let folder = ResultFolder::take(self.common.folder(&format!("-{}", Q::NAME)), self.common.overwrite())?;
        let (began, clock) = (jiff::Timestamp::now(), Instant::now());
        let answer = match self.ask(question) {
            Err(stopped @ Unanswered::Stopped { .. }) => {
                tell(&stopped.to_string());
                return Ok(INTERRUPTED);
            }
            answer => answer?,
        };
        let tables = self.on_threads(|| answer.write_tables(Destination::Folder(&folder, format)))?;
        for (name, contents) in answer.files()? {
            folder.write(&name, contents)?;
        }
        let drawn = match self.products.no_charts {
            true => Ok(()),
            false => self.on_threads(|| draw(answer.pictures(), &folder)),
        };
        let times = RunTimes {
            started: began.to_string(),
            seconds: clock.elapsed().as_secs_f64(),
            threads: self.pool.current_num_threads(),
        };
        folder.write(
            "manifest.json",
            manifest::<Q>(&answer, &self.common.file, times, &tables)?,
        )?;
        let code = self.report(&answer, &folder)?;
        drawn.context("the tables are whole, but not all charts could be drawn")?;
        Ok(code)
    }

    fn ask<Q: Question + Sync>(&self, question: &Q) -> Result<Q::Answer, Unanswered>
    where
        Q::Answer: Send,
    {
        let _progress = self.progress(question.most_runs());
        self.on_threads(|| question.answer(&self.control))
    }

    fn progress(&self, runs: u64) -> Option<Progress> {
        (!self.common.quiet).then(|| Progress::show(Arc::clone(&self.control), runs))
    }

    fn report(&self, answer: &impl Answer, folder: &ResultFolder) -> anyhow::Result<u8> {
        let mut text = match self.products.json {
            true => serde_json::to_string_pretty(&answer.json()?)?,
            false => answer.words(),
        };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        print(&text)?;
        let has_charts = !self.products.no_charts;
        if let Some(hint) = answer.hint(has_charts) {
            tell(&hint);
        }
        if !self.common.quiet {
            let leaves = answer.leaves(has_charts);
            tell(&format!("\n{leaves} in {}", folder.path().display()));
        }
        Ok(ending(answer.completion()))
    }
}

/// Writes charts as SVG and PNG, on all threads: the PNG takes most of the time.
pub fn draw(pictures: Vec<Picture>, folder: &ResultFolder) -> anyhow::Result<()> {
    pictures.into_par_iter().try_for_each(|Picture { name, svg }| {
        let svg = svg?;
        folder.write(&format!("charts/{name}.svg"), &svg)?;
        folder.write(&format!("charts/{name}.png"), alliance_charts::png(&svg, PNG_SCALE)?)?;
        Ok(())
    })
}

fn manifest<Q: Question>(
    answer: &Q::Answer,
    file: &Path,
    times: RunTimes,
    tables: &TableDigests,
) -> anyhow::Result<String> {
    let made = Manifest::of_answer((Q::NAME, file), answer.asked()?, times, tables, answer.scenario())?;
    let complete = answer.completion().stopped.is_none();
    Ok(Manifest { complete, ..made }.to_json()?)
}

/// Tells what is missing, and what the program ends with.
fn ending(Completion { failed, stopped }: Completion) -> u8 {
    for missing in failed.iter().chain(&stopped) {
        tell(missing);
    }
    match (failed, stopped) {
        (_, Some(_)) => INTERRUPTED,
        (Some(_), None) => SOME_FAILED,
        (None, None) => DONE,
    }
}
