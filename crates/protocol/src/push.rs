//! `/v1/push`: where a therapist's browser can be pushed to.
//!
//! `GET` answers [`PushServer`], `POST` takes a [`PushSubscription`] for the
//! signed-in account, `DELETE` a [`PushEnd`].

use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;

/// Characters of an endpoint.
pub const ENDPOINT_CHARACTERS_MAX: usize = 1024;

/// By which key a browser knows this relay's messages: the
/// `applicationServerKey` of a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushServer {
    /// A point of P-256, uncompressed.
    pub key: ByteArray<65>,
}

/// A browser's `PushSubscription`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushSubscription {
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// Its `p256dh` key: a point of P-256, uncompressed.
    pub key: ByteArray<65>,
    /// Its `auth` secret.
    pub secret: ByteArray<16>,
}

/// A subscription that is over.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushEnd {
    /// Its endpoint.
    pub endpoint: String,
}

// Not derived: whoever knows an endpoint can reach the device.
impl core::fmt::Debug for PushSubscription {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PushSubscription(…)")
    }
}

impl core::fmt::Debug for PushEnd {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PushEnd(…)")
    }
}
