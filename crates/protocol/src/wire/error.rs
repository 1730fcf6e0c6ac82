//! Why an HTTP answer is not a success.

use serde::{Deserialize, Serialize};

/// The body of every HTTP answer that is not a success.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RelayError {
    /// 400: the body cannot be read.
    #[error("the request could not be read")]
    Unreadable,
    /// 401: no token, or one that is not known or was revoked.
    #[error("this device is not signed in")]
    NotSignedIn,
    /// 403: the account may not do this.
    #[error("not for this account")]
    NotAllowed,
    /// 404: no such invitation.
    #[error("no such thing here")]
    Unknown,
    /// 409: the invitation was accepted by somebody else.
    #[error("the invitation was used before")]
    AlreadyUsed,
    /// 410: the invitation's time is over.
    #[error("the invitation has expired")]
    Expired,
    /// 413: the body is too large.
    #[error("the request is too large")]
    TooLarge,
    /// 426: the device speaks a protocol that this relay no longer knows.
    #[error("the app is too old for this relay")]
    ClientTooOld,
    /// 429: too many requests.
    #[error("too many requests")]
    TooMany,
    /// 503: the relay cannot reach its disk; nothing was stored.
    #[error("the relay is unable to store anything now")]
    Unavailable,
}
