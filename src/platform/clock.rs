//! The one door to the device's clock.

use chrono::{DateTime, Utc};
use core::time::Duration;
use holdfast_sync::Moment;
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// What the device believes the time to be; wrong by hours and days on some.
#[must_use]
pub fn device_now() -> DateTime<Utc> {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit"
    )]
    let millis = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Milliseconds since the page opened: only ever moves forward.
#[must_use]
pub fn monotonic() -> Moment {
    let millis = web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now());
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a page does not stay open for 500 million years"
    )]
    Moment(millis.max(0.0) as u64)
}

/// Waits; wakes late if the device slept.
pub async fn wait(duration: Duration) {
    gloo_timers::future::sleep(duration).await;
}

/// How long one slice of work may be: half a frame.
const SLICE: Duration = Duration::from_millis(8);

/// Work that is done in slices, so that the page never stands still.
#[derive(Debug)]
pub struct Slice(Moment);

impl Slice {
    /// A slice that begins now.
    #[must_use]
    pub fn begin() -> Self {
        Self(monotonic())
    }

    /// Lets the browser do its own work, where this slice has been long enough.
    pub async fn pause_if_long(&mut self) {
        if monotonic().since(self.0) >= SLICE {
            breathe().await;
            *self = Self::begin();
        }
    }
}

/// Lets the browser do its own work, and goes on as soon as it has. A timer
/// would wait four milliseconds more each time; a message to oneself does not.
pub async fn breathe() {
    let Ok(channel) = web_sys::MessageChannel::new() else {
        return wait(Duration::ZERO).await;
    };
    let (here, there) = (channel.port1(), channel.port2());
    let arrives = js_sys::Promise::new(&mut |resolve, _| {
        let heard = Closure::once_into_js(move || resolve.call0(&JsValue::NULL));
        here.set_onmessage(Some(heard.unchecked_ref()));
        // Nothing that cannot be cloned is sent, so it never fails.
        drop(there.post_message(&JsValue::NULL));
    });
    // It is only ever resolved.
    drop(JsFuture::from(arrives).await);
    channel.port1().close();
}
