//! What every question on the command line shares: threads, Ctrl-C, progress, the folder, and how an answer is left and told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use alliance_dynamics::mechanisms::Dynamics;
use alliance_studies::experiment::{
    Control, Destination, Format, Kept, Manifest, Memory, Opening, ResultFolder, RunTimes, Store, StorePlan,
    StudySource, TableDigests, TrialsPlan, WantedProducts, quieten_failed_runs,
};
use alliance_studies::{Answer, Completion, Picture, Question, Unanswered};
use anyhow::Context as _;
use clap::Args;
use indicatif::HumanDuration;
use rayon::prelude::*;

use super::again;
use super::progress::Progress;
use super::{Common, DONE, INTERRUPTED, SOME_FAILED, print, stop_when_told, tell};

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
    /// Whether words and charts are another way of telling a result that may be there already.
    #[arg(skip)]
    pub is_told_anew: bool,
    /// Whether a page is made too.
    #[arg(skip)]
    pub has_report: bool,
}

impl Products {
    /// Files and folders without which an answer is not what is asked for.
    fn wanted(self, format: Format) -> WantedProducts {
        WantedProducts {
            format,
            charts: !self.no_charts,
            report: self.has_report,
        }
    }
}

/// One question, from its first run to its exit code.
pub struct Session<'a> {
    common: &'a Common,
    products: Products,
    control: Arc<Control>,
    pool: rayon::ThreadPool,
}

/// A folder in which a question is answered, and what was asked.
pub struct Workplace {
    pub folder: ResultFolder,
    plan: StorePlan,
    wording: Wording,
    is_kept: bool,
}

/// How something was asked: enough to ask it again.
pub struct Wording {
    /// The words of the command, without those that change no table.
    pub words: Vec<String>,
    /// The text of every file that they name beside the scenario.
    pub inputs: BTreeMap<String, String>,
    /// The scenario as it was written, and every file that it names.
    pub source: StudySource,
}

impl Wording {
    /// That of this command, about a scenario of this source.
    pub fn of_this_command(common: &Common, source: StudySource) -> Self {
        let words = lasting(std::env::args());
        Self {
            inputs: again::named_files(&words, common.scenario.path()),
            words,
            source,
        }
    }

    /// That of a question whose plan is made already.
    pub fn planned(plan: &TrialsPlan, source: &StudySource) -> Self {
        Self {
            words: plan.words.clone(),
            inputs: plan.inputs.clone(),
            source: source.clone(),
        }
    }

    /// What a store is for in which a question of this name is answered.
    pub fn plan(&self, question: &str) -> StorePlan {
        StorePlan::of_question(question, &self.words, &(&self.source, &self.inputs))
    }
}

/// Where runs are kept while a question is answered.
pub enum Keeping {
    /// In the folder of the answer.
    Runs,
    /// Nowhere.
    Nothing,
    /// They are all there already.
    Elsewhere(Kept),
}

impl<'a> Session<'a> {
    /// Begins to listen for Ctrl-C, with as many threads as were asked for.
    pub fn begin(common: &'a Common, products: Products) -> anyhow::Result<Self> {
        let mut control = Control::default();
        if !common.quiet {
            control = control.with_news(tell);
        }
        let control = Arc::new(control);
        stop_when_told(Arc::clone(&control))?;
        quieten_failed_runs();
        Ok(Self {
            common,
            products,
            control,
            pool: super::pool(common.threads, common.quiet)?,
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
        match self.open(question)? {
            Some(place) => self.leave(question, &place, |_, _| Ok(())),
            None => Ok(DONE),
        }
    }

    /// Takes the folder for the answer to a question, with what is finished of it; none where it is finished.
    pub fn open<Q: Question>(&self, question: &Q) -> anyhow::Result<Option<Workplace>> {
        let source = StudySource::of_scenario(question.scenario(), &self.common.scenario.given()?)?;
        let wording = Wording::of_this_command(self.common, source);
        self.open_for(&format!("-{}", Q::NAME), wording.plan(Q::NAME), wording, Keeping::Runs)
    }

    /// Does the same for a plan that is made already.
    pub fn open_for(
        &self,
        suffix: &str,
        plan: StorePlan,
        wording: Wording,
        keeping: Keeping,
    ) -> anyhow::Result<Option<Workplace>> {
        let path = self.common.folder(suffix);
        let (folder, store, mut kept, opened) = Store::open(path, &plan, self.common.overwrite())?;
        if opened == Opening::Finished {
            let wanted = self.products.wanted(self.common.format.format()?);
            if folder.lacks(wanted)?.is_none() && !self.products.is_told_anew {
                tell(&format!(
                    "{} is finished already; --overwrite makes it anew",
                    folder.path().display()
                ));
                return Ok(None);
            }
            folder.write_plan(&plan)?;
        }
        for damaged in kept.damaged() {
            tell(&format!(
                "{} is damaged; what it held is computed again",
                damaged.display()
            ));
        }
        self.tell_kept(&plan, &kept);
        let is_kept = !matches!(keeping, Keeping::Nothing);
        let keeper = match keeping {
            Keeping::Runs => Some(self.on_threads(|| store.keeper())?),
            Keeping::Nothing => None,
            Keeping::Elsewhere(there) => {
                kept.join(there);
                None
            }
        };
        if keeper.is_some() || kept.n_runs() > 0 {
            self.control.remember(Memory::new(kept, keeper).sparing());
        }
        Ok(Some(Workplace {
            folder,
            plan,
            wording,
            is_kept,
        }))
    }

    /// Says what an earlier process has finished.
    fn tell_kept(&self, plan: &StorePlan, kept: &Kept) {
        if self.common.quiet {
            return;
        }
        match &plan.study {
            Some(study) => {
                let runs: u64 = study.n_kept(kept).iter().sum();
                let bound = if study.is_open_ended() { "at most " } else { "" };
                if runs > 0 {
                    let again = match kept.n_to_live_again() {
                        0 => String::new(),
                        again => format!("; {again} of them took no time, and are lived again"),
                    };
                    tell(&format!(
                        "Going on: {runs} of {bound}{} runs are here already{again}",
                        study.n_runs()
                    ));
                }
            }
            None if kept.n_runs() > 0 => tell(&format!("Going on: {} runs are here already", kept.n_runs())),
            None => {}
        }
    }

    /// Answers a question into its folder, lets `page` make what is read beside it, and tells the answer.
    ///
    /// The manifest comes last, and says that all is there. Tables and manifest never depend on whether a chart can be drawn or a page
    /// be made: what could not be made is told last. What the system refuses to write leaves the answer unfinished.
    pub fn leave<Q: Question + Sync>(
        &self,
        question: &Q,
        place: &Workplace,
        page: impl FnOnce(&Q::Answer, &Manifest) -> anyhow::Result<()>,
    ) -> anyhow::Result<u8>
    where
        Q::Answer: Send + Sync,
    {
        let Workplace { folder, .. } = place;
        let to = Destination::Folder(folder, self.common.format.format()?);
        let began = Began::now();
        let asked = self.ask(question.most_runs(), |control| question.answer_into(to, control));
        self.control.settle()?;
        let (answer, tables) = match asked {
            Err(stopped @ (Unanswered::Stopped { .. } | Unanswered::Unchanged(_))) => {
                tell(&self.stopped(&stopped));
                return Ok(INTERRUPTED);
            }
            answer => answer?,
        };
        let took = began.clock.elapsed();
        for (name, contents) in answer.files()? {
            folder.write(&name, contents)?;
        }
        let drawn = self.draw(answer.pictures(), folder)?;
        let manifest = self.manifest::<Q>(&answer, &tables, &drawn.files, began, place)?;
        let text = manifest.to_json()?;
        let unfinished = Manifest {
            complete: false,
            ..manifest.clone()
        };
        folder.write("manifest.json", unfinished.to_json()?)?;
        answer.write_metadata(folder, (&manifest, &text), &jiff::Timestamp::now().to_string())?;
        let paged = unless_refused(page(&answer, &manifest))?;
        // What is kept of an answer that was stopped stays, for it is gone on with.
        match place.is_kept && !manifest.complete {
            true => folder.write("manifest.json", &text)?,
            false => folder.finish(&text)?,
        }
        let code = self.report(&answer, folder)?;
        self.tell_cost(&answer, took);
        drawn.all.context(NOT_DRAWN)?;
        paged.context("the tables are whole, but report.html could not be made")?;
        Ok(code)
    }

    /// What is said where the work was stopped before there was an answer.
    fn stopped(&self, stopped: &Unanswered) -> String {
        match (stopped, self.control.done()) {
            (Unanswered::Stopped { .. }, runs @ 1..) => format!(
                "{stopped}; {} kept, and the same command goes on from there",
                if runs == 1 {
                    "1 run is".to_owned()
                } else {
                    format!("{runs} runs are")
                }
            ),
            _ => stopped.to_string(),
        }
    }

    fn ask<T: Send>(
        &self,
        most_runs: u64,
        ask: impl FnOnce(&Control) -> Result<T, Unanswered> + Send,
    ) -> Result<T, Unanswered> {
        let _progress = self.progress(most_runs);
        self.on_threads(|| ask(&self.control))
    }

    /// Draws charts, where they are wanted: the first that could not be drawn is told, and the others are there.
    fn draw(&self, pictures: Vec<Picture>, folder: &ResultFolder) -> anyhow::Result<Drawn> {
        let pictures = if self.products.no_charts { Vec::new() } else { pictures };
        let files: Vec<String> = pictures.iter().flat_map(|picture| names_of(&picture.name)).collect();
        folder.announce_charts(&files)?;
        let (all, missing) = self.on_threads(|| draw(pictures, folder));
        let all = unless_refused(all)?;
        if !self.common.quiet {
            tell_missing(&missing);
        }
        Ok(Drawn { files, all })
    }

    fn manifest<Q: Question>(
        &self,
        answer: &Q::Answer,
        tables: &TableDigests,
        charts: &[String],
        began: Began,
        place: &Workplace,
    ) -> anyhow::Result<Manifest> {
        let times = began.until_now(self.pool.current_num_threads());
        let made_by = (Q::NAME, self.common.scenario.path());
        let Wording { words, inputs, source } = &place.wording;
        let there = |name: &&String| place.folder.path().join(name).exists();
        let settings = self.common.scenario.settings().into_iter();
        let manifest = Manifest {
            complete: answer.completion().stopped.is_none(),
            identity: place.plan.asked.clone(),
            charts: charts.iter().filter(there).cloned().collect(),
            inputs: inputs.clone(),
            arguments: words.clone(),
            settings: settings.map(|(_, setting)| setting).collect(),
            text: Some(source.text.clone()),
            files: Some(source.files.clone()),
            ..Manifest::of_answer(made_by, answer.asked()?, times, tables, answer.scenario())?
        };
        Ok(answer.in_manifest(manifest, &place.folder)?)
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

/// Writes charts as SVG and PNG, on all threads: the PNG takes most of the time. Also gives the letters that no font has.
fn draw(pictures: Vec<Picture>, folder: &ResultFolder) -> (anyhow::Result<()>, BTreeSet<char>) {
    let write = |picture| -> anyhow::Result<BTreeSet<char>> {
        let drawn = DrawnFiles::of(picture)?;
        for (name, contents) in drawn.files {
            folder.write(&name, contents)?;
        }
        Ok(drawn.missing)
    };
    let drawn: Vec<anyhow::Result<BTreeSet<char>>> = pictures.into_par_iter().map(write).collect();
    let missing = drawn.iter().flatten().flatten().copied().collect();
    (drawn.into_iter().try_for_each(|drawn| drawn.map(drop)), missing)
}

/// The files of a chart.
pub struct DrawnFiles {
    /// Names and contents of the SVG and the PNG.
    pub files: [(String, Vec<u8>); 2],
    /// Letters that the PNG lacks.
    pub missing: BTreeSet<char>,
}

impl DrawnFiles {
    /// Draws a chart.
    pub fn of(Picture { name, svg }: Picture) -> anyhow::Result<Self> {
        let svg = svg?;
        let png = alliance_charts::png(&svg, PNG_SCALE)?;
        let [svg_name, png_name] = names_of(&name);
        Ok(Self {
            files: [(svg_name, svg.into_bytes()), (png_name, png.bytes)],
            missing: png.missing,
        })
    }
}

/// Tells which letters are boxes in the PNGs, where there are any.
pub fn tell_missing(missing: &BTreeSet<char>) {
    /// So many are named.
    const NAMED: usize = 12;
    if missing.is_empty() {
        return;
    }
    let named: Vec<String> = missing.iter().take(NAMED).map(|letter| format!("`{letter}`")).collect();
    let more = if missing.len() > NAMED { ", …" } else { "" };
    let (letters, have, are, fonts) = match missing.len() {
        1 => ("letter", "has", "it is a box", "it"),
        _ => ("letters", "have", "they are boxes", "them"),
    };
    tell(&format!(
        "Note: {} {letters} ({}{more}) {have} no font on this machine: {are} in the PNG charts; the SVG charts have {fonts}",
        missing.len(),
        named.join(", "),
    ));
}

/// Adds the files of charts to others; the first that could not be drawn is told.
pub fn sheets(pictures: Vec<Picture>, pages: &mut Vec<(String, Vec<u8>)>) -> anyhow::Result<()> {
    let drawn: Vec<anyhow::Result<_>> = pictures.into_par_iter().map(DrawnFiles::of).collect();
    let (mut missing, mut told) = (BTreeSet::new(), Ok(()));
    for files in drawn {
        match files {
            Ok(drawn) => {
                pages.extend(drawn.files);
                missing.extend(drawn.missing);
            }
            Err(error) => told = told.and(Err(error)),
        }
    }
    tell_missing(&missing);
    told
}

fn names_of(chart: &str) -> [String; 2] {
    ["svg", "png"].map(|ending| format!("charts/{chart}.{ending}"))
}

/// What was drawn.
struct Drawn {
    /// The files that were to be there.
    files: Vec<String>,
    /// Whether they are.
    all: anyhow::Result<()>,
}

/// What could not be made, to be told later; what the system refused to write, at once.
fn unless_refused(made: anyhow::Result<()>) -> anyhow::Result<anyhow::Result<()>> {
    match made {
        Err(error) if error.chain().any(|cause| cause.is::<std::io::Error>()) => Err(error),
        made => Ok(made),
    }
}

/// The words of a command without the name of the program and those that change no table.
fn lasting(words: impl Iterator<Item = String>) -> Vec<String> {
    const ALONE: [&str; 6] = ["--overwrite", "--quiet", "-q", "--json", "--no-charts", "--no-report"];
    const WITH_VALUE: [&str; 5] = ["--out", "-o", "--threads", "--format", "--shards"];
    let mut lasting = Vec::new();
    let mut words = words.skip(1);
    while let Some(word) = words.next() {
        let option = word.split('=').next().unwrap_or_default();
        if WITH_VALUE.contains(&option) {
            if option == word {
                words.next();
            }
        } else if !ALONE.contains(&word.as_str()) {
            lasting.push(word);
        }
    }
    lasting
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
