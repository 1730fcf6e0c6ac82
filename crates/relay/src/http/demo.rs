//! `/v1/demo`: there only when the relay runs on a demonstration clock.

use super::{Shared, auth::Caller, body::Postcard, error::Failure};
use axum::extract::State;
use holdfast_protocol::{DemoGo, DemoTime, RelayError};

/// Moves time to the next opening of any window.
pub(super) async fn skip(
    State(shared): State<Shared>,
    Caller(_): Caller,
) -> Result<Postcard<DemoTime>, Failure> {
    let time = shared.relay.skip().await?;
    Ok(Postcard(time.ok_or(RelayError::Unknown)?))
}

/// Moves time on to an instant, a year ahead at most.
pub(super) async fn go(
    State(shared): State<Shared>,
    Caller(_): Caller,
    Postcard(request): Postcard<DemoGo>,
) -> Result<Postcard<DemoTime>, Failure> {
    let time = shared.relay.go(request.to).await?;
    Ok(Postcard(time.ok_or(RelayError::Unreadable)?))
}
