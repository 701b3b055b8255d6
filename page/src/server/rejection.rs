//! Requests that are turned down, with the reason.

use hyper::StatusCode;
use hyper::header::{ALLOW, HeaderName, HeaderValue, RETRY_AFTER};
use serde_json::json;

use super::reply::{Reply, json_reply};

/// What is told to somebody who is turned down.
#[derive(Debug)]
pub(super) struct Rejection {
    status: StatusCode,
    reason: String,
    /// What would be taken instead, or when.
    advice: Option<(HeaderName, &'static str)>,
}

impl Rejection {
    /// Turned down for a reason that a person understands.
    pub(super) fn new(status: StatusCode, reason: impl Into<String>) -> Self {
        Self {
            status,
            reason: reason.into(),
            advice: (status == StatusCode::SERVICE_UNAVAILABLE).then_some((RETRY_AFTER, "1")),
        }
    }

    /// Turned down for asking with another method than these.
    pub(super) fn method(allowed: &'static str) -> Self {
        Self {
            status: StatusCode::METHOD_NOT_ALLOWED,
            reason: format!("this is asked for with {allowed} alone"),
            advice: Some((ALLOW, allowed)),
        }
    }

    /// `{"error": …}`, as the page expects it.
    pub(super) fn to_json(&self) -> String {
        json!({ "error": self.reason }).to_string()
    }

    /// What is sent.
    pub(super) fn reply(self) -> Reply {
        let mut reply = json_reply(self.to_json());
        *reply.status_mut() = self.status;
        let advice = self.advice.map(|(name, value)| (name, HeaderValue::from_static(value)));
        reply.headers_mut().extend(advice);
        reply
    }
}
