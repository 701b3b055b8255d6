//! How much is borne.

use std::io::{Read, Write};
use std::time::Duration;

use alliance_page::interface::Limits;
use alliance_page::server::ServerBounds;

use super::{Answer, Running};

#[test]
fn too_much_is_refused_in_words() {
    let server = Running::new();
    let ask = |body: String| {
        let answer = server.ask(&server.question("ensemble", &body));
        (answer.status(), answer.error())
    };
    let of = |toml: &str, runs: u64| serde_json::json!({ "toml": toml, "changes": [], "runs": runs }).to_string();
    let limits = Limits::default();
    let members = format!("population.count = {}", limits.members + 1);
    for (body, what) in [
        (of(&members, 1), "members"),
        (of("months = 1201", 1), "months"),
        (of("", 1001), "runs"),
    ] {
        let (status, error) = ask(body);
        assert_eq!(status, 422, "{error}");
        assert!(error.contains(&format!("too many {what}")), "{error}");
    }
    let (status, error) = ask(of(&"#".repeat(limits.bytes), 1));
    assert_eq!(status, 413);
    assert!(error.contains(&limits.bytes.to_string()), "{error}");
}

#[test]
fn a_body_that_does_not_come_is_waited_for_no_longer_than_said() {
    let server = Running::within(ServerBounds {
        body: Duration::from_millis(50),
        ..ServerBounds::default()
    });
    let whole = server.question("world", "{}");
    let answer = server.ask(&whole[..whole.len() - 1]);
    assert_eq!(answer.status(), 408);
    assert!(answer.error().contains("0.05 seconds"), "{answer:?}");
}

#[test]
fn a_head_that_does_not_come_ends_the_connection() {
    let server = Running::within(ServerBounds {
        head: Duration::from_millis(50),
        ..ServerBounds::default()
    });
    for begun in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "] {
        let answer = server.ask(begun);
        assert!([0, 408].contains(&answer.status()), "{begun}: {answer:?}");
    }
}

#[test]
fn connections_beyond_the_most_wait_until_there_is_room() {
    let server = Running::within(ServerBounds {
        connections: 2,
        ..ServerBounds::default()
    });
    let mut held: Vec<_> = (0..2).map(|_| server.connect()).collect();
    let mut waiting = server.send(&server.request("GET", "/", "", ""));
    let (mut first, mut answer) = (held.remove(0), String::new());
    first.write_all(server.request("GET", "/", "", "").as_bytes()).unwrap();
    first.read_to_string(&mut answer).unwrap();
    assert_eq!(Answer(answer).status(), 200);
    drop(first);
    let mut answer = String::new();
    waiting.read_to_string(&mut answer).unwrap();
    assert_eq!(Answer(answer).status(), 200);
}

#[test]
fn answers_that_nobody_reads_are_given_up() {
    let server = Running::within(ServerBounds {
        jobs: 1,
        turn: Duration::from_secs(60),
        write: Duration::from_millis(50),
        ..ServerBounds::default()
    });
    let large = serde_json::json!({ "toml": "months = 300\npopulation.count = 60\nmembership.enabled = false\ncohesion.enabled = false", "changes": [], "replication": 0 });
    let unread = server.send(&server.question("world", &large.to_string()));
    // The one place is free again, though the other answer is never read.
    let answer = server.ask(&server.question("scenario", r#"{"toml":"","changes":[]}"#));
    assert_eq!(answer.status(), 200);
    drop(unread);
}
