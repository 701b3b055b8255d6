//! Sending it, and counting what comes back.

use std::collections::{BTreeMap, VecDeque};
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use super::dice::Dice;
use super::requests::{Request, Then, request};

/// So many connections of every attacker are held open without an end to what they ask.
const HELD: usize = 8;

/// What came back.
#[derive(Debug, Default)]
pub struct Tally {
    /// How often every status came in answer to every kind; 0 where none came.
    pub statuses: BTreeMap<(&'static str, u16), u32>,
    /// What should not have come.
    pub wrong: Vec<String>,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        for (key, count) in other.statuses {
            *self.statuses.entry(key).or_default() += count;
        }
        self.wrong.extend(other.wrong);
    }

    fn note(&mut self, request: &Request, statuses: &[u16]) {
        for &status in statuses {
            *self.statuses.entry((request.kind, status)).or_default() += 1;
            let is_expected = match request.then {
                Then::Read(expected) if !expected.is_empty() => expected.contains(&status),
                _ => status < 500 || status == 503,
            };
            if !is_expected {
                let sent = String::from_utf8_lossy(&request.bytes);
                let start: String = sent.chars().take(600).collect();
                self.wrong
                    .push(format!("{} was answered {status}: {start}", request.kind));
            }
        }
    }
}

/// Sends the requests with these numbers, one after the other; nobody is waited for longer than `patience`.
pub fn attack(port: u16, seed: u64, numbers: impl Iterator<Item = u64>, patience: Duration) -> Tally {
    let mut tally = Tally::default();
    let mut held = VecDeque::new();
    for number in numbers {
        let request = request(&mut Dice::new(seed ^ (number << 20)), port);
        let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
            tally.wrong.push(format!("request {number} was not let in"));
            continue;
        };
        // A server that has heard enough closes the connection before all is said.
        let is_sent = within(&stream, patience)
            .and_then(|()| stream.write_all(&request.bytes))
            .is_ok();
        match request.then {
            Then::Read(_) => tally.note(&request, &answers(&mut stream)),
            Then::Leave => tally.note(&request, &[]),
            Then::Hold if is_sent => held.push_back((request, stream)),
            Then::Hold => tally.note(&request, &[0]),
        }
        trickle(&mut held);
        if held.len() > HELD {
            release(held.pop_front(), &mut tally);
        }
    }
    held.into_iter().for_each(|one| release(Some(one), &mut tally));
    tally
}

fn within(stream: &TcpStream, patience: Duration) -> std::io::Result<()> {
    stream.set_write_timeout(Some(patience))?;
    stream.set_read_timeout(Some(patience))
}

/// Another byte for everybody who still listens.
fn trickle(held: &mut VecDeque<(Request, TcpStream)>) {
    for (_, stream) in held {
        drop(stream.write(b" "));
    }
}

/// Takes what has been answered so far, and leaves.
fn release(one: Option<(Request, TcpStream)>, tally: &mut Tally) {
    if let Some((request, mut stream)) = one {
        drop(stream.set_nonblocking(true));
        tally.note(&request, &answers(&mut stream));
    }
}

/// The statuses of all answers on a connection; 0 where it was closed without one.
fn answers(stream: &mut TcpStream) -> Vec<u16> {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let statuses: Vec<u16> = text
        .split("HTTP/1.")
        .skip(1)
        .filter_map(|answer| answer.get(2..5)?.parse().ok())
        .collect();
    let is_waiting =
        matches!(read, Err(ref error) if [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind()));
    match (statuses.is_empty(), is_waiting) {
        (true, false) => vec![0],
        _ => statuses,
    }
}
