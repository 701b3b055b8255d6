//! Browsers that leave before they are answered.

use std::io::Write as _;
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use alliance_page::server::ServerBounds;

use super::{Answer, Running};

/// Take minutes where nobody ends them.
const ENSEMBLE: &str = r#"{"toml":"months = 400\npopulation.count = 40\nmembership.enabled = false\ncohesion.enabled = false","changes":[],"runs":1000}"#;
const EXPLANATION: &str = r#"{"toml":"months = 120\npopulation.count = 12\nmembership.enabled = false\ncohesion.enabled = false","changes":[],"replication":0,"goal":"survival","futures":100}"#;
const ROBUSTNESS: &str = r#"{"toml":"months = 120\npopulation.count = 12\nmembership.enabled = false\ncohesion.enabled = false","changes":[["gossip.rate",0.3]],"goal":"survival","models":200,"runs":1000}"#;

#[test]
fn work_ends_when_its_browser_leaves() {
    for (name, question) in [
        ("ensemble", ENSEMBLE),
        ("explanation", EXPLANATION),
        ("robustness", ROBUSTNESS),
    ] {
        let server = narrow();
        let browser = server.send(&server.question(name, question));
        until(&server, 503);
        drop(browser);
        until(&server, 200);
    }
}

#[test]
fn work_ends_when_its_browser_leaves_with_more_to_ask() {
    let server = narrow();
    let mut browser = server.send(
        &server
            .question("ensemble", ENSEMBLE)
            .replace("Connection: close\r\n", ""),
    );
    browser
        .write_all(server.question("ensemble", ENSEMBLE).as_bytes())
        .unwrap();
    until(&server, 503);
    drop(browser);
    until(&server, 200);
}

#[test]
fn whoever_is_too_many_is_told_to_come_again() {
    let server = narrow();
    let browser = server.send(&server.question("ensemble", ENSEMBLE));
    let answer = until(&server, 503);
    assert_eq!(answer.header("retry-after"), Some("1"));
    assert!(answer.error().contains("too many questions"), "{answer:?}");
    browser.shutdown(Shutdown::Both).unwrap();
}

#[test]
fn the_server_ends_while_there_is_work() {
    let server = narrow();
    let browser: TcpStream = server.send(&server.question("ensemble", ENSEMBLE));
    until(&server, 503);
    drop(server);
    drop(browser);
}

/// A server for one question at a time.
fn narrow() -> Running {
    Running::within(ServerBounds {
        jobs: 1,
        turn: Duration::from_millis(20),
        ..ServerBounds::default()
    })
}

/// Asks until this is the status, for as long as it may take on a busy machine.
fn until(server: &Running, status: u16) -> Answer {
    let begun = Instant::now();
    loop {
        let answer = server.ask(&server.question("scenario", r#"{"toml":"","changes":[]}"#));
        if answer.status() == status {
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{answer:?}");
    }
}
