//! The one door to the device's clock.

use chrono::{DateTime, Utc};
use core::time::Duration;
use holdfast_sync::Moment;

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
