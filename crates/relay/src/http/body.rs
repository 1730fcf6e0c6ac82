//! Postcard bodies, in and out.

use super::error::Failure;
use axum::{
    body::Body,
    extract::{FromRequest, Request},
    http::header,
    response::{IntoResponse, Response},
};
use core::time::Duration;
use futures_util::StreamExt;
use holdfast_protocol::{MEDIA_TYPE, REQUEST_BYTES_MAX, RelayError, decode, encode};
use serde::{Serialize, de::DeserializeOwned};
use tokio::time::timeout;

/// How much of a body that is too large is still read, so that its sender
/// reads our answer instead of finding the connection cut.
const DRAINED_BYTES_MAX: usize = 8 * REQUEST_BYTES_MAX;

/// How long a body may take to arrive.
const READ_WITHIN: Duration = Duration::from_secs(30);

/// A body in postcard.
#[derive(Debug)]
pub(super) struct Postcard<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Postcard<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let bytes = timeout(READ_WITHIN, read(request.into_body())).await;
        let bytes = bytes.map_err(|_| RelayError::Unreadable)??;
        let value = decode(&bytes, "a request").map_err(|_| RelayError::Unreadable)?;
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Postcard<T> {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, MEDIA_TYPE),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, encode(&self.0)).into_response()
    }
}

async fn read(body: Body) -> Result<Vec<u8>, RelayError> {
    let mut bytes = Vec::new();
    let mut length = 0;
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| RelayError::Unreadable)?;
        length += chunk.len();
        if length > DRAINED_BYTES_MAX {
            break;
        }
        if length <= REQUEST_BYTES_MAX {
            bytes.extend_from_slice(&chunk);
        }
    }
    if length > REQUEST_BYTES_MAX {
        return Err(RelayError::TooLarge);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    #[tokio::test(start_paused = true)]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let never = stream::pending::<Result<Vec<u8>, std::io::Error>>();
        let request = Request::new(Body::from_stream(never));
        let read = Postcard::<u8>::from_request(request, &()).await;
        let response = read.unwrap_err().into_response();
        assert_eq!(response.status(), 400);
    }
}
