//! The server: a function of listeners, a relay and a shutdown signal.

use crate::{http, ladder, listeners::Listeners, relay::Relay, releases};
use axum::Router;
use core::{future::Future, time::Duration};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use std::sync::Arc;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    time::timeout,
};

/// How long requests under way may take after the signal.
const GRACE: Duration = Duration::from_secs(10);

/// How long a request's head may take to arrive, and an idle connection may
/// stay: whoever sends a byte a minute must not hold connections for ever.
const HEAD_WITHIN: Duration = Duration::from_secs(30);

impl Relay {
    /// Serves on all `listeners` until `shutdown`; requests under way are
    /// answered first.
    pub async fn serve(
        self,
        listeners: Vec<TcpListener>,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) {
        let relay = Arc::new(self);
        let (close, closing) = watch::channel(false);
        let releases = tokio::spawn(releases::run(Arc::clone(&relay)));
        let alarms = tokio::spawn(ladder::run(Arc::clone(&relay)));
        let router = http::router(relay, closing);
        let connections = GracefulShutdown::new();
        tokio::select! {
            () = take_all(Listeners(listeners), &router, &connections) => {}
            () = shutdown => {}
        }
        tracing::info!("closing");
        close.send_replace(true);
        // Whether all were answered or the time is over makes no difference.
        let _ = timeout(GRACE, connections.shutdown()).await;
        releases.abort();
        alarms.abort();
    }
}

/// Takes every connection, for ever.
async fn take_all(listeners: Listeners, router: &Router, connections: &GracefulShutdown) {
    loop {
        take(listeners.accept().await, router.clone(), connections);
    }
}

/// Answers on one connection, beside all others.
fn take(stream: TcpStream, router: Router, connections: &GracefulShutdown) {
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let connection = connections.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}
