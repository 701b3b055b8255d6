//! What a request brings with it.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::{Body as _, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap};

use super::rejection::Rejection;

/// Too much is read to its end before it is refused, for most browsers only listen then; but not beyond so many bytes.
const MOST_IGNORED: u64 = 64 << 20;

/// Turns down what does not say that it is JSON. Forms of foreign pages cannot say so.
pub(super) fn is_json(headers: &HeaderMap) -> Result<(), Rejection> {
    let said = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = said.split(';').next().unwrap_or_default().trim();
    match essence.eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err(Rejection::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "questions are asked with `Content-Type: application/json`",
        )),
    }
}

/// Reads at most so many bytes, and only for so long.
pub(super) async fn read(body: Incoming, most: usize, patience: Duration) -> Result<Vec<u8>, Rejection> {
    match tokio::time::timeout(patience, collect(body, most)).await {
        Ok(read) => read,
        Err(_) => Err(Rejection::new(
            StatusCode::REQUEST_TIMEOUT,
            format!(
                "the question took longer than {} seconds to arrive",
                patience.as_secs_f64()
            ),
        )),
    }
}

async fn collect(mut body: Incoming, most: usize) -> Result<Vec<u8>, Rejection> {
    let announced = body.size_hint().lower();
    let (mut kept, mut seen) = (Vec::new(), 0);
    while announced.max(seen) <= MOST_IGNORED {
        let Some(frame) = body.frame().await else { break };
        let frame = frame.map_err(|_| Rejection::new(StatusCode::BAD_REQUEST, "the question broke off"))?;
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len() as u64;
        match seen <= most as u64 {
            true => kept.extend_from_slice(&data),
            false => kept = Vec::new(),
        }
    }
    match announced.max(seen) <= most as u64 {
        true => Ok(kept),
        false => Err(Rejection::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("the question is larger than the {most} bytes that are read"),
        )),
    }
}
