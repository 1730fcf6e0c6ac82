//! The server: a function of listeners, a relay and a shutdown signal.

use crate::{
    http,
    relay::{Relay, StartError},
    releases,
};
use axum::serve::Listener;
use core::{future::Future, net::SocketAddr, task::Poll, time::Duration};
use std::sync::Arc;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time::sleep,
};

/// How long requests under way may take after the signal.
const GRACE: Duration = Duration::from_secs(10);

impl Relay {
    /// Serves on all `listeners` until `shutdown`; requests under way are
    /// answered first.
    ///
    /// # Errors
    /// When the network fails.
    pub async fn serve(
        self,
        listeners: Vec<TcpListener>,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), StartError> {
        let relay = Arc::new(self);
        let (close, closing) = watch::channel(false);
        let releases = tokio::spawn(releases::run(Arc::clone(&relay)));
        let router = http::router(relay, closing.clone());
        let signal = async move {
            shutdown.await;
            tracing::info!("closing");
            close.send_replace(true);
        };
        let served = axum::serve(Listeners(listeners), router).with_graceful_shutdown(signal);
        let outcome = tokio::select! {
            outcome = async { served.await } => outcome,
            () = patience(closing) => Ok(()),
        };
        releases.abort();
        outcome.map_err(|error| StartError::Network {
            reason: error.to_string(),
        })
    }
}

/// Ends when requests have had their time after the signal.
async fn patience(mut closing: watch::Receiver<bool>) {
    if closing.wait_for(|closing| *closing).await.is_err() {
        // The signal went with the server that it was for.
        core::future::pending::<()>().await;
    }
    sleep(GRACE).await;
}

/// Several listeners as one, since `localhost` can mean two addresses.
struct Listeners(Vec<TcpListener>);

impl Listener for Listeners {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        /// A pause when the system has no room for another connection.
        const FULL: Duration = Duration::from_millis(200);
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
                Ok(accepted) => return accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    sleep(FULL).await;
                }
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Self::Addr> {
        match self.0.first() {
            Some(listener) => listener.local_addr(),
            None => Err(std::io::ErrorKind::AddrNotAvailable.into()),
        }
    }
}
