//! The page's files, which the program carries in it. A debug build reads them from `web/dist` anew every time, so that whoever
//! works on the page sees what was built last.

use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use hyper::{Method, StatusCode};
use rust_embed::{Embed, EmbeddedFile};

use super::admission::read_only;
use super::rejection::Rejection;
use super::reply::{Reply, whole};

#[derive(Embed)]
#[folder = "web/dist/"]
struct Files;

/// A file of the page, if `path` is that of one.
pub(super) fn file(method: &Method, path: &str, headers: &HeaderMap) -> Result<Reply, Rejection> {
    read_only(method)?;
    let (name, file) = find(path).ok_or_else(|| Rejection::new(StatusCode::NOT_FOUND, "the page has no such file"))?;
    let tag = tag(&file);
    let is_known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut reply = match is_known {
        true => whole(Bytes::new(), content_type(&name)),
        false => whole(file.data.into_owned(), content_type(&name)),
    };
    if is_known {
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let kept = reply.headers_mut();
    kept.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    kept.extend(HeaderValue::from_str(&tag).map(|tag| (ETAG, tag)));
    Ok(reply)
}

/// What was asked for is compared with the names that there are, and never becomes a path.
fn find(path: &str) -> Option<(String, EmbeddedFile)> {
    let wanted = match path.strip_prefix('/')? {
        "" => "index.html",
        name => name,
    };
    let name = Files::iter().find(|name| name == wanted)?;
    let file = Files::get(&name)?;
    Some((name.into_owned(), file))
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = &file.metadata.sha256_hash()[..12];
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
