//! What is sent back.

use std::convert::Infallible;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::Response;
use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue};

/// An answer, whole or in pieces.
pub(super) type Reply = Response<BoxBody<Bytes, Infallible>>;

/// The type of answers for the page's program.
pub(super) const JSON: &str = "application/json";

/// What every answer carries, so that a browser keeps the page to itself and runs nothing but it.
const GUARDS: [(&str, &str); 5] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// A whole answer of some type.
pub(super) fn whole(body: impl Into<Bytes>, content_type: &'static str) -> Reply {
    in_pieces(Full::new(body.into()).boxed(), content_type)
}

/// An answer whose body comes as it is made.
pub(super) fn in_pieces(body: BoxBody<Bytes, Infallible>, content_type: &'static str) -> Reply {
    let mut reply = Response::new(body);
    reply
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply
}

/// An answer for the page's program.
pub(super) fn json_reply(body: impl Into<Bytes>) -> Reply {
    whole(body, JSON)
}

/// Adds what every answer carries.
pub(super) fn guarded(mut reply: Reply) -> Reply {
    let headers = reply.headers_mut();
    for (name, value) in GUARDS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    reply
}
