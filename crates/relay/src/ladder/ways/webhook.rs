//! A call of the clinic's own system.

use super::heard;
use crate::{
    ladder::{Heard, Webhook},
    store::Notice,
};
use chrono::SecondsFormat;
use hmac::{Hmac, KeyInit as _, Mac as _};
use reqwest::Client;
use sha2::Sha256;

/// The header with the signature: `sha256=` and the body's HMAC in hexadecimal.
const SIGNATURE: &str = "Holdfast-Signature";

/// Calls; what came of it.
pub(super) async fn call(http: &Client, to: &Webhook, notice: &Notice, url: &str) -> Heard {
    post(http, to, body(notice, url)).await
}

/// Calls with nothing but that it is a test.
pub(super) async fn try_out(http: &Client, to: &Webhook) -> Heard {
    post(http, to, serde_json::json!({ "test": true }).to_string()).await
}

async fn post(http: &Client, to: &Webhook, body: String) -> Heard {
    let Some(signature) = signature(&to.secret, &body) else {
        return Heard::Never;
    };
    let request = http
        .post(&to.url)
        .header("Content-Type", "application/json")
        .header(SIGNATURE, signature)
        .body(body);
    let answer = request.send().await;
    heard(answer.as_ref().map(reqwest::Response::status))
}

/// What is said, and nothing else.
fn body(notice: &Notice, url: &str) -> String {
    serde_json::json!({
        "reference": notice.reference,
        "name": notice.name,
        "letter_at": notice.letter_at.to_rfc3339_opts(SecondsFormat::Secs, true),
        "acknowledge_url": url,
    })
    .to_string()
}

/// The body's signature; none where the key is none.
pub(super) fn signature(secret: &str, body: &str) -> Option<String> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(body.as_bytes());
    let digest = mac.finalize().into_bytes();
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    Some(format!("sha256={hex}"))
}
