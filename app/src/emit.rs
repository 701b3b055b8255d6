//! `alliance emit`: scripts that do the shards of a plan.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

pub use alliance_studies::experiment::quoted;
use alliance_studies::experiment::{ShardScript, Shards, SlurmOptions, quoted_path};
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use super::{DONE, print, tell};

/// The largest number of a job in an array where Slurm is left as it comes.
const LARGEST_IN_ARRAY: u32 = 1000;

/// Write a script that does the shards of a plan.
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
    /// The folder that `plan`, or `robust --shards`, made
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
            Engine::Parallel(Parallel { common }) => write(&common.script()?.parallel()?, common.out.as_deref()),
        }
    }
}

impl Slurm {
    fn run(self) -> anyhow::Result<u8> {
        let script = self.common.script()?;
        if let Some(last) = script.shards.last().filter(|last| **last > LARGEST_IN_ARRAY) {
            tell(&format!(
                "Shard {last}: most clusters number the jobs of an array up to {LARGEST_IN_ARRAY} only (MaxArraySize); plan fewer \
                 shards if yours refuses"
            ));
        }
        let options = SlurmOptions {
            time: self.time,
            partition: self.partition,
        };
        write(&script.slurm(&options)?, self.common.out.as_deref())
    }
}

impl Common {
    /// What the script does.
    fn script(&self) -> anyhow::Result<ShardScript> {
        let shards = Shards::open(&self.folder)?;
        Ok(ShardScript {
            shards: match self.all {
                true => (0..shards.planned().n_shards).collect(),
                false => shards.unfinished()?,
            },
            folder: self.folder.clone(),
            program: match &self.program {
                Some(program) => quoted(program)?,
                None => quoted_path(
                    &std::env::current_exe().context("the path of this program is not known; say it with --program")?,
                )?,
            },
            threads: self.cpus,
            at_once: self.at_once,
        })
    }
}

/// Writes a script to a file that is not there yet, ready to be run; without one, to standard output.
fn write(script: &str, file: Option<&Path>) -> anyhow::Result<u8> {
    let Some(path) = file else {
        print(script)?;
        return Ok(DONE);
    };
    let shown = path.display();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o755);
    let mut file = match options.open(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{shown} is there already; choose another name")
        }
        file => file.with_context(|| format!("{shown} cannot be written"))?,
    };
    file.write_all(script.as_bytes())
        .with_context(|| format!("{shown} cannot be written"))?;
    tell(&format!("Wrote {shown}"));
    Ok(DONE)
}
