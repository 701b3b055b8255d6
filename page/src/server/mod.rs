//! The server of `alliance explore`: hands out the page, and puts the page's questions to the engine.
//!
//! One thread talks with browsers, and questions are answered on others. Whoever is not served is told why in a sentence.

mod address;
mod admission;
mod answering;
mod body;
mod bounds;
mod connection;
mod departure;
mod files;
mod lines;
mod rejection;
mod reply;
mod router;
mod sending;
mod workers;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::{Notify, Semaphore};

pub use address::{AddressError, Port};
pub use bounds::ServerBounds;
use router::Router;

use super::interface::Opened;

/// How long to wait before connections are accepted again after one could not be.
const AFTER_FAILURE: Duration = Duration::from_millis(100);
/// How long to wait for work that was told to end with the server.
const AT_THE_END: Duration = Duration::from_secs(1);

/// A page that this machine's browsers can open, and no others.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
    end: Arc<Notify>,
}

/// Ends a server from elsewhere.
#[derive(Debug, Clone)]
pub struct Stopper(Arc<Notify>);

impl Stopper {
    /// The server takes no more requests, and its work ends.
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

impl Server {
    /// Takes a port. Browsers that call from now on are served as soon as the server runs.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub fn at(port: Port) -> Result<Self, AddressError> {
        let (listener, port) = port.listen()?;
        Ok(Self {
            listener,
            port,
            end: Arc::default(),
        })
    }

    /// What to open in a browser.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// By which the server is ended.
    #[must_use]
    pub fn stopper(&self) -> Stopper {
        Stopper(Arc::clone(&self.end))
    }

    /// Serves until it is stopped.
    ///
    /// # Errors
    /// When there are no threads to be had.
    pub fn run(self, opened: Option<Opened>, bounds: ServerBounds, n_threads: usize) -> io::Result<()> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(bounds.jobs)
            .build()?;
        let n_connections = bounds.connections;
        let router = Arc::new(Router::new(self.port, opened, bounds, n_threads)?);
        let served = runtime.block_on(async {
            let listener = listening(self.listener)?;
            tokio::select! {
                () = accept(listener, router, n_connections) => {}
                () = self.end.notified() => {}
            }
            Ok(())
        });
        runtime.shutdown_timeout(AT_THE_END);
        served
    }
}

fn listening(listener: TcpListener) -> io::Result<tokio::net::TcpListener> {
    listener.set_nonblocking(true)?;
    tokio::net::TcpListener::from_std(listener)
}

/// Serves whoever calls, so many at a time; others wait to be let in.
async fn accept(listener: tokio::net::TcpListener, router: Arc<Router>, n_connections: usize) {
    let places = Arc::new(Semaphore::new(n_connections));
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(AFTER_FAILURE).await;
            continue;
        };
        let router = Arc::clone(&router);
        tokio::spawn(async move {
            // A connection that breaks is no concern of the others.
            drop(connection::serve(stream, router).await);
            drop(place);
        });
    }
}
