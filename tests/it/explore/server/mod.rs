//! The page's server, asked over real connections.

mod door;
mod hostile;
mod leaving;
mod limits;
mod page;
mod program;
mod questions;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::thread::JoinHandle;
use std::time::Duration;

use alliance_page::server::{Port, Server, ServerBounds, Stopper};

/// A server that runs until it is dropped.
struct Running {
    port: u16,
    stop: Stopper,
    thread: Option<JoinHandle<std::io::Result<()>>>,
}

impl Running {
    fn new() -> Self {
        Self::within(ServerBounds::default())
    }

    fn within(bounds: ServerBounds) -> Self {
        let server = Server::at(Port::Exactly(0)).unwrap();
        let address = server.url();
        let port = address.trim_end_matches('/').rsplit(':').next().unwrap();
        Self {
            port: port.parse().unwrap(),
            stop: server.stopper(),
            thread: Some(std::thread::spawn(move || server.run(None, bounds, 2))),
        }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// A connection on which this was sent.
    fn send(&self, request: &str) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// Everything that is answered to this until the connection is closed.
    fn ask(&self, request: &str) -> Answer {
        let mut answer = Vec::new();
        self.send(request).read_to_end(&mut answer).unwrap();
        Answer(String::from_utf8(answer).unwrap())
    }

    /// `GET`, with these lines among the headers.
    fn get(&self, path: &str, lines: &str) -> Answer {
        self.ask(&self.request("GET", path, lines, ""))
    }

    /// A question of the page itself.
    fn question(&self, name: &str, body: &str) -> String {
        self.request(
            "POST",
            &format!("/api/{name}"),
            "Content-Type: application/json\r\n",
            body,
        )
    }

    fn request(&self, method: &str, path: &str, lines: &str, body: &str) -> String {
        let (port, length) = (self.port, body.len());
        let length = if body.is_empty() {
            String::new()
        } else {
            format!("Content-Length: {length}\r\n")
        };
        format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{lines}{length}\r\n{body}")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.stop();
        let served = self.thread.take().map(|thread| thread.join().unwrap());
        assert!(matches!(served, Some(Ok(()))), "{served:?}");
    }
}

/// What came back.
#[derive(Debug)]
struct Answer(String);

impl Answer {
    fn status(&self) -> u16 {
        self.0.get(9..12).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    /// What a header says.
    fn header(&self, name: &str) -> Option<&str> {
        let head = self.0.split("\r\n\r\n").next()?;
        let fields = head.lines().filter_map(|line| line.split_once(": "));
        fields
            .filter(|(found, _)| *found == name)
            .map(|(_, value)| value)
            .next_back()
    }

    fn body(&self) -> &str {
        self.0.split_once("\r\n\r\n").unwrap().1
    }

    /// What is told to a person.
    fn error(&self) -> String {
        let body: serde_json::Value = serde_json::from_str(self.body()).unwrap();
        body["error"].as_str().unwrap().to_owned()
    }
}
