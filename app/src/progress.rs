//! How far a run has come, for those who wait.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use alliance_studies::experiment::Control;
use indicatif::{ProgressBar, ProgressStyle};

/// How often the bar moves.
const TICK: Duration = Duration::from_millis(200);
/// How often a line is written where there is no terminal.
const LINE: Duration = Duration::from_secs(10);

/// Shows how many runs are done until it is dropped: a bar on a terminal, a line now and then elsewhere.
pub struct Progress {
    over: Option<Sender<()>>,
    shower: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to show.
    pub fn show(control: Arc<Control>, runs: u64) -> Self {
        let (over, is_over) = channel();
        let shower = std::thread::spawn(move || {
            let mut shown = if super::is_watched() {
                Shown::Bar(bar(runs))
            } else {
                Shown::Lines(Instant::now())
            };
            let started = Instant::now();
            while is_over.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                shown.update(control.done(), runs, started);
            }
            if let Shown::Bar(bar) = shown {
                bar.finish_and_clear();
            }
        });
        Self {
            over: Some(over),
            shower: Some(shower),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.over.take());
        if let Some(shower) = self.shower.take() {
            // A shower that failed has nothing more to show.
            drop(shower.join());
        }
    }
}

enum Shown {
    Bar(ProgressBar),
    Lines(Instant),
}

impl Shown {
    fn update(&mut self, done: u64, runs: u64, started: Instant) {
        match self {
            Self::Bar(bar) => bar.set_position(done),
            Self::Lines(last) if last.elapsed() >= LINE => {
                *last = Instant::now();
                let rate = done as f64 / started.elapsed().as_secs_f64();
                let left = Duration::from_secs_f64(((runs - done.min(runs)) as f64 / rate.max(1e-9)).min(1e9));
                let left = indicatif::HumanDuration(left);
                super::tell(&format!("{done} of {runs} runs, {rate:.0} a second, {left} left"));
            }
            Self::Lines(_) => {}
        }
    }
}

fn bar(runs: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {human_pos} of {human_len} runs, {per_sec}, {eta} left");
    ProgressBar::new(runs).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
