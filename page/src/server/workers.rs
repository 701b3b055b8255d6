//! Where questions are answered: on threads beside the one that talks with browsers, so many at a time.

use std::sync::Arc;
use std::time::Duration;

use hyper::StatusCode;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::bounds::ServerBounds;
use super::rejection::Rejection;
use crate::interface::PageQuestion;

/// Places for work, and the threads that do it.
#[derive(Debug)]
pub(super) struct Workers {
    places: Arc<Semaphore>,
    turn: Duration,
    quick: Arc<ThreadPool>,
    /// Work of seconds has threads of its own, for what follows a slider would otherwise wait until they have nothing left of it.
    long: Arc<ThreadPool>,
}

impl Workers {
    /// So many threads for each kind; 0 is as many as there are cores.
    pub(super) fn new(bounds: &ServerBounds, n_threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let pool = || ThreadPoolBuilder::new().num_threads(n_threads).build().map(Arc::new);
        Ok(Self {
            places: Arc::new(Semaphore::new(bounds.jobs)),
            turn: bounds.turn,
            quick: pool()?,
            long: pool()?,
        })
    }

    /// Waits for a place; not for long, when all are taken.
    pub(super) async fn place(&self) -> Result<OwnedSemaphorePermit, Rejection> {
        let place = tokio::time::timeout(self.turn, Arc::clone(&self.places).acquire_owned()).await;
        place.ok().and_then(Result::ok).ok_or_else(|| {
            let busy = "too many questions are being answered; ask again in a moment";
            Rejection::new(StatusCode::SERVICE_UNAVAILABLE, busy)
        })
    }

    /// The threads that share the work; none where it is that of one.
    pub(super) fn threads(&self, question: PageQuestion) -> Option<Arc<ThreadPool>> {
        match question {
            PageQuestion::Scenario | PageQuestion::World => None,
            PageQuestion::Ensemble | PageQuestion::Loops => Some(Arc::clone(&self.quick)),
            PageQuestion::Explanation | PageQuestion::Robustness => Some(Arc::clone(&self.long)),
        }
    }
}
