//! `alliance emit`: scripts that do the shards of a planned study.

mod script;

use std::path::PathBuf;

use alliance_studies::experiment::{ShardState, Shards, spans};
use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand};

use super::{DONE, tell};
pub use script::quoted;
use script::{Script, quoted_path};

/// The largest number of a job in an array where Slurm is left as it comes.
const LARGEST_IN_ARRAY: u32 = 1000;

/// Write a script that does the shards of a planned study.
#[derive(Debug, Args)]
pub struct Emit {
    #[command(subcommand)]
    engine: Engine,
}

#[derive(Debug, Subcommand)]
enum Engine {
    /// A job array for Slurm, and a job that merges when it has ended
    Slurm(Slurm),
    /// GNU parallel on this host, and then the merge
    Parallel(Parallel),
}

/// Options that all scripts share.
#[derive(Debug, Args)]
struct Common {
    /// The folder that `plan` made
    folder: PathBuf,
    /// File to write, which must not be there [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// All shards, and not only those that are not done
    #[arg(long)]
    all: bool,
    /// Shards that are worked on at once [default: as many as the engine allows]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    at_once: Option<u32>,
    /// Cores, and threads, of each shard
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1024))]
    cpus: u16,
    /// The program, as the hosts that do the work name it [default: the path of this one]
    #[arg(long, value_name = "PATH")]
    program: Option<String>,
}

#[derive(Debug, Args)]
struct Slurm {
    #[command(flatten)]
    common: Common,
    /// Time limit of each job, as Slurm writes it; a shard that needs more goes on when it is submitted again
    #[arg(long, value_name = "TIME", default_value = "01:00:00")]
    time: String,
    /// Partition to submit to [default: that of the cluster]
    #[arg(long, value_name = "NAME")]
    partition: Option<String>,
}

#[derive(Debug, Args)]
struct Parallel {
    #[command(flatten)]
    common: Common,
}

impl Emit {
    /// Writes the script.
    pub fn run(self) -> anyhow::Result<u8> {
        match self.engine {
            Engine::Slurm(slurm) => slurm.run(),
            Engine::Parallel(Parallel { common }) => common.parallel(),
        }
    }
}

impl Slurm {
    fn run(self) -> anyhow::Result<u8> {
        let shards = self.common.shards()?;
        if let Some(last) = shards.last().filter(|last| **last > LARGEST_IN_ARRAY) {
            tell(&format!(
                "Shard {last}: most clusters number the jobs of an array up to {LARGEST_IN_ARRAY} only (MaxArraySize); plan fewer \
                 shards if yours refuses"
            ));
        }
        let limit = self.common.at_once.map(|at_once| format!("%{at_once}"));
        let mut options = vec![
            "--job-name=alliance".to_owned(),
            format!("--time={}", quoted(&self.time)?),
            format!("--cpus-per-task={}", self.common.cpus),
            format!("--chdir={}", quoted_path(&self.common.folder.join("shards"))?),
        ];
        if let Some(partition) = &self.partition {
            options.push(format!("--partition={}", quoted(partition)?));
        }
        let script = self.common.script(include_str!("slurm.sh"))?;
        script
            .with("SHARDS", &(spans(&shards).join(",") + &limit.unwrap_or_default()))
            .with("OPTIONS", &options.join(" "))
            .write(self.common.out.as_deref())?;
        Ok(DONE)
    }
}

impl Common {
    fn parallel(&self) -> anyhow::Result<u8> {
        let braced = |span: String| match span.split_once('-') {
            Some((first, last)) => format!("{{{first}..{last}}}"),
            None => span,
        };
        let shards: Vec<_> = spans(&self.shards()?).into_iter().map(braced).collect();
        let jobs = self.at_once.map_or("100%".to_owned(), |at_once| at_once.to_string());
        let script = self.script(include_str!("parallel.sh"))?;
        script
            .with("SHARDS", &shards.join(" "))
            .with("JOBS", &jobs)
            .write(self.out.as_deref())?;
        Ok(DONE)
    }

    /// The numbers of the shards that the script is for.
    fn shards(&self) -> anyhow::Result<Vec<u32>> {
        let shards = Shards::open(&self.folder)?;
        if self.all {
            return Ok((0..shards.planned().n_shards).collect());
        }
        let states = (0..).zip(shards.states()?);
        let open: Vec<_> = states
            .filter(|(_, state)| !matches!(state, ShardState::Done(_)))
            .map(|(shard, _)| shard)
            .collect();
        let folder = self.folder.display();
        ensure!(
            !open.is_empty(),
            "all shards of {folder} are done: `alliance merge {folder}` makes the result; --all writes a script for all of them"
        );
        Ok(open)
    }

    /// A script with what all of them name.
    fn script(&self, template: &str) -> anyhow::Result<Script> {
        let program = match &self.program {
            Some(program) => quoted(program)?,
            None => quoted_path(
                &std::env::current_exe().context("the path of this program is not known; say it with --program")?,
            )?,
        };
        Ok(Script::new(template)
            .with("PROGRAM", &program)
            .with("FOLDER", &quoted_path(&self.folder)?)
            .with("THREADS", &self.cpus.to_string()))
    }
}
