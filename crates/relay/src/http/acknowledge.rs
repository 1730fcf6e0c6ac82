//! Taking an alarm on by the link of a notice: a page that needs no app, and
//! the one request that it makes. To fetch the page does nothing.

use super::{Shared, error::Failure};
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use base64ct::{Base64UrlUnpadded, Encoding};
use chrono::SecondsFormat;
use holdfast_protocol::{RelayError, token_digest};
use serde::Deserialize;

const PAGE: &str = include_str!("../acknowledge/page.html");
const SCRIPT: &str = include_str!("../acknowledge/script.js");
const STYLE: &str = include_str!("../acknowledge/style.css");

/// What the page may do: its own script, its own style, its one request.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// Bytes of a token.
const LENGTH: usize = 32;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    token: String,
}

/// `GET /acknowledge`.
pub(super) async fn page() -> Response {
    file("text/html; charset=utf-8", PAGE)
}

/// `GET /acknowledge/script.js`.
pub(super) async fn script() -> Response {
    file("text/javascript; charset=utf-8", SCRIPT)
}

/// `GET /acknowledge/style.css`.
pub(super) async fn style() -> Response {
    file("text/css; charset=utf-8", STYLE)
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    (headers, text).into_response()
}

/// `POST /v1/acknowledge`: who took it on, and when.
pub(super) async fn acknowledge(
    State(shared): State<Shared>,
    body: Bytes,
) -> Result<Response, Failure> {
    let asked: Asked = serde_json::from_slice(&body).map_err(|_| RelayError::Unreadable)?;
    let mut token = [0; LENGTH];
    let read = Base64UrlUnpadded::decode(asked.token.as_bytes(), &mut token);
    if read.map(<[u8]>::len) != Ok(LENGTH) {
        return Err(RelayError::Unknown.into());
    }
    let relay = &shared.relay;
    let taken = relay
        .store
        .take_on(relay.now(), token_digest(&token))
        .await?;
    let taken = taken.ok_or(RelayError::Unknown)?;
    relay.nudges.nudge(&taken.grown, None);
    relay.alarms_changed.notify_one();
    let said = serde_json::json!({
        "by": if taken.by_this_link { "you" } else { "another" },
        "name": taken.name,
        "at": taken.at.to_rfc3339_opts(SecondsFormat::Millis, true),
    });
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, said.to_string()).into_response())
}
