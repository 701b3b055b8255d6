//! `alliance explore` as a user starts it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};

use crate::program::Desk;

#[test]
fn it_prints_its_address_and_ends_well_with_ctrl_c() {
    let desk = Desk::with_scenario("title = \"Ours\"\nmonths = 12\n");
    let mut program = desk
        .command("explore scenario.toml --no-open --quiet --port 0 --lang nl".split(' '))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut address = String::new();
    BufReader::new(program.stdout.as_mut().unwrap())
        .read_line(&mut address)
        .unwrap();
    let authority = address
        .strip_prefix("http://")
        .unwrap()
        .strip_suffix("/?lang=nl\n")
        .unwrap();
    let mut browser = TcpStream::connect(authority).unwrap();
    let request = format!("GET /api/start HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n");
    browser.write_all(request.as_bytes()).unwrap();
    let mut start = String::new();
    browser.read_to_string(&mut start).unwrap();
    assert!(
        start.contains(r#""scenarios":[{"name":"scenario","title":"Ours""#),
        "{start}"
    );
    let interrupt = Command::new("kill").args(["-INT", &program.id().to_string()]).status();
    assert!(interrupt.unwrap().success());
    let ended = program.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), ended.stderr), (Some(0), Vec::new()));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let refusal = Desk::new()
        .alliance(&format!("explore --no-open --port {port}"))
        .refusal();
    assert!(
        refusal.contains(&format!("port {port}")) && refusal.contains("--port"),
        "{refusal}"
    );
}

#[test]
fn a_scenario_is_checked_before_the_page_is_offered() {
    let desk = Desk::with_scenario("moths = 12\n");
    let refusal = desk.alliance("explore scenario.toml --no-open").refusal();
    assert!(
        refusal.contains("scenario.toml:1:1") && refusal.contains("did you mean `months`?"),
        "{refusal}"
    );
    let refusal = desk.alliance("explore nothing.toml --no-open").refusal();
    assert!(refusal.contains("nothing.toml"), "{refusal}");
    desk.write("scenario.toml", "months = 12000\n");
    let refusal = desk.alliance("explore scenario.toml --no-open").refusal();
    assert!(refusal.contains("too many months"), "{refusal}");
}
