//! What every answer carries, and the line that every request leaves in the
//! log: never a path's ids, never a body.
//!
//! What tells a browser how to treat a page stands on everything that a browser
//! may be made to show, frame or embed. That is never asked for with a token:
//! only our own code can send that header along. An answer to a token is data,
//! and often the only thing on a narrow line: it says that it is not to be taken
//! for anything else, and no more (docs/decisions/relay-serves-the-app.md).

use super::Shared;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const PAGES: [(HeaderName, &str); 4] = [
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ),
];

/// The policy of answers that are no page.
static NOTHING: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Adds the headers and logs the request.
pub(super) async fn add(
    State(shared): State<Shared>,
    path: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let is_data = request.uri().path().starts_with("/v1/");
    let with_token = request.headers().contains_key(header::AUTHORIZATION);
    let mut response = next.run(request).await;
    let route = path.as_ref().map_or("app", MatchedPath::as_str);
    tracing::debug!(%method, route, status = response.status().as_u16());
    let headers = response.headers_mut();
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    if !(is_data && with_token) {
        let app = shared.relay.app.as_ref().filter(|_| !is_data);
        protect(headers, app.map(|app| app.policy()));
    }
    response
}

fn protect(headers: &mut HeaderMap, policy: Option<&HeaderValue>) {
    for (name, value) in PAGES {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // A page that is stricter than the app says so itself.
    let policy = policy.unwrap_or(&NOTHING);
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| policy.clone());
}
