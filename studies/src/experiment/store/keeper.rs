//! Whoever puts finished runs on the disk while the work goes on.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{RunKey, StoreError, segment};

/// As often what is finished is put on the disk.
const EVERY: Duration = Duration::from_millis(200);
/// Where so many bytes of a thread wait for the disk, the thread waits too.
const MOST_BYTES: usize = 8 << 20;

/// Takes finished runs, and writes them in a thread of its own several times a second, whatever the length of a run.
#[derive(Debug)]
pub struct Keeper {
    desk: Arc<Desk>,
    writer: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
}

/// What waits for the disk.
#[derive(Debug)]
struct Desk {
    /// A tray for every thread, so that none waits for another.
    trays: Vec<Mutex<Vec<u8>>>,
    state: Mutex<State>,
    /// Tells the writer to look, and those who wait that it has looked.
    bell: Condvar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Open,
    /// There is no more to come.
    Over,
    /// The writer has gone.
    Failed,
}

impl Keeper {
    /// Writes to the file of this number in a folder; as soon as there is anything to write.
    pub(super) fn begin(folder: PathBuf, number: u64) -> Self {
        let desk = Arc::new(Desk {
            trays: (0..rayon::current_num_threads().max(1))
                .map(|_| Mutex::default())
                .collect(),
            state: Mutex::new(State::Open),
            bell: Condvar::new(),
        });
        let writers = Arc::clone(&desk);
        let writer = std::thread::spawn(move || {
            let written = writers.empty_trays(&folder, number);
            if written.is_err() {
                writers.leave(State::Failed);
            }
            written.map_err(|source| StoreError::unwritable(&folder, source))
        });
        Self {
            desk,
            writer: Mutex::new(Some(writer)),
        }
    }

    /// Keeps a finished run, whose bytes are written by `body`. False where nothing can be kept any more: an earlier run could not
    /// be written.
    pub(super) fn keep(&self, key: RunKey, body: impl FnOnce(&mut Vec<u8>)) -> bool {
        let thread = rayon::current_thread_index().unwrap_or_default();
        let tray = &self.desk.trays[thread % self.desk.trays.len()];
        let mut bytes = held(tray);
        segment::frame(key, &mut bytes, body);
        let is_full = bytes.len() > MOST_BYTES;
        drop(bytes);
        if is_full {
            self.desk.await_writer(tray);
        }
        *held(&self.desk.state) != State::Failed
    }

    /// Waits until everything is on the disk. Nothing can be kept after that.
    ///
    /// # Errors
    /// If anything could not be written.
    pub(super) fn finish(&self) -> Result<(), StoreError> {
        self.desk.leave(State::Over);
        match held(&self.writer).take().map(JoinHandle::join) {
            Some(Ok(written)) => written,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => Ok(()),
        }
    }
}

impl Drop for Keeper {
    /// What was finished is kept even where nobody asks how it went.
    fn drop(&mut self) {
        drop(self.finish());
    }
}

impl Desk {
    fn empty_trays(&self, folder: &Path, number: u64) -> io::Result<()> {
        let (mut file, mut bytes) = (None::<File>, Vec::new());
        loop {
            let state = self.after_a_while();
            for tray in &self.trays {
                std::mem::swap(&mut *held(tray), &mut bytes);
                if !bytes.is_empty() {
                    let file = match &mut file {
                        Some(file) => file,
                        none => none.insert(segment::create(folder, number)?),
                    };
                    file.write_all(&bytes)?;
                    bytes.clear();
                }
            }
            if let Some(file) = &file {
                file.sync_data()?;
            }
            self.bell.notify_all();
            if state != State::Open {
                return Ok(());
            }
        }
    }

    /// How things stand when the next look is due; at once where there is no more to come.
    fn after_a_while(&self) -> State {
        let state = held(&self.state);
        match *state {
            State::Open => {
                *self
                    .bell
                    .wait_timeout(state, EVERY)
                    .unwrap_or_else(PoisonError::into_inner)
                    .0
            }
            over => over,
        }
    }

    /// Waits until a tray is empty enough, or nobody empties it any more.
    fn await_writer(&self, tray: &Mutex<Vec<u8>>) {
        self.bell.notify_all();
        let mut state = held(&self.state);
        while *state == State::Open && held(tray).len() > MOST_BYTES {
            state = self
                .bell
                .wait_timeout(state, EVERY)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn leave(&self, state: State) {
        let mut now = held(&self.state);
        if *now == State::Open {
            *now = state;
        }
        self.bell.notify_all();
    }
}

/// What a lock guards; a thread that failed while it had the lock leaves nothing half done here.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
