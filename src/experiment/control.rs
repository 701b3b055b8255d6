//! How a running experiment is watched and stopped.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

thread_local! {
    static IN_A_RUN: Cell<bool> = const { Cell::new(false) };
}

/// Shared by those who run and those who watch.
#[derive(Debug, Default)]
pub struct Control {
    stopped: AtomicBool,
    done: AtomicU64,
}

impl Control {
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

    pub(super) fn count(&self, runs: usize) {
        self.done.fetch_add(runs as u64, Ordering::Relaxed);
    }
}

/// Runs one alliance; if that fails, what it had to say goes into the table instead of onto the screen.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Result<T, String> {
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
