//! Answers that come in lines, each as soon as there is something to tell.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use serde_json::json;
use tokio::sync::mpsc;

use super::departure::StopsWithIt;
use super::rejection::Rejection;

/// A line, or why there is none; nothing comes after that.
pub(super) type Line = Result<Bytes, Rejection>;

/// The lines of an answer. The work ends when they are no longer read.
pub(super) struct AnswerLines {
    first: Option<Bytes>,
    rest: mpsc::Receiver<Line>,
    _work: StopsWithIt,
}

impl AnswerLines {
    /// With the line that was waited for before the answer began.
    pub(super) fn new(first: Bytes, rest: mpsc::Receiver<Line>, work: StopsWithIt) -> Self {
        Self {
            first: Some(first),
            rest,
            _work: work,
        }
    }
}

impl Body for AnswerLines {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        let line = self.rest.poll_recv(task);
        line.map(|line| line.map(|line| Ok(Frame::data(line.unwrap_or_else(rejection_line)))))
    }
}

/// How much is done, 0…1.
pub(super) fn progress_line(done: f64) -> Bytes {
    (json!({ "done": done }).to_string() + "\n").into()
}

/// What was asked for, which is JSON.
pub(super) fn answer_line(answer: &[u8]) -> Bytes {
    [b"{\"answer\":", answer, b"}\n"].concat().into()
}

fn rejection_line(rejection: Rejection) -> Bytes {
    (rejection.to_json() + "\n").into()
}
