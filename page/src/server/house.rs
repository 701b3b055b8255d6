//! Every request, and who answers it.

use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use hyper::body::{Bytes, Incoming};
use hyper::{Method, Request, StatusCode};

use super::bounds::Bounds;
use super::departure::Departure;
use super::jobs::Jobs;
use super::questions::ask;
use super::refusal::Refusal;
use super::reply::{Reply, guarded, json_reply};
use super::{door, page};
use crate::interface::{Limits, Opened, Question, start};

/// What all connections share.
#[derive(Debug)]
pub(super) struct House {
    pub(super) bounds: Bounds,
    pub(super) limits: Limits,
    pub(super) jobs: Jobs,
    port: u16,
    /// What the page begins with.
    start: Bytes,
}

impl House {
    pub(super) fn new(port: u16, opened: Option<Opened>, bounds: Bounds, n_threads: usize) -> io::Result<Self> {
        let limits = Limits::default();
        Ok(Self {
            jobs: Jobs::new(&bounds, n_threads).map_err(io::Error::other)?,
            start: start(opened.as_ref(), &limits).into(),
            bounds,
            limits,
            port,
        })
    }

    /// Answers a request, in any case.
    pub(super) async fn answer(
        self: &Arc<Self>,
        request: Request<Incoming>,
        departure: &Departure,
    ) -> Result<Reply, Infallible> {
        let reply = self.reply(request, departure).await;
        Ok(guarded(reply.unwrap_or_else(Refusal::reply)))
    }

    async fn reply(self: &Arc<Self>, request: Request<Incoming>, departure: &Departure) -> Result<Reply, Refusal> {
        let (head, body) = request.into_parts();
        door::admit(&head, self.port)?;
        let path = head.uri.path();
        let Some(name) = path.strip_prefix("/api/") else {
            return page::file(&head.method, path, &head.headers);
        };
        if name == "start" {
            read_only(&head.method)?;
            return Ok(json_reply(self.start.clone()));
        }
        let question = Question::ALL.into_iter().find(|question| question.name() == name);
        let question = question.ok_or_else(|| Refusal::new(StatusCode::NOT_FOUND, "there is no such question"))?;
        if head.method != Method::POST {
            return Err(Refusal::method("POST"));
        }
        ask(self, question, (&head.headers, body), departure).await
    }
}

/// Turns down whoever does not merely read.
pub(super) fn read_only(method: &Method) -> Result<(), Refusal> {
    match *method {
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(Refusal::method("GET, HEAD")),
    }
}
