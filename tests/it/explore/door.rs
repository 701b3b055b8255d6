//! Who is let in.

use super::Running;

#[test]
fn the_server_answers_to_its_own_names_alone() {
    let server = Running::new();
    let port = server.port;
    let called = |host: &str| server.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
    for own in [format!("127.0.0.1:{port}"), format!("localhost:{port}")] {
        assert_eq!(called(&own).status(), 200, "{own}");
    }
    let foreign = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        format!("127.0.0.1:{}", port ^ 1),
        format!("0.0.0.0:{port}"),
        format!("user@127.0.0.1:{port}"),
        "127.0.0.1".to_owned(),
        String::new(),
    ];
    for host in foreign {
        let answer = called(&host);
        assert_eq!(answer.status(), 421, "{host}");
        assert!(answer.error().contains(&format!("http://127.0.0.1:{port}")), "{host}");
    }
}

#[test]
fn a_request_without_a_name_or_with_two_is_refused() {
    let server = Running::new();
    let port = server.port;
    assert_eq!(server.ask("GET / HTTP/1.0\r\n\r\n").status(), 421);
    let two = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(server.ask(&two).status(), 400);
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(server.ask(&absolute).status(), 421);
}

#[test]
fn other_pages_do_not_drive_it() {
    let server = Running::new();
    let port = server.port;
    let own = format!("Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n");
    assert_eq!(server.get("/api/start", &own).status(), 200);
    let foreign = [
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: https://127.0.0.1:{port}\r\n"),
        format!("Origin: http://localhost:{port}\r\n"),
        format!("Origin: http://127.0.0.1:{}\r\n", port ^ 1),
        "Sec-Fetch-Site: cross-site\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\n".to_owned(),
        format!("{own}Sec-Fetch-Site: cross-site\r\n"),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n".to_owned(),
    ];
    for lines in foreign {
        let answer = server.get("/api/start", &lines);
        assert!([400, 403].contains(&answer.status()), "{lines}{answer:?}");
    }
}

#[test]
fn a_link_leads_to_the_page_and_a_frame_does_not() {
    let server = Running::new();
    let come = |to: &str| {
        let lines = format!("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: {to}\r\n");
        server.get("/", &lines).status()
    };
    assert_eq!((come("document"), come("iframe")), (200, 403));
}

#[test]
fn every_answer_tells_the_browser_to_run_nothing_else() {
    let server = Running::new();
    for path in ["/", "/api/start", "/nothing", "/api/nothing", "/api/world"] {
        let answer = server.get(path, "");
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
        assert!(
            policy.ends_with("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}
