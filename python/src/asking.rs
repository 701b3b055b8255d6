//! How long work is done: on threads of its own, without the interpreter's lock, and so that Ctrl-C ends it.

use std::num::NonZeroUsize;
use std::process;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use alliance_studies::experiment::Control;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors::{AllianceError, refused};

/// How often it is looked whether somebody wants the work to end, and told how far it is.
const LOOK: Duration = Duration::from_millis(50);

/// How work is done.
pub struct Working {
    /// How many threads; all cores where nothing is said.
    pub threads: Option<NonZeroUsize>,
    /// Who is told how many runs are done, of how many at most.
    pub progress: Option<Py<PyAny>>,
    /// Runs there will be at most, or about; 0 where that is not known.
    pub most_runs: u64,
}

impl Working {
    /// On so many threads, telling somebody of progress, where either is said.
    pub fn new(threads: Option<NonZeroUsize>, progress: Option<Py<PyAny>>) -> Self {
        Self {
            threads,
            progress,
            most_runs: 0,
        }
    }
}

/// Does some work. It gets a [`Control`], by which it learns that Ctrl-C was pressed; then `KeyboardInterrupt` is raised as soon as the
/// runs that had begun are finished.
pub fn work<T: Send>(py: Python<'_>, working: &Working, work: impl FnOnce(&Control) -> T + Send) -> PyResult<T> {
    let pool = pool(working.threads)?;
    let control = &Control::default();
    control.expect(working.most_runs);
    let (done, result) = sync_channel(1);
    py.detach(move || {
        pool.in_place_scope(|scope| {
            scope.spawn(move |_| drop(done.send(work(control))));
            loop {
                match result.recv_timeout(LOOK) {
                    Ok(result) => return tell(working, control).map(|()| result),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => {
                        return Err(AllianceError::new_err(
                            "the work failed; what it said is on the error output",
                        ));
                    }
                }
                let looked = Python::attach(|py| py.check_signals()).and_then(|()| tell(working, control));
                if let Err(error) = looked {
                    control.stop();
                    drop(result.recv());
                    return Err(error);
                }
            }
        })
    })
}

/// Tells how far the work is.
fn tell(working: &Working, control: &Control) -> PyResult<()> {
    let Some(progress) = &working.progress else {
        return Ok(());
    };
    Python::attach(|py| progress.call1(py, (control.done(), working.most_runs)).map(drop))
}

/// A pool of threads, with the process that made it and how many were asked for.
type Known = (u32, Option<NonZeroUsize>, Arc<ThreadPool>);

/// The pool of the last work.
static LAST: Mutex<Option<Known>> = Mutex::new(None);

/// Threads to work on. A process that was forked off has none of its parent's threads, so it makes its own.
fn pool(threads: Option<NonZeroUsize>) -> PyResult<Arc<ThreadPool>> {
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((process, count, pool)) = &*last
        && *process == process::id()
        && *count == threads
    {
        return Ok(Arc::clone(pool));
    }
    let builder = ThreadPoolBuilder::new().num_threads(threads.map_or(0, NonZeroUsize::get));
    let pool = Arc::new(builder.build().map_err(refused)?);
    if let Some((process, _, theirs)) = last.replace((process::id(), threads, Arc::clone(&pool)))
        && process != process::id()
    {
        // Its threads are not here, so nobody can end them.
        std::mem::forget(theirs);
    }
    Ok(pool)
}
