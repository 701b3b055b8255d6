//! Questions of the page, put to the engine.

use std::sync::Arc;

use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::Incoming;
use hyper::header::HeaderMap;
use rayon::ThreadPool;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::spawn_blocking;

use super::body;
use super::departure::{Departure, EndsWithIt};
use super::house::House;
use super::lines::{Line, Lines, answer_line, progress_line};
use super::refusal::Refusal;
use super::reply::{JSON, Reply, in_pieces};
use super::sending::Sending;
use crate::interface::{Limits, Question, Refused, answer};
use alliance_studies::experiment::Control;

/// So many lines wait for a browser that reads slowly; further progress is not told to it.
const WAITING_LINES: usize = 16;

/// Answers a question that has been let in.
pub(super) async fn ask(
    house: &House,
    question: Question,
    (headers, body): (&HeaderMap, Incoming),
    departure: &Departure,
) -> Result<Reply, Refusal> {
    body::is_json(headers)?;
    let job = Job {
        question,
        body: body::read(body, house.limits.bytes, house.bounds.body).await?,
        limits: house.limits,
        threads: house.jobs.threads(question),
    };
    let place = house.jobs.place().await?;
    match question {
        Question::Explanation => in_lines(job, place, departure).await,
        _ => at_once(job, place, departure).await,
    }
}

/// One question.
struct Job {
    question: Question,
    body: Vec<u8>,
    limits: Limits,
    threads: Option<Arc<ThreadPool>>,
}

impl Job {
    fn answer(self, control: &Control) -> Result<Vec<u8>, Refusal> {
        let work = || answer(self.question, &self.body, &self.limits, control);
        let answered = match &self.threads {
            None => work(),
            Some(threads) => threads.install(work),
        };
        answered.map_err(Refusal::from)
    }
}

/// The place is free when the answer has been sent, so that answers nobody reads do not heap up.
async fn at_once(job: Job, place: OwnedSemaphorePermit, departure: &Departure) -> Result<Reply, Refusal> {
    let control = Arc::new(Control::default());
    departure.ends(&control);
    let _work = EndsWithIt(Arc::downgrade(&control));
    let work = spawn_blocking(move || (job.answer(&control), place));
    let (answer, place) = work.await.map_err(|_| broken())?;
    Ok(in_pieces(Sending::new(answer?, place).boxed(), JSON))
}

/// Waits for the first line, so that a question that is wrong gets the status that says so.
async fn in_lines(job: Job, place: OwnedSemaphorePermit, departure: &Departure) -> Result<Reply, Refusal> {
    let (sender, mut lines) = mpsc::channel::<Line>(WAITING_LINES);
    let last = sender.clone().try_reserve_owned().map_err(|_| broken())?;
    let control = Arc::new(Control::telling(move |done| {
        // A line that finds no room is left out; the next one says more.
        drop(sender.try_send(Ok(progress_line(done))));
    }));
    departure.ends(&control);
    let work = EndsWithIt(Arc::downgrade(&control));
    spawn_blocking(move || {
        last.send(job.answer(&control).map(|answer| answer_line(&answer)));
        drop(place);
    });
    let first = lines.recv().await.ok_or_else(broken)??;
    let lines = Lines::new(first, lines, work);
    Ok(in_pieces(lines.boxed(), "application/x-ndjson"))
}

/// The engine panicked, which has been told on standard error.
fn broken() -> Refusal {
    let sorry = "the engine failed at this question, which is a mistake in the program; others are still answered";
    Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, sorry)
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        let status = match refused {
            Refused::Malformed(_) => StatusCode::BAD_REQUEST,
            Refused::Stopped => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, refused.to_string())
    }
}
