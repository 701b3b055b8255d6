//! How much the server bears, and how long it waits.

use std::time::Duration;

/// What is refused, or waited for no longer.
#[derive(Debug, Clone)]
pub struct ServerBounds {
    /// How many browsers' connections are served at a time; further ones wait.
    pub connections: usize,
    /// How many questions are answered at a time.
    pub jobs: usize,
    /// How long a question waits for its turn before it is told that all are busy.
    pub turn: Duration,
    /// How long the head of a request may take, and a connection be idle.
    pub head: Duration,
    /// How long the body of a request may take.
    pub body: Duration,
    /// How long a browser may take no byte of an answer.
    pub write: Duration,
}

impl Default for ServerBounds {
    fn default() -> Self {
        Self {
            connections: 128,
            jobs: 8,
            turn: Duration::from_secs(3),
            head: Duration::from_secs(30),
            body: Duration::from_secs(15),
            write: Duration::from_secs(10),
        }
    }
}
