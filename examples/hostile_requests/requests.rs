//! What is sent.

use super::dice::Dice;
use super::json::{QUESTIONS, deep, question, right, value};

/// Something to send, and how to go on.
#[derive(Debug)]
pub struct Request {
    pub kind: &'static str,
    pub bytes: Vec<u8>,
    pub then: Then,
}

/// What the browser does when it has sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Waits for the answer, which has one of these statuses; any but a failure where there are none.
    Read(&'static [u16]),
    /// Closes the connection.
    Leave,
    /// Says no more for long, but stays.
    Hold,
}

const ANY: &[u16] = &[];
const KINDS: [fn(&mut Dice, u16) -> Request; 16] = [
    |dice, port| asking("right", port, &right(dice), dice, Then::Read(&[200, 503])),
    |dice, port| asking("nearly right", port, &question(dice), dice, Then::Read(ANY)),
    |dice, port| asking("nearly right", port, &question(dice), dice, Then::Read(ANY)),
    |dice, port| asking("nearly right", port, &question(dice), dice, Then::Read(ANY)),
    |dice, port| asking("any JSON", port, &value(dice, 4), dice, Then::Read(&[400, 422])),
    |dice, port| asking("deep JSON", port, &deep(dice), dice, Then::Read(&[400, 413])),
    |dice, port| asking("left alone", port, &right(dice), dice, Then::Leave),
    broken_off,
    foreign,
    elsewhere,
    garbage,
    mangled,
    pipelined,
    enormous,
    framed_wrongly,
    slow,
];

/// The request that belongs to these dice.
pub fn request(dice: &mut Dice, port: u16) -> Request {
    KINDS[dice.below(KINDS.len())](dice, port)
}

fn head(port: u16, question: &str) -> String {
    format!("POST /api/{question} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n")
}

fn post(port: u16, question: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "{}Connection: close\r\nContent-Length: {length}\r\n\r\n{body}",
        head(port, question)
    )
}

fn asking(kind: &'static str, port: u16, body: &str, dice: &mut Dice, then: Then) -> Request {
    let bytes = post(port, dice.of(&QUESTIONS), body).into_bytes();
    Request { kind, bytes, then }
}

/// A part of a question.
fn broken_off(dice: &mut Dice, port: u16) -> Request {
    let mut request = asking("broken off", port, &right(dice), dice, Then::Leave);
    request.bytes.truncate(dice.below(request.bytes.len()));
    request
}

/// Another page's question.
fn foreign(dice: &mut Dice, port: u16) -> Request {
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let lines = [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: localhost.evil.example:{port}\r\n"),
        format!("{host}Host: evil.example\r\n"),
        format!("{host}Origin: http://evil.example\r\n"),
        format!("{host}Origin: null\r\n"),
        format!("{host}Sec-Fetch-Site: cross-site\r\n"),
        String::new(),
    ];
    let own = post(port, dice.of(&QUESTIONS), &right(dice));
    Request {
        kind: "foreign",
        bytes: own.replace(&host, &lines[dice.below(lines.len())]).into_bytes(),
        then: Then::Read(&[400, 403, 421]),
    }
}

/// A path that leads somewhere else.
fn elsewhere(dice: &mut Dice, port: u16) -> Request {
    let steps = [
        "../",
        "..%2f",
        "%2e%2e/",
        "..\\",
        "..%5c",
        "%252e%252e/",
        "....//",
        "%00",
    ];
    let step = dice.of(&steps).repeat(1 + dice.below(8));
    let before = dice.of(&["/", "//", "/api/", "/index.html/", "/./"]);
    let file = dice.of(&["etc/passwd", "Cargo.toml", "index.html", "proc/self/environ"]);
    Request {
        kind: "elsewhere",
        bytes: format!("GET {before}{step}{file} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
            .into_bytes(),
        then: Then::Read(&[400, 404]),
    }
}

/// Bytes that mean nothing.
fn garbage(dice: &mut Dice, _: u16) -> Request {
    let length = 1 + dice.below(4000);
    let mut bytes: Vec<u8> = (0..length).map(|_| dice.bits() as u8).collect();
    bytes.extend_from_slice(b"\r\n\r\n");
    Request {
        kind: "garbage",
        bytes,
        then: Then::Read(&[0, 400, 414, 431]),
    }
}

/// A right question of which some bytes are others.
fn mangled(dice: &mut Dice, port: u16) -> Request {
    let mut request = asking("mangled", port, &right(dice), dice, Then::Hold);
    for _ in 0..1 + dice.below(5) {
        let place = dice.below(request.bytes.len());
        request.bytes[place] = dice.bits() as u8;
    }
    request
}

/// Several at once, of which the last ends the connection.
fn pipelined(dice: &mut Dice, port: u16) -> Request {
    let open: String = (0..1 + dice.below(20))
        .map(|_| post(port, dice.of(&QUESTIONS), &question(dice)).replace("Connection: close\r\n", ""))
        .collect();
    let last = post(port, "scenario", &right(dice));
    Request {
        kind: "pipelined",
        bytes: (open + &last).into_bytes(),
        then: [Then::Read(ANY), Then::Leave][dice.below(2)],
    }
}

/// More or longer headers, or a longer path or body, than anybody needs.
fn enormous(dice: &mut Dice, port: u16) -> Request {
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let text = match dice.below(4) {
        0 => format!("GET / HTTP/1.1\r\n{host}X: {}\r\n\r\n", "x".repeat(200_000)),
        1 => format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: x\r\n".repeat(5000)),
        2 => format!("GET /{} HTTP/1.1\r\n{host}\r\n", "x".repeat(200_000)),
        _ => post(port, "world", &" ".repeat(3 << 20)),
    };
    Request {
        kind: "enormous",
        bytes: text.into_bytes(),
        then: Then::Read(&[0, 400, 404, 413, 414, 431]),
    }
}

/// A body whose length is not what is said of it, or other protocols.
fn framed_wrongly(dice: &mut Dice, port: u16) -> Request {
    let head = head(port, dice.of(&QUESTIONS));
    let texts = [
        format!("{head}Content-Length: -1\r\n\r\n{{}}"),
        format!("{head}Content-Length: 18446744073709551616\r\n\r\n{{}}"),
        format!("{head}Content-Length: 1\r\nContent-Length: 2\r\n\r\n{{}}"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{{}}"),
        format!("{head}Transfer-Encoding: gzip, identity\r\n\r\n{{}}"),
        format!("{head}Content-Length: 999999999999\r\n\r\n{{}}"),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        format!("CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n"),
        format!("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"),
        "GET /\r\n\r\n".to_owned(),
    ];
    Request {
        kind: "framed wrongly",
        bytes: texts[dice.below(texts.len())].clone().into_bytes(),
        then: Then::Hold,
    }
}

/// A question that does not come to its end.
fn slow(dice: &mut Dice, port: u16) -> Request {
    let mut request = asking("slow", port, &right(dice), dice, Then::Hold);
    request.bytes.truncate(1 + dice.below(request.bytes.len() - 1));
    request
}
