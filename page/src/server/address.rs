//! Where the page is found.

use std::io;
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener};

use thiserror::Error;

/// The port that is tried first: a link to the page then holds when the program is started again. It is A-L-L-I-A on the keys of
/// a telephone; nobody has registered it, and it lies below those that systems hand out.
const FAVOURITE: u16 = 25542;

/// Which port of this machine to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// Always the same where it is free, else any that is.
    Favourite,
    /// This one; 0 is any that is free.
    Exactly(u16),
}

/// The page cannot be offered.
#[derive(Debug, Error)]
#[error(
    "port {port} of this machine cannot be used; name another with --port, or leave that out to take any that is free"
)]
pub struct AddressError {
    port: u16,
    source: io::Error,
}

impl Port {
    /// Listens on the loopback device, which no other machine reaches; says at which port.
    pub(super) fn listen(self) -> Result<(TcpListener, u16), AddressError> {
        match self {
            Self::Exactly(port) => listen(port),
            Self::Favourite => listen(FAVOURITE).or_else(|_| listen(0)),
        }
    }
}

fn listen(port: u16) -> Result<(TcpListener, u16), AddressError> {
    let listener = TcpListener::bind(SocketAddrV4::new(Ipv4Addr::LOCALHOST, port));
    let found = listener.and_then(|listener| Ok((listener.local_addr()?.port(), listener)));
    match found {
        Ok((port, listener)) => Ok((listener, port)),
        Err(source) => Err(AddressError { port, source }),
    }
}
