//! Every request, and who answers it.

use std::convert::Infallible;
use std::io;

use hyper::body::{Bytes, Incoming};
use hyper::{Method, Request, StatusCode};

use super::answering::Answering;
use super::bounds::ServerBounds;
use super::departure::Departure;
use super::rejection::Rejection;
use super::reply::{Reply, guarded, json_reply};
use super::{admission, files};
use crate::interface::{Limits, Opened, PageQuestion, start};

/// What all connections share.
#[derive(Debug)]
pub(super) struct Router {
    pub(super) bounds: ServerBounds,
    answering: Answering,
    port: u16,
    /// What the page begins with.
    start: Bytes,
}

impl Router {
    pub(super) fn new(port: u16, opened: Option<Opened>, bounds: ServerBounds, n_threads: usize) -> io::Result<Self> {
        let limits = Limits::default();
        Ok(Self {
            start: start(opened.as_slice(), &limits).into(),
            answering: Answering::new(limits, &bounds, n_threads).map_err(io::Error::other)?,
            bounds,
            port,
        })
    }

    /// Answers a request, in any case.
    pub(super) async fn answer(&self, request: Request<Incoming>, departure: &Departure) -> Result<Reply, Infallible> {
        let reply = self.reply(request, departure).await;
        Ok(guarded(reply.unwrap_or_else(Rejection::reply)))
    }

    async fn reply(&self, request: Request<Incoming>, departure: &Departure) -> Result<Reply, Rejection> {
        let (head, body) = request.into_parts();
        admission::admit(&head, self.port)?;
        let path = head.uri.path();
        let Some(name) = path.strip_prefix("/api/") else {
            return files::file(&head.method, path, &head.headers);
        };
        if name == "start" {
            admission::read_only(&head.method)?;
            return Ok(json_reply(self.start.clone()));
        }
        let question = PageQuestion::ALL.into_iter().find(|question| question.name() == name);
        let question = question.ok_or_else(|| Rejection::new(StatusCode::NOT_FOUND, "there is no such question"))?;
        if head.method != Method::POST {
            return Err(Rejection::method("POST"));
        }
        self.answering.answer(question, (&head.headers, body), departure).await
    }
}
