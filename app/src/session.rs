//! What every question on the command line shares: threads, Ctrl-C, progress, the folder, and how an answer is left and told.

use std::sync::Arc;
use std::time::{Duration, Instant};

use alliance_dynamics::mechanisms::Dynamics;
use alliance_studies::experiment::{
    Control, Destination, Manifest, ResultFolder, RunTimes, TableDigests, quieten_failed_runs,
};
use alliance_studies::{Answer, Completion, Picture, Question, Unanswered};
use anyhow::Context as _;
use clap::Args;
use indicatif::HumanDuration;
use rayon::prelude::*;

use super::progress::Progress;
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_on_ctrl_c, tell};

/// Pixels of a PNG per pixel of its chart.
const PNG_SCALE: f32 = 2.0;
/// Who waited for so long is told what more would cost.
const LONG: Duration = Duration::from_secs(1);

/// What is told last where charts are missing.
pub const NOT_DRAWN: &str = "the tables are whole, but not all charts could be drawn";

/// What is made of an answer besides its tables.
#[derive(Debug, Clone, Copy, Default, Args)]
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
        let mut control = Control::default();
        if !common.quiet {
            control = control.with_news(tell);
        }
        let control = Arc::new(control);
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
    pub fn answer<Q: Question + Sync>(&self, question: &Q) -> anyhow::Result<u8>
    where
        Q::Answer: Send + Sync,
    {
        let folder = self.folder::<Q>()?;
        let ask = |to: Destination<'_>, control: &Control| question.answer_into(to, control);
        self.leave::<Q>(&folder, question.most_runs(), ask, |_| Ok(()))?.code()
    }

    /// Takes the folder for the answer to a question.
    pub fn folder<Q: Question>(&self) -> anyhow::Result<ResultFolder> {
        let path = self.common.folder(&format!("-{}", Q::NAME));
        Ok(ResultFolder::take(path, self.common.overwrite())?)
    }

    /// Leaves the answer that `ask` finds in a folder, lets `page` make what is read beside it, and tells it.
    ///
    /// Tables and manifest never depend on a chart or a page: what could not be made is told last.
    pub fn leave<Q: Question>(
        &self,
        folder: &ResultFolder,
        most_runs: u64,
        ask: impl FnOnce(Destination<'_>, &Control) -> Result<(Q::Answer, TableDigests), Unanswered> + Send,
        page: impl FnOnce(&Q::Answer) -> anyhow::Result<()>,
    ) -> anyhow::Result<Left>
    where
        Q::Answer: Send + Sync,
    {
        let to = Destination::Folder(folder, self.common.format.format()?);
        let began = Began::now();
        let (answer, tables) = match self.ask(most_runs, |control| ask(to, control)) {
            Err(stopped @ Unanswered::Stopped { .. }) => {
                tell(&stopped.to_string());
                return Ok(Left::nothing());
            }
            answer => answer?,
        };
        let took = began.clock.elapsed();
        for (name, contents) in answer.files()? {
            folder.write(&name, contents)?;
        }
        let drawn = match self.products.no_charts {
            true => Ok(()),
            false => self.on_threads(|| draw(answer.pictures(), folder)),
        };
        self.write_manifest::<Q>(&answer, &tables, began, folder)?;
        let paged = page(&answer);
        let code = self.report(&answer, folder)?;
        self.tell_cost(&answer, took);
        Ok(Left {
            is_whole: answer.completion().stopped.is_none(),
            code,
            drawn,
            paged,
        })
    }

    fn ask<T: Send>(
        &self,
        most_runs: u64,
        ask: impl FnOnce(&Control) -> Result<T, Unanswered> + Send,
    ) -> Result<T, Unanswered> {
        let _progress = self.progress(most_runs);
        self.on_threads(|| ask(&self.control))
    }

    fn write_manifest<Q: Question>(
        &self,
        answer: &Q::Answer,
        tables: &TableDigests,
        began: Began,
        folder: &ResultFolder,
    ) -> anyhow::Result<()> {
        let times = began.until_now(self.pool.current_num_threads());
        let made_by = (Q::NAME, self.common.file.as_path());
        let manifest = Manifest {
            complete: answer.completion().stopped.is_none(),
            ..Manifest::of_answer(made_by, answer.asked()?, times, tables, answer.scenario())?
        };
        let manifest = answer.in_manifest(manifest, folder)?;
        folder.write("manifest.json", manifest.to_json()?)?;
        Ok(answer.write_metadata(folder, &manifest, &jiff::Timestamp::now().to_string())?)
    }

    fn progress(&self, runs: u64) -> Option<Progress> {
        (!self.common.quiet && runs > 1).then(|| Progress::show(Arc::clone(&self.control), runs))
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
        if !self.common.quiet {
            tell(&answer.place(folder.path(), has_charts));
            answer.notes(has_charts).iter().for_each(|note| tell(note));
            if answer.scenario().dynamics == Dynamics::MeanField {
                tell(&format!("Note: {}", Dynamics::NO_AVERAGE));
            }
        }
        Ok(ending(answer.completion()))
    }

    /// Tells what a better answer would cost, where this one took long and is whole.
    fn tell_cost(&self, answer: &impl Answer, took: Duration) {
        let is_whole = answer.completion().stopped.is_none();
        if let (Some(gain), true) = (answer.fourfold(), is_whole && took >= LONG && !self.common.quiet) {
            let (this, more) = (HumanDuration(took), HumanDuration(4 * took));
            tell(&format!(
                "This took {this}; four times as much, for {gain}, would take about {more}"
            ));
        }
    }
}

/// Writes charts as SVG and PNG, on all threads: the PNG takes most of the time.
pub fn draw(pictures: Vec<Picture>, folder: &ResultFolder) -> anyhow::Result<()> {
    pictures.into_par_iter().try_for_each(|picture| {
        for (name, contents) in files_of(picture)? {
            folder.write(&name, contents)?;
        }
        Ok(())
    })
}

/// The files of a chart.
pub fn files_of(Picture { name, svg }: Picture) -> anyhow::Result<[(String, Vec<u8>); 2]> {
    let svg = svg?;
    let png = alliance_charts::png(&svg, PNG_SCALE)?;
    let file = |ending| format!("charts/{name}.{ending}");
    Ok([(file("svg"), svg.into_bytes()), (file("png"), png)])
}

/// When a question was asked.
struct Began {
    at: jiff::Timestamp,
    clock: Instant,
}

impl Began {
    fn now() -> Self {
        Self {
            at: jiff::Timestamp::now(),
            clock: Instant::now(),
        }
    }

    fn until_now(self, threads: usize) -> RunTimes {
        RunTimes {
            started: self.at.to_string(),
            seconds: self.clock.elapsed().as_secs_f64(),
            threads,
        }
    }
}

/// How an answer was left.
pub struct Left {
    /// Whether everything that was asked for was done.
    pub is_whole: bool,
    code: u8,
    drawn: anyhow::Result<()>,
    paged: anyhow::Result<()>,
}

impl Left {
    /// The work was stopped before there was an answer.
    fn nothing() -> Self {
        Self {
            is_whole: false,
            code: INTERRUPTED,
            drawn: Ok(()),
            paged: Ok(()),
        }
    }

    /// What the program ends with.
    pub fn code(self) -> anyhow::Result<u8> {
        self.drawn.context(NOT_DRAWN)?;
        self.paged
            .context("the tables are whole, but report.html could not be made")?;
        Ok(self.code)
    }
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
