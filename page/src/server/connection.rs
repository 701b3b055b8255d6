//! One browser's connection.

use std::io;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::Interest;
use tokio::net::TcpStream;
use tokio_io_timeout::TimeoutStream;

use super::Router;
use super::departure::Departure;

/// How long the first lines and the headers of a request may be together.
const MOST_HEAD: usize = 64 << 10;
const MOST_HEADERS: usize = 64;

/// Serves a connection to its end. What goes wrong on it is the browser's to notice.
pub(super) async fn serve(stream: TcpStream, router: Arc<Router>) -> io::Result<()> {
    let departure = Departure::default();
    let (stream, twin) = twins(stream)?;
    let write = router.bounds.write;
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(write));
    let answers = service_fn(|request| router.answer(request, &departure));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(router.bounds.head)
        .max_buf_size(MOST_HEAD)
        .max_headers(MOST_HEADERS)
        .serve_connection(TokioIo::new(Box::pin(stream)), answers);
    let watch = async {
        until_closed(&twin).await;
        departure.happen();
        std::future::pending::<()>().await;
    };
    tokio::select! {
        _ = connection => {}
        () = watch => {}
    }
    Ok(())
}

/// The same connection twice: to serve, and to see the browser leave while there is nothing to be read, or too much.
fn twins(stream: TcpStream) -> io::Result<(TcpStream, TcpStream)> {
    stream.set_nodelay(true)?;
    let stream = stream.into_std()?;
    let twin = stream.try_clone()?;
    Ok((TcpStream::from_std(stream)?, TcpStream::from_std(twin)?))
}

/// Waits until the browser sends no more.
async fn until_closed(twin: &TcpStream) {
    while let Ok(ready) = twin.ready(Interest::READABLE).await {
        if ready.is_read_closed() {
            return;
        }
        // Something has come, which the other twin reads. Saying that nothing has lets this one wait for the next.
        drop(twin.try_io(Interest::READABLE, || Err::<(), _>(io::ErrorKind::WouldBlock.into())));
    }
}
