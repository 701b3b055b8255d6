//! The page's files, which the program carries in it. A debug build reads them from `web/dist` anew every time, so that whoever
//! works on the page sees what was built last.

use std::borrow::Cow;
use std::fs;

use hyper::body::Bytes;
use hyper::header::{CACHE_CONTROL, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use hyper::{Method, StatusCode};
use sha2::{Digest as _, Sha256};

use super::admission::read_only;
use super::rejection::Rejection;
use super::reply::{Reply, whole};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../web/dist/", $name)))),*]
    };
}

/// Every file of the page, by its name.
const FILES: [(&str, &[u8]); 6] = files![
    "LIBRARIES.txt",
    "explore.css",
    "explore.js",
    "index.html",
    "report.css",
    "report.js",
];
/// Where a debug build finds them.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/");

/// A file of the page, if `path` is that of one.
pub(super) fn file(method: &Method, path: &str, headers: &HeaderMap) -> Result<Reply, Rejection> {
    read_only(method)?;
    let (name, contents) =
        find(path).ok_or_else(|| Rejection::new(StatusCode::NOT_FOUND, "the page has no such file"))?;
    let tag = tag(&contents);
    let is_known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut reply = match is_known {
        true => whole(Bytes::new(), content_type(name)),
        false => whole(contents.into_owned(), content_type(name)),
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
fn find(path: &str) -> Option<(&'static str, Cow<'static, [u8]>)> {
    let wanted = match path.strip_prefix('/')? {
        "" => "index.html",
        name => name,
    };
    let (name, built_in) = FILES.into_iter().find(|(name, _)| *name == wanted)?;
    let on_disk = || {
        cfg!(debug_assertions)
            .then(|| fs::read(format!("{FOLDER}{name}")).ok())
            .flatten()
    };
    Some((name, on_disk().map_or(Cow::Borrowed(built_in), Cow::Owned)))
}

fn tag(contents: &[u8]) -> String {
    let hash = Sha256::digest(contents);
    let digits: String = hash[..12].iter().map(|byte| format!("{byte:02x}")).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_page_is_served() {
        let entries = fs::read_dir(FOLDER).unwrap();
        let mut there: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        there.sort();
        assert_eq!(FILES.map(|(name, _)| name.to_owned()).to_vec(), there);
    }
}
