//! Who asks: the device whose token the request carries.

use super::{Shared, error::Failure};
use crate::{store::SignedIn, token};
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use holdfast_protocol::RelayError;
use std::time::Instant;

/// A signed-in device that has not asked too often.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caller(pub(super) SignedIn);

impl FromRequestParts<Shared> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, shared: &Shared) -> Result<Self, Failure> {
        let header = parts.headers.get(header::AUTHORIZATION);
        let header = header.and_then(|value| value.to_str().ok());
        let digest = header.and_then(token::digest_of_header);
        let digest = digest.ok_or(RelayError::NotSignedIn)?;
        let known = shared.relay.store.signed_in(digest).await?;
        let device = known.ok_or(RelayError::NotSignedIn)?;
        if !shared.relay.limiter.allows(device.device, Instant::now()) {
            return Err(RelayError::TooMany.into());
        }
        Ok(Self(device))
    }
}
