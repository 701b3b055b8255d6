//! Answers on their way.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;

/// So much is handed over at a time. Handed over as a whole, an answer would count as sent before anybody has read of it.
const PIECE: usize = 64 << 10;

/// An answer that keeps its place until it has been sent.
pub(super) struct Sending {
    rest: Bytes,
    _place: OwnedSemaphorePermit,
}

impl Sending {
    pub(super) fn new(answer: Vec<u8>, place: OwnedSemaphorePermit) -> Self {
        Self {
            rest: answer.into(),
            _place: place,
        }
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        let most = self.rest.len().min(PIECE);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(most)))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
