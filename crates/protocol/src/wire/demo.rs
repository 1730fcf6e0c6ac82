//! `/v1/demo`: there only when the relay runs on a demonstration clock.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `POST /v1/demo/go`: moves the relay's time on to an instant, never back;
/// answered with [`DemoTime`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoGo {
    /// The instant.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub to: DateTime<Utc>,
}

/// `POST /v1/demo/skip` answers with the relay's time after the skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoTime {
    /// The relay's time.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub now: DateTime<Utc>,
    /// Whether there was a window to skip to.
    pub moved: bool,
}
