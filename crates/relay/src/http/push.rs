//! `/v1/push`: where a therapist's browser can be pushed to.

use super::{Shared, auth::Caller, body::Postcard, error::Failure};
use crate::store::Reach as _;
use axum::{extract::State, http::StatusCode};
use holdfast_protocol::{
    ENDPOINT_CHARACTERS_MAX, PushEnd, PushServer, PushSubscription, RelayError, Role,
};
use serde_bytes::ByteArray;

/// `GET`: the key that browsers are to know this relay's messages by; not
/// allowed where it can push to nobody.
pub(super) async fn key(
    State(shared): State<Shared>,
    Caller(_): Caller,
) -> Result<Postcard<PushServer>, Failure> {
    let ways = &shared.relay.ways;
    if !ways.can_push() {
        return Err(RelayError::NotAllowed.into());
    }
    let key = ByteArray::new(ways.key().public());
    Ok(Postcard(PushServer { key }))
}

/// `POST`: the signed-in therapist can be pushed to there.
pub(super) async fn subscribe(
    State(shared): State<Shared>,
    Caller(device): Caller,
    Postcard(to): Postcard<PushSubscription>,
) -> Result<StatusCode, Failure> {
    if device.role != Role::Therapist {
        return Err(RelayError::NotAllowed.into());
    }
    let relay = &shared.relay;
    if to.endpoint.len() > ENDPOINT_CHARACTERS_MAX || !relay.ways.takes(&to.endpoint) {
        return Err(RelayError::Unreadable.into());
    }
    let now = relay.now();
    relay.store.subscribe(now, device.account, to).await?;
    relay.alarms_changed.notify_one();
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE`: not any more.
pub(super) async fn unsubscribe(
    State(shared): State<Shared>,
    Caller(device): Caller,
    Postcard(end): Postcard<PushEnd>,
) -> Result<StatusCode, Failure> {
    let relay = &shared.relay;
    let gone = relay.store.unsubscribe(Some(device.account), end.endpoint);
    gone.await?;
    relay.alarms_changed.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
