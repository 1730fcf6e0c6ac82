//! The relay's "something is there": a hint to sync, never content.

use super::{clock, link::authorization};
use core::time::Duration;
use futures_util::future::{Either, select};
use gloo::net::http::Request;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

/// How long a stream may be silent: a little more than twice the time between
/// two comments of the relay. One that is silent for longer hangs on a
/// connection that died, as in a device's sleep.
const SILENCE: Duration = Duration::from_secs(45);

/// Listens until the stream ends or falls silent: calls `opened` once it is
/// open, and `heard` for all that comes, with whether it is a nudge, for as
/// long as that says yes. Returns whether it had opened at all.
///
/// The stream is read as it comes: fetched with a header, so that the device's
/// token stays out of URLs.
pub async fn listen(
    token: &[u8; 32],
    opened: impl FnOnce(),
    mut heard: impl FnMut(bool) -> bool,
) -> bool {
    let Ok(controller) = AbortController::new() else {
        return false;
    };
    let guard = AbortOnDrop(controller);
    let request = Request::get("/v1/nudges")
        .header("Authorization", &authorization(token))
        .header("Accept", "text/event-stream")
        .abort_signal(Some(&guard.0.signal()));
    let Some(Ok(response)) = soon(request.send()).await else {
        return false;
    };
    let Some(reader) = response
        .ok()
        .then(|| response.body())
        .flatten()
        .and_then(|body| {
            body.get_reader()
                .dyn_into::<ReadableStreamDefaultReader>()
                .ok()
        })
    else {
        return false;
    };
    opened();
    while let Some(Ok(chunk)) = soon(JsFuture::from(reader.read())).await {
        if is_done(&chunk) || !heard(carries_nudge(&chunk)) {
            break;
        }
    }
    true
}

/// What comes of `work`; none if that takes longer than a stream may be silent.
async fn soon<T>(work: impl Future<Output = T>) -> Option<T> {
    let work = core::pin::pin!(work);
    let limit = core::pin::pin!(clock::wait(SILENCE));
    match select(work, limit).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(((), _)) => None,
    }
}

struct AbortOnDrop(AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn is_done(chunk: &JsValue) -> bool {
    js_sys::Reflect::get(chunk, &JsValue::from_str("done")).map_or(true, |done| done.is_truthy())
}

/// Comments keep the stream alive and begin with a colon; everything else is
/// a nudge. A nudge cut in two by the network is at worst counted twice.
fn carries_nudge(chunk: &JsValue) -> bool {
    js_sys::Reflect::get(chunk, &JsValue::from_str("value"))
        .ok()
        .and_then(|value| value.dyn_into::<js_sys::Uint8Array>().ok())
        .map(|bytes| bytes.to_vec())
        .is_some_and(|bytes| {
            bytes
                .split(|byte| *byte == b'\n')
                .any(|line| line.starts_with(b"event"))
        })
}
