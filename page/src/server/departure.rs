//! Browsers that leave before they are answered.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use alliance_studies::experiment::Control;

/// Whether the browser at the other end of a connection has left, and the work that is then of use to nobody.
#[derive(Debug, Default)]
pub(super) struct Departure {
    has_happened: AtomicBool,
    /// One question is answered at a time on a connection.
    work: Mutex<Weak<Control>>,
}

impl Departure {
    /// The browser has left: its work ends.
    pub(super) fn happen(&self) {
        self.has_happened.store(true, Ordering::SeqCst);
        if let Some(work) = self.work.lock().unwrap_or_else(PoisonError::into_inner).upgrade() {
            work.stop();
        }
    }

    /// Work that ends when the browser leaves; at once if it has left.
    pub(super) fn ends(&self, work: &Arc<Control>) {
        *self.work.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(work);
        if self.has_happened.load(Ordering::SeqCst) {
            work.stop();
        }
    }
}

/// Ends work when nobody waits for it any more.
#[derive(Debug)]
pub(super) struct StopsWithIt(pub(super) Weak<Control>);

impl Drop for StopsWithIt {
    fn drop(&mut self) {
        if let Some(work) = self.0.upgrade() {
            work.stop();
        }
    }
}
