//! Several listeners as one, since `localhost` can mean two addresses.

use core::{task::Poll, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};

/// A pause when the system has no room for another connection.
const FULL: Duration = Duration::from_millis(200);

/// Several listeners as one.
#[derive(Debug)]
pub(crate) struct Listeners(pub(crate) Vec<TcpListener>);

impl Listeners {
    /// The next connection, to whichever of them.
    pub(crate) async fn accept(&self) -> TcpStream {
        loop {
            let next = core::future::poll_fn(|context| {
                let ready =
                    self.0
                        .iter()
                        .find_map(|listener| match listener.poll_accept(context) {
                            Poll::Ready(accepted) => Some(accepted),
                            Poll::Pending => None,
                        });
                ready.map_or(Poll::Pending, Poll::Ready)
            });
            match next.await {
                Ok((stream, _)) => return stream,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(FULL).await;
                }
            }
        }
    }
}
