//! Questions of the page, put to the engine.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::Incoming;
use hyper::header::HeaderMap;
use rayon::{ThreadPool, ThreadPoolBuildError};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::spawn_blocking;

use super::body;
use super::bounds::ServerBounds;
use super::departure::{Departure, StopsWithIt};
use super::lines::{AnswerLines, Line, answer_line, progress_line};
use super::rejection::Rejection;
use super::reply::{JSON, Reply, in_pieces};
use super::sending::Sending;
use super::workers::Workers;
use crate::interface::{Limits, PageQuestion, Refused, answer};
use alliance_studies::experiment::Control;

/// So many lines wait for a browser that reads slowly; further progress is not told to it.
const WAITING_LINES: usize = 16;

/// Who answers, and how much of it at a time.
#[derive(Debug)]
pub(super) struct Answering {
    limits: Limits,
    /// How long the body of a request may take.
    patience: Duration,
    workers: Workers,
}

impl Answering {
    pub(super) fn new(limits: Limits, bounds: &ServerBounds, n_threads: usize) -> Result<Self, ThreadPoolBuildError> {
        Ok(Self {
            limits,
            patience: bounds.body,
            workers: Workers::new(bounds, n_threads)?,
        })
    }

    /// Answers a question that has been let in.
    pub(super) async fn answer(
        &self,
        question: PageQuestion,
        (headers, body): (&HeaderMap, Incoming),
        departure: &Departure,
    ) -> Result<Reply, Rejection> {
        body::is_json(headers)?;
        let pending = PendingAnswer {
            question,
            body: body::read(body, self.limits.bytes, self.patience).await?,
            limits: self.limits,
            threads: self.workers.threads(question),
        };
        let place = self.workers.place().await?;
        match question.is_long() {
            true => in_lines(pending, place, departure).await,
            false => at_once(pending, place, departure).await,
        }
    }
}

/// A question that is to be answered.
struct PendingAnswer {
    question: PageQuestion,
    body: Vec<u8>,
    limits: Limits,
    threads: Option<Arc<ThreadPool>>,
}

impl PendingAnswer {
    fn answer(self, control: &Control) -> Result<Vec<u8>, Rejection> {
        let work = || answer(self.question, &self.body, &self.limits, control);
        let answered = match &self.threads {
            None => work(),
            Some(threads) => threads.install(work),
        };
        answered.map_err(Rejection::from)
    }
}

/// The place is free when the answer has been sent, so that answers nobody reads do not heap up.
async fn at_once(
    pending: PendingAnswer,
    place: OwnedSemaphorePermit,
    departure: &Departure,
) -> Result<Reply, Rejection> {
    let control = Arc::new(Control::default());
    departure.ends(&control);
    let _work = StopsWithIt(Arc::downgrade(&control));
    let work = spawn_blocking(move || (pending.answer(&control), place));
    let (answer, place) = work.await.map_err(|_| broken())?;
    Ok(in_pieces(Sending::new(answer?, place).boxed(), JSON))
}

/// Waits for the first line, so that a question that is wrong gets the status that says so.
async fn in_lines(
    pending: PendingAnswer,
    place: OwnedSemaphorePermit,
    departure: &Departure,
) -> Result<Reply, Rejection> {
    let (sender, mut lines) = mpsc::channel::<Line>(WAITING_LINES);
    let last = sender.clone().try_reserve_owned().map_err(|_| broken())?;
    let control = Arc::new(Control::telling(move |done| {
        // A line that finds no room is left out; the next one says more.
        drop(sender.try_send(Ok(progress_line(done))));
    }));
    departure.ends(&control);
    let work = StopsWithIt(Arc::downgrade(&control));
    spawn_blocking(move || {
        last.send(pending.answer(&control).map(|answer| answer_line(&answer)));
        drop(place);
    });
    let first = lines.recv().await.ok_or_else(broken)??;
    let lines = AnswerLines::new(first, lines, work);
    Ok(in_pieces(lines.boxed(), "application/x-ndjson"))
}

/// The engine panicked, which has been told on standard error.
fn broken() -> Rejection {
    let sorry = "the engine failed at this question, which is a mistake in the program; others are still answered";
    Rejection::new(StatusCode::INTERNAL_SERVER_ERROR, sorry)
}

impl From<Refused> for Rejection {
    fn from(refused: Refused) -> Self {
        let status = match refused {
            Refused::Malformed(_) => StatusCode::BAD_REQUEST,
            Refused::Stopped => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, refused.to_string())
    }
}
