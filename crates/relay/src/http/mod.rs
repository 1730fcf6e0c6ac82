//! HTTP: routes, and what every answer has in common.

mod acknowledge;
mod auth;
mod body;
mod demo;
mod error;
mod headers;
mod health;
mod invitations;
mod nudges;
mod push;
mod sync;
#[cfg(test)]
mod tests;

use crate::relay::Relay;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::Method,
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use error::Failure;
use holdfast_protocol::RelayError;
use std::sync::Arc;
use tokio::sync::watch;

/// Bytes of a request that takes an alarm on.
const TOKEN_BYTES_MAX: usize = 1024;

/// What every handler shares.
#[derive(Clone)]
struct Shared {
    relay: Arc<Relay>,
    closing: watch::Receiver<bool>,
}

/// All routes. Streams end once `closing` says so.
pub(crate) fn router(relay: Arc<Relay>, closing: watch::Receiver<bool>) -> Router {
    let mut routes = Router::new()
        .route("/v1/health", get(health::health))
        .route("/v1/sync", post(sync::sync))
        .route("/v1/nudges", get(nudges::nudges))
        .route("/v1/invitations", post(invitations::create))
        .route("/v1/invitations/{id}", get(invitations::view))
        .route("/v1/invitations/{id}/accept", post(invitations::accept))
        .route(
            "/v1/push",
            get(push::key)
                .post(push::subscribe)
                .delete(push::unsubscribe),
        )
        .route(
            "/v1/acknowledge",
            post(acknowledge::acknowledge).layer(DefaultBodyLimit::max(TOKEN_BYTES_MAX)),
        )
        .route("/acknowledge", get(acknowledge::page))
        .route("/acknowledge/script.js", get(acknowledge::script))
        .route("/acknowledge/style.css", get(acknowledge::style));
    if relay.is_demo() {
        routes = routes
            .route("/v1/demo/skip", post(demo::skip))
            .route("/v1/demo/go", post(demo::go));
    }
    let shared = Shared { relay, closing };
    routes
        .fallback(app)
        .method_not_allowed_fallback(unknown)
        .layer(middleware::from_fn_with_state(shared.clone(), headers::add))
        .with_state(shared)
}

async fn unknown() -> Failure {
    RelayError::Unknown.into()
}

/// Everything that is no route: the app, where there is one.
async fn app(State(shared): State<Shared>, request: Request) -> Response {
    let path = request.uri().path();
    let ours = path == "/v1" || path.starts_with("/v1/");
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let answer = match &shared.relay.app {
        Some(app) if reads && !ours => app.answer(path, request.headers()),
        Some(_) | None => None,
    };
    answer.unwrap_or_else(|| Failure::from(RelayError::Unknown).into_response())
}
