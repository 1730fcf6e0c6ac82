//! The one place where an error becomes a status.

use super::body::Postcard;
use crate::{health::Unwell, store::StoreError};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use holdfast_protocol::RelayError;

/// An answer that is not a success.
#[derive(Debug, Clone, Copy)]
pub(super) struct Failure(RelayError);

impl From<RelayError> for Failure {
    fn from(error: RelayError) -> Self {
        Self(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self(RelayError::Unavailable)
    }
}

impl From<Unwell> for Failure {
    fn from(unwell: Unwell) -> Self {
        tracing::error!(%unwell, "the relay is not well");
        Self(RelayError::Unavailable)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = (status(self.0), Postcard(self.0)).into_response();
        if self.0 == RelayError::TooMany {
            let headers = response.headers_mut();
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

const fn status(error: RelayError) -> StatusCode {
    match error {
        RelayError::Unreadable => StatusCode::BAD_REQUEST,
        RelayError::NotSignedIn => StatusCode::UNAUTHORIZED,
        RelayError::NotAllowed => StatusCode::FORBIDDEN,
        RelayError::Unknown => StatusCode::NOT_FOUND,
        RelayError::AlreadyUsed => StatusCode::CONFLICT,
        RelayError::Expired => StatusCode::GONE,
        RelayError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        RelayError::ClientTooOld => StatusCode::UPGRADE_REQUIRED,
        RelayError::TooMany => StatusCode::TOO_MANY_REQUESTS,
        RelayError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
