//! Who may come in: this machine's own browsers, and of the pages in them only ours.
//!
//! A foreign page could otherwise drive the server from the browser that shows it, by asking this address directly or by having
//! its own name lead here (DNS rebinding). The former gives itself away by `Origin` and `Sec-Fetch-Site`, the latter by `Host`.

use hyper::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};

use super::rejection::Rejection;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");

/// Turns down whoever does not call this server by its name, or comes from another page.
pub(super) fn admit(request: &Parts, port: u16) -> Result<(), Rejection> {
    let host = host(request, port)?;
    let origin = sole(&request.headers, &ORIGIN)?;
    if origin.is_some_and(|origin| origin != format!("http://{host}")) {
        return Err(foreign());
    }
    match sole(&request.headers, &SITE)? {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) if is_a_link_to_the_page(request) => Ok(()),
        Some(_) => Err(foreign()),
    }
}

/// Turns down whoever does not merely read.
pub(super) fn read_only(method: &Method) -> Result<(), Rejection> {
    match *method {
        Method::GET | Method::HEAD => Ok(()),
        _ => Err(Rejection::method("GET, HEAD")),
    }
}

/// What the server was called, which is one of its own names.
fn host(request: &Parts, port: u16) -> Result<&str, Rejection> {
    let called = sole(&request.headers, &HOST)?;
    let asked = request.uri.authority().map(hyper::http::uri::Authority::as_str);
    match called {
        Some(host) if is_own(host, port) && asked.is_none_or(|asked| asked == host) => Ok(host),
        _ => Err(Rejection::new(
            StatusCode::MISDIRECTED_REQUEST,
            format!("this server answers to http://127.0.0.1:{port} and http://localhost:{port} alone"),
        )),
    }
}

/// A header that may stand there once.
fn sole<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Rejection> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(|value| value.to_str().unwrap_or_default());
    match values.next() {
        None => Ok(value),
        Some(_) => Err(Rejection::new(
            StatusCode::BAD_REQUEST,
            format!("the header `{name}` stands there twice"),
        )),
    }
}

/// Browsers leave out the port that the web has by default.
fn is_own(host: &str, port: u16) -> bool {
    let after = ["127.0.0.1", "localhost"]
        .iter()
        .find_map(|name| host.strip_prefix(name));
    after.is_some_and(|after| after == format!(":{port}") || (port == 80 && after.is_empty()))
}

/// Somebody followed a link to the page, say from a course's website. It shows the page and lets nobody look into it.
fn is_a_link_to_the_page(request: &Parts) -> bool {
    let says = |name: &HeaderName, value: &str| request.headers.get(name).is_some_and(|found| found == value);
    request.method == Method::GET
        && request.uri.path() == "/"
        && says(&MODE, "navigate")
        && says(&DESTINATION, "document")
}

fn foreign() -> Rejection {
    Rejection::new(
        StatusCode::FORBIDDEN,
        "only the page that this server hands out may ask it",
    )
}
