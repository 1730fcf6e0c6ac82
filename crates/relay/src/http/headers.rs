//! What every answer carries, and the line that every request leaves in the
//! log: never a path's ids, never a body.

use super::Shared;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
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
    let mut response = next.run(request).await;
    let route = path.as_ref().map_or("app", MatchedPath::as_str);
    tracing::debug!(%method, route, status = response.status().as_u16());
    let app = shared.relay.app.as_ref();
    protect(response.headers_mut(), app.map(|app| app.policy()));
    response
}

fn protect(headers: &mut HeaderMap, policy: Option<&HeaderValue>) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = policy.unwrap_or(&NOTHING);
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
}
