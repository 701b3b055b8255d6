//! How a running experiment is watched and stopped.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::{Effort, Fingerprint, Life, Memory, Months, RunKey, RunRecord, StoreError};

thread_local! {
    static IN_A_RUN: Cell<bool> = const { Cell::new(false) };
}

/// Shared by those who run and those who watch.
#[derive(Default)]
pub struct Control {
    stopped: AtomicBool,
    done: AtomicU64,
    /// How many runs there will be at most; 0 where it is not known.
    expected: AtomicU64,
    listener: Option<Box<Listener>>,
    reader: Option<Box<NewsReader>>,
    memory: OnceLock<Memory>,
    /// Runs that were finished before and are not done again.
    recalled: AtomicU64,
}

/// Somebody who is told how much is done, 0…1.
type Listener = dyn Fn(f64) + Send + Sync;
/// Somebody who is told what has been reached, in a line.
type NewsReader = dyn Fn(&str) + Send + Sync;

/// As often somebody is told of progress from beginning to end, at most.
const TOLD: u64 = 100;

impl Control {
    /// With somebody who is told how much is done, 0…1, now and then, on the threads that do the work. Nothing is told before it is
    /// known how much there is to do.
    #[must_use]
    pub fn telling(listener: impl Fn(f64) + Send + Sync + 'static) -> Self {
        Self {
            listener: Some(Box::new(listener)),
            ..Self::default()
        }
    }

    /// With somebody who is told, in a line, what work that goes on for long has reached.
    #[must_use]
    pub fn with_news(self, reader: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            reader: Some(Box::new(reader)),
            ..self
        }
    }

    /// Gives what was finished before, and somewhere to keep what is finished from now on; once, before the work begins.
    pub fn remember(&self, memory: Memory) {
        // Whoever gives a second one has the first.
        drop(self.memory.set(memory));
    }

    /// Tells what has been reached.
    pub fn announce(&self, news: &str) {
        if let Some(tell) = &self.reader {
            tell(news);
        }
    }

    /// Says how many runs there will be at most.
    pub fn expect(&self, runs: u64) {
        self.expected.store(runs, Ordering::Relaxed);
    }

    /// Asks for no more runs to be begun.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether no more runs are to be begun.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How many runs are done.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// How many of these runs were finished before, and are not done again.
    #[must_use]
    pub fn recalled(&self) -> u64 {
        self.recalled.load(Ordering::Relaxed)
    }

    /// Whether runs are remembered.
    pub(crate) fn remembers(&self) -> bool {
        self.memory.get().is_some()
    }

    /// A run that was finished before, with its months unless only its end is wanted; it counts as done. Nothing where it is to be lived
    /// again.
    pub(crate) fn recall(&self, key: RunKey) -> Option<(RunRecord, Months)> {
        let run = self.memory.get()?.recall(key)?;
        self.recalled.fetch_add(1, Ordering::Relaxed);
        self.count(1);
        Some(run)
    }

    /// Whether a run was finished before.
    pub(crate) fn has(&self, key: Option<RunKey>) -> bool {
        self.memory
            .get()
            .zip(key)
            .is_some_and(|(memory, key)| memory.kept().has(key))
    }

    /// How many of the first runs of something were finished before.
    pub(crate) fn n_remembered(&self, of: Fingerprint, first: u32) -> u64 {
        self.memory.get().map_or(0, |memory| memory.n_runs_of(of, first))
    }

    /// Keeps how a run ended, of which nothing else is wanted. Where that cannot be done the work stops, and [`Control::settle`] says why.
    pub(crate) fn keep_end(&self, key: RunKey, run: &RunRecord) {
        if self.memory.get().is_some_and(|memory| !memory.keep_end(key, run)) {
            self.stop();
        }
    }

    /// Keeps a run that cost so much, and the months it lived. Where that cannot be done the work stops, as for [`Control::keep_end`].
    pub(crate) fn keep(&self, key: RunKey, run: &RunRecord, life: Life<'_>, effort: Effort) {
        if self
            .memory
            .get()
            .is_some_and(|memory| !memory.keep(key, run, life, effort))
        {
            self.stop();
        }
    }

    /// Waits until everything that is finished is on the disk.
    ///
    /// # Errors
    /// If anything could not be written.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.memory.get().map_or(Ok(()), Memory::finish)
    }

    pub(crate) fn count(&self, runs: usize) {
        let runs = runs as u64;
        let before = self.done.fetch_add(runs, Ordering::Relaxed);
        let expected = self.expected.load(Ordering::Relaxed);
        if let (Some(tell), 1..) = (&self.listener, expected) {
            let part = |done: u64| TOLD * done.min(expected) / expected;
            if part(before + runs) > part(before) {
                tell((before + runs).min(expected) as f64 / expected as f64);
            }
        }
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Control")
            .field("stopped", &self.stopped)
            .field("done", &self.done)
            .field("expected", &self.expected)
            .finish_non_exhaustive()
    }
}

/// Runs one alliance; if that fails, what it had to say goes into the table instead of onto the screen.
pub(crate) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    IN_A_RUN.set(true);
    let result = catch_unwind(AssertUnwindSafe(run));
    IN_A_RUN.set(false);
    result.map_err(|panic| message_of(panic.as_ref()))
}

fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "failed without a message".to_owned())
}

/// Keeps failed runs from writing to the screen: they are in the table. Everything else panics as loudly as before.
pub fn quieten_failed_runs() {
    let loud = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !IN_A_RUN.get() {
            loud(panic);
        }
    }));
}
