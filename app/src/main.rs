//! The program `alliance`: one file a subcommand.

mod again;
mod asked;
mod blocs;
mod calibrate;
mod check;
mod compare;
mod discover;
mod emit;
mod explain;
mod explore;
mod figures;
mod format;
mod found;
mod goal;
mod lang;
mod loops;
mod merge;
mod new;
mod one_run;
mod page;
mod plan;
mod progress;
mod replications;
mod report;
mod reproduce;
mod rescue;
mod robust;
mod run;
mod scenario_argument;
mod schema;
mod sensitivity;
mod series;
mod session;
mod status;
mod story;
mod tip;
mod trace;
mod work;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use alliance_dynamics::scenario::{InputError, ScenarioError};
use alliance_prose::printable;
use alliance_studies::experiment::{Control, Overwrite, PlaceError};
use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};

use format::FormatArg;
use scenario_argument::ScenarioArgument;

/// Everything was done.
const DONE: u8 = 0;
/// Some runs failed.
const SOME_FAILED: u8 = 1;
/// The input was wrong, or results could not be written.
const BAD_INPUT: u8 = 2;
/// More threads than so many a core wait for one another, and each costs memory.
const THREADS_PER_CORE: usize = 4;
/// Stopped by Ctrl-C; what was finished is kept.
const INTERRUPTED: u8 = 130;
/// Those who end programs often say so twice: to the program, and to all that it began.
const SAME_REQUEST: Duration = Duration::from_secs(1);

/// Simulates alliances of organisations: trust, home fronts and gossip, and how the alliance lives or falls apart.
#[derive(Debug, Parser)]
#[command(name = "alliance", version, about, long_about = None, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Explore alliances on a page in your browser, served by this program to this machine alone
    Explore(explore::Explore),
    /// Write the page of explore as one file that opens in any browser, needs neither network nor program, and can be mailed
    Page(page::Page),
    /// Run every arm × design point × replication of a scenario: tables, charts, verdict
    Run(run::Run),
    /// Run one alliance in full: every month, every member, every tie, and what happened
    Trace(trace::TraceRun),
    /// Tell one run as a story, in English or Dutch, with the row that every sentence rests on
    Story(story::Story),
    /// Say whether arms help: hold them against the base, world by world, in a folder that `run` made
    Compare(compare::Compare),
    /// Say where alliances thrive, or meet another fate: boxes of the keys that vary, in a folder that `run` made (PRIM)
    Discover(discover::Discover),
    /// Put a result of run or trace on one page that answers to the mouse, needs no network, and can be mailed and printed
    Report(report::Report),
    /// Make figures for a paper of the charts of a result: PDF, so wide, in greys if wanted, with their data
    Figures(figures::Figures),
    /// Say what one run hung on: every act taken out alone, and the same world lived again
    Explain(explain::Explain),
    /// Find a tipping point: the value of a key at which half of all alliances fail, or meet another fate
    Tip(tip::Tip),
    /// Find the cheapest help that would have saved the alliance, and what help costs when it comes later
    Rescue(rescue::Rescue),
    /// Fit keys to a target survival curve: what is known of them, and how near the model comes
    Calibrate(calibrate::Calibrate),
    /// Say which keys matter: vary all that have a range at once, and share the differences out among them
    Sensitivity(sensitivity::Sensitivity),
    /// Say whether a conclusion holds under many other plausible models, where it does not, and which assumption carries it
    Robust(robust::Robust),
    /// Measure the feedback loops: how strong each is in every month, when the circle is closed, and what would open it
    Loops(loops::Loops),
    /// Say what is in a folder of results or shards, and what is missing
    Status(status::Status),
    /// Cut a study into shards, for many processes on many hosts
    Plan(plan::PlanShards),
    /// Do one shard of a plan; twice does no harm
    Work(work::WorkShard),
    /// Make the result of a plan when all its shards are done, with the bytes that one process makes
    Merge(merge::Merge),
    /// Write a script that does the shards of a plan: for Slurm, or for GNU parallel
    Emit(emit::Emit),
    /// Run a finished study again from its manifest, and say whether the tables are the same
    Reproduce(reproduce::Reproduce),
    /// Say whether a scenario is valid, and what it would run
    Check(check::Check),
    /// Write a commented scenario to start from
    New(new::New),
    /// Print the JSON Schema of scenario files, for editors
    Schema,
    /// Find the blocs of a signed network of your own
    Blocs(blocs::Blocs),
}

/// Options that commands with a scenario file share.
#[derive(Debug, Args)]
struct Common {
    #[command(flatten)]
    scenario: ScenarioArgument,
    /// Threads that share the work [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// How tables are written
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = FormatArg::Csv)]
    format: FormatArg,
    /// Folder for the results [default: output/ and the name of the file, with -trace and the like for other commands than run]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace results that are there already
    #[arg(long)]
    overwrite: bool,
    /// Say nothing but the verdict
    #[arg(long, short)]
    quiet: bool,
}

impl Common {
    /// The folder for the results.
    fn folder(&self, suffix: &str) -> PathBuf {
        results_folder(self.out.as_ref(), &self.scenario, suffix)
    }

    fn overwrite(&self) -> Overwrite {
        overwrite(self.overwrite)
    }
}

impl Cli {
    /// Does what was asked for.
    fn run(self) -> ExitCode {
        let done = match self.command {
            Command::Explore(explore) => explore.run(),
            Command::Page(page) => page.run(),
            Command::Run(run) => run.run(),
            Command::Trace(trace) => trace.run(),
            Command::Story(story) => story.run(),
            Command::Compare(compare) => compare.run(),
            Command::Discover(discover) => discover.run(),
            Command::Report(report) => report.run(),
            Command::Figures(figures) => figures.run(),
            Command::Explain(explain) => explain.run(),
            Command::Sensitivity(sensitivity) => sensitivity.run(),
            Command::Robust(robust) => robust.run(),
            Command::Calibrate(calibrate) => calibrate.run(),
            Command::Tip(tip) => tip.run(),
            Command::Rescue(rescue) => rescue.run(),
            Command::Loops(loops) => loops.run(),
            Command::Status(status) => status.run(),
            Command::Plan(plan) => plan.run(),
            Command::Work(work) => work.run(),
            Command::Merge(merge) => merge.run(),
            Command::Emit(emit) => emit.run(),
            Command::Reproduce(reproduce) => reproduce.run(),
            Command::Check(check) => check.run(),
            Command::New(new) => new.run(),
            Command::Schema => schema::run(),
            Command::Blocs(blocs) => blocs.run(),
        };
        done.unwrap_or_else(|error| {
            explain(&error);
            BAD_INPUT
        })
        .into()
    }
}

fn main() -> ExitCode {
    Cli::parse().run()
}

/// Where the results of a scenario go: where it was said, or else a folder that is called by its file.
fn results_folder(out: Option<&PathBuf>, scenario: &ScenarioArgument, suffix: &str) -> PathBuf {
    let by_name = || Path::new("output").join(format!("{}{suffix}", scenario.stem()));
    out.cloned().unwrap_or_else(by_name)
}

fn overwrite(is_asked_for: bool) -> Overwrite {
    if is_asked_for { Overwrite::Yes } else { Overwrite::No }
}

/// Writes an error as it is meant to be read; with colour where someone is looking.
fn explain(error: &anyhow::Error) {
    let place = error.chain().find_map(|cause| cause.downcast_ref::<PlaceError>());
    let scenario = error.chain().find_map(|cause| cause.downcast_ref::<ScenarioError>());
    if let Some(place) = place {
        tell(&format!("error: {place}"));
    }
    match scenario {
        Some(ScenarioError::Problems(problems) | ScenarioError::Input(InputError::Problems(problems))) => {
            drop(writeln!(anstream::stderr(), "{}", problems.coloured()));
        }
        _ => tell(&format!("error: {}", in_a_line(error))),
    }
}

/// An error with what caused it; what an error only passes on is said once.
fn in_a_line(error: &anyhow::Error) -> String {
    let mut said: Vec<String> = error.chain().map(ToString::to_string).collect();
    said.dedup();
    said.join(": ")
}

/// Writes a result to standard output, with nothing in it that steers a terminal. Nobody listening any more is no error.
fn print(text: &str) -> anyhow::Result<()> {
    match std::io::stdout()
        .write_all(printable(text).as_bytes())
        .and_then(|()| std::io::stdout().flush())
    {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

/// Writes a line to standard error, where it is no error either if nobody listens; nothing in it steers the terminal.
fn tell(line: &str) {
    drop(writeln!(anstream::stderr(), "{}", printable(line)));
}

/// The first Ctrl-C, or a request to end (SIGTERM), lets runs that have begun end; the second ends the program.
fn stop_when_told(control: Arc<Control>) -> anyhow::Result<()> {
    let mut told = None::<Instant>;
    ctrlc::set_handler(move || {
        match told {
            Some(first) if first.elapsed() > SAME_REQUEST => std::process::exit(i32::from(INTERRUPTED)),
            Some(_) => return,
            None => told = Some(Instant::now()),
        }
        control.stop();
        tell("\nStopping: finishing the runs that have begun (Ctrl-C again to give up)");
    })
    .context("Ctrl-C cannot be listened for")
}

/// Whether someone is looking at what goes to standard error.
fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// So many threads; as many as there are cores where it is not said.
fn pool(threads: Option<u16>, quiet: bool) -> anyhow::Result<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads_of(threads, quiet));
    Ok(pool.build()?)
}

/// As many threads as were asked for, and no more than this machine can make anything of, which is said; 0 is as many as there are cores.
fn threads_of(asked: Option<u16>, quiet: bool) -> usize {
    let Some(asked) = asked.map(usize::from) else {
        return 0;
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let most = THREADS_PER_CORE * cores;
    if asked > most && !quiet {
        tell(&format!("--threads {asked}: this machine has {cores}; {most} are used"));
    }
    asked.min(most)
}
