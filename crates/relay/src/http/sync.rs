//! `POST /v1/sync`.

use super::{Shared, auth::Caller, body::Postcard, error::Failure};
use crate::random;
use axum::extract::State;
use holdfast_protocol::{
    Epoch, PROTOCOL_OLDEST, PROTOCOL_VERSION, RelayError, SUBMISSIONS_MAX, SyncRequest,
    SyncResponse,
};

/// One round trip: the outbox in, the feed out.
pub(super) async fn sync(
    State(shared): State<Shared>,
    Caller(device): Caller,
    Postcard(request): Postcard<SyncRequest>,
) -> Result<Postcard<SyncResponse>, Failure> {
    if !(PROTOCOL_OLDEST..=PROTOCOL_VERSION).contains(&request.protocol) {
        return Err(RelayError::ClientTooOld.into());
    }
    if request.submissions.len() > SUBMISSIONS_MAX {
        return Err(RelayError::TooLarge.into());
    }
    let spare = random::bytes().map_err(|_| RelayError::Unavailable)?;
    let relay = &shared.relay;
    let exchanged = relay.exchange(device, request, Epoch::from_bytes(spare));
    let (now, exchanged) = exchanged.await?;
    Ok(Postcard(SyncResponse {
        now,
        epoch: exchanged.epoch,
        results: exchanged.results,
        items: exchanged.items,
        more: exchanged.more,
        demo: relay.is_demo(),
    }))
}
