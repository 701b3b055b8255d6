//! `alliance work`

use std::io::Read as _;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use alliance_studies::experiment::{
    Control, Experiment, Receipt, Shard, ShardError, Shards, StudySource, Taken, Task, Waiting, quieten_failed_runs,
};
use clap::Args;

use super::progress::Progress;
use super::robust::Robust;
use super::session::Wording;
use super::{DONE, INTERRUPTED, SOME_FAILED, print, stop_when_told, tell};

/// Do one shard of a plan; twice does no harm.
#[derive(Debug, Args)]
pub struct WorkShard {
    /// The folder that `plan`, or `robust --shards`, made
    folder: PathBuf,
    /// Which shard, from 0
    #[arg(long, value_name = "N")]
    shard: u32,
    /// Threads that share the work [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// If another process is at work on the shard, wait for it to end
    #[arg(long)]
    wait: bool,
    /// Stop, and keep what is finished, when standard input ends: for programs whose workers must not outlive them
    #[arg(long)]
    stop_at_eof: bool,
    /// Print the receipt as a line of JSON
    #[arg(long)]
    json: bool,
    /// Say nothing but the receipt
    #[arg(long, short)]
    quiet: bool,
}

impl WorkShard {
    /// Computes what is missing of a shard, and prints its receipt.
    pub fn run(self) -> anyhow::Result<u8> {
        let control = Arc::new(Control::default());
        stop_when_told(Arc::clone(&control))?;
        if self.stop_at_eof {
            stop_at_eof(Arc::clone(&control));
        }
        let shards = Shards::open(&self.folder)?;
        let task = shards.task()?;
        let waiting = match self.wait {
            true => Waiting::UntilFree(&control),
            false => Waiting::Briefly,
        };
        match shards.take(self.shard, waiting) {
            Err(ShardError::Busy { shard, .. }) if control.is_stopped() => {
                tell(&format!("Stopped: another process is still at work on shard {shard}"));
                Ok(INTERRUPTED)
            }
            Err(error) => Err(error.into()),
            Ok(Taken::Done(receipt)) => self.report(&receipt),
            Ok(Taken::Open(shard)) => self.work(*shard, &shards, task, &control),
        }
    }

    fn work(&self, shard: Shard<'_>, shards: &Shards, task: Task<'_>, control: &Arc<Control>) -> anyhow::Result<u8> {
        quieten_failed_runs();
        let asked = shards.planned().runs_of(self.shard);
        if shard.n_kept() > 0 && !self.quiet {
            tell(&format!(
                "Going on: {} of {asked} runs are here already",
                shard.n_kept()
            ));
        }
        let pool = super::pool(self.threads, self.quiet)?;
        control.remember(pool.install(|| shard.memory())?);
        let progress = (!self.quiet).then(|| Progress::show(Arc::clone(control), asked));
        let lived = pool.install(|| live(shard.units(), task, &shards.planned().source, control));
        drop(progress);
        lived?;
        match shard.finish(control)? {
            Some(receipt) => self.report(&receipt),
            None => {
                tell(&format!(
                    "Stopped: {} of {asked} runs of shard {} are finished; the same command goes on from there",
                    control.done(),
                    self.shard
                ));
                Ok(INTERRUPTED)
            }
        }
    }

    fn report(&self, receipt: &Receipt) -> anyhow::Result<u8> {
        print(&match self.json {
            true => serde_json::to_string(receipt)? + "\n",
            false => receipt.words(),
        })?;
        Ok(if receipt.failed > 0 { SOME_FAILED } else { DONE })
    }
}

/// Lives some units of what was planned, for `control` to keep.
fn live(units: Range<usize>, task: Task<'_>, source: &StudySource, control: &Control) -> anyhow::Result<()> {
    match task {
        Task::Study(study) => Experiment::new(*study).run_within(units, control, |_| {}),
        Task::Trials(plan) => Robust::again(&Wording::planned(plan, source))?
            .question()?
            .live(&plan.parts(units), control)?,
    }
    Ok(())
}

/// Stops as soon as nobody holds the other end of standard input any more.
fn stop_at_eof(control: Arc<Control>) {
    std::thread::spawn(move || {
        let mut ignored = [0; 64];
        while std::io::stdin().read(&mut ignored).is_ok_and(|read| read > 0) {}
        control.stop();
    });
}
