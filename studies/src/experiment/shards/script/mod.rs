//! Scripts that do the shards of a plan, and merge them.

mod shell;

use std::path::PathBuf;

use super::spans;
pub use shell::{ShellError, quoted, quoted_path};

/// What a script does.
///
/// # Example
/// ```
/// use alliance_studies::experiment::ShardScript;
///
/// let script = ShardScript {
///     folder: "/results/study".into(),
///     shards: vec![0, 1, 2, 5],
///     program: "alliance".to_owned(),
///     threads: 1,
///     at_once: None,
/// };
/// assert!(script.parallel()?.contains("::: {0..2} 5"));
/// # Ok::<(), alliance_studies::experiment::ShellError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ShardScript {
    /// The folder that was planned.
    pub folder: PathBuf,
    /// The shards that are done, ascending.
    pub shards: Vec<u32>,
    /// The program, as the hosts that do the work name it: one word of a shell.
    pub program: String,
    /// Threads of every shard.
    pub threads: u16,
    /// Shards that are worked on at once; as many as the engine allows where it is not said.
    pub at_once: Option<u32>,
}

/// What Slurm is asked for.
#[derive(Debug, Clone)]
pub struct SlurmOptions {
    /// Time limit of each job, as Slurm writes it.
    pub time: String,
    /// The partition; that of the cluster where it is not said.
    pub partition: Option<String>,
}

impl ShardScript {
    /// A script that submits a job array, and a job that merges when it has ended.
    ///
    /// # Errors
    /// If a name is one that no script should have to name.
    pub fn slurm(&self, SlurmOptions { time, partition }: &SlurmOptions) -> Result<String, ShellError> {
        let limit = self.at_once.map(|at_once| format!("%{at_once}"));
        let mut options = vec![
            "--job-name=alliance".to_owned(),
            "--signal=B:TERM@120".to_owned(),
            format!("--time={}", quoted(time)?),
            format!("--cpus-per-task={}", self.threads),
            format!("--chdir={}", quoted_path(&self.folder.join(super::SHARDS))?),
        ];
        if let Some(partition) = partition {
            options.push(format!("--partition={}", quoted(partition)?));
        }
        let shards = spans(&self.shards).join(",") + &limit.unwrap_or_default();
        let places = [("SHARDS", shards), ("OPTIONS", options.join(" "))];
        self.filled_in(include_str!("slurm.sh"), places)
    }

    /// A script for GNU parallel on one host.
    ///
    /// # Errors
    /// If a name is one that no script should have to name.
    pub fn parallel(&self) -> Result<String, ShellError> {
        let braced = |span: String| match span.split_once('-') {
            Some((first, last)) => format!("{{{first}..{last}}}"),
            None => span,
        };
        let shards: Vec<_> = spans(&self.shards).into_iter().map(braced).collect();
        let jobs = self.at_once.map_or("100%".to_owned(), |at_once| at_once.to_string());
        let places = [("SHARDS", shards.join(" ")), ("JOBS", jobs)];
        self.filled_in(include_str!("parallel.sh"), places)
    }

    /// A template with its places filled in, which it writes as `@NAME@`: these, after those that all of them name.
    fn filled_in(&self, template: &str, places: [(&str, String); 2]) -> Result<String, ShellError> {
        let all = [
            ("PROGRAM", self.program.clone()),
            ("FOLDER", quoted_path(&self.folder)?),
            ("THREADS", self.threads.to_string()),
        ];
        let places = all.into_iter().chain(places);
        Ok(places.fold(template.to_owned(), |text, (name, word)| {
            text.replace(&format!("@{name}@"), &word)
        }))
    }
}
