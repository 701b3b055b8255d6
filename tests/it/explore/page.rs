//! The page's files.

use super::Running;

#[test]
fn the_page_is_at_the_root_and_kept_as_long_as_it_is_the_same() {
    let server = Running::new();
    let page = server.get("/", "");
    assert_eq!(page.status(), 200);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert!(page.body().starts_with("<!doctype html>"), "{page:?}");
    let tag = page.header("etag").unwrap();
    let again = server.get("/", &format!("If-None-Match: {tag}\r\n"));
    assert_eq!((again.status(), again.body()), (304, ""));
}

#[test]
fn no_path_leads_to_another_file() {
    let server = Running::new();
    for path in [
        "/../Cargo.toml",
        "/../../etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/%2e%2e%5cCargo.toml",
        "/./index.html",
        "//etc/passwd",
        "/index.html/",
        "/index.html%00.js",
        "/api/../index.html",
        "/api/../../Cargo.toml",
        "/file:///etc/passwd",
        "/C:/Windows/win.ini",
    ] {
        let answer = server.get(path, "");
        assert_eq!(answer.status(), 404, "{path}: {answer:?}");
    }
}

#[test]
fn other_methods_are_told_which_are_meant() {
    let server = Running::new();
    for (method, path, allowed) in [
        ("DELETE", "/", "GET, HEAD"),
        ("OPTIONS", "/api/start", "GET, HEAD"),
        ("GET", "/api/world", "POST"),
    ] {
        let answer = server.ask(&server.request(method, path, "", ""));
        assert_eq!(
            (answer.status(), answer.header("allow")),
            (405, Some(allowed)),
            "{method} {path}"
        );
    }
    let head = server.ask(&server.request("HEAD", "/", "", ""));
    assert_eq!((head.status(), head.body()), (200, ""));
}
