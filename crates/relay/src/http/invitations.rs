//! `/v1/invitations`.

use super::{Shared, auth::Caller, body::Postcard, error::Failure};
use crate::mailbox::joining;
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
use holdfast_protocol::{
    AcceptInvitation, Accepted, CreateInvitation, InvitationId, InvitationView, RelayError,
};

/// A therapist invites a patient; 204.
pub(super) async fn create(
    State(shared): State<Shared>,
    Caller(device): Caller,
    Postcard(request): Postcard<CreateInvitation>,
) -> Result<StatusCode, Failure> {
    let relay = &shared.relay;
    relay.store.invite(relay.now(), device, request).await??;
    Ok(StatusCode::NO_CONTENT)
}

/// What anybody who has the link may see.
pub(super) async fn view(
    State(shared): State<Shared>,
    Path(id): Path<String>,
) -> Result<Postcard<InvitationView>, Failure> {
    let relay = &shared.relay;
    let invitation = relay.store.invitation(read(&id)?).await?;
    let invitation = invitation.ok_or(RelayError::Unknown)?;
    Ok(Postcard(joining::view(relay.now(), &invitation)))
}

/// Whoever has the link makes an account.
pub(super) async fn accept(
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Postcard(request): Postcard<AcceptInvitation>,
) -> Result<Postcard<Accepted>, Failure> {
    let relay = &shared.relay;
    let joined = relay.store.accept(relay.now(), read(&id)?, request);
    let joined = joined.await??;
    relay.nudges.nudge(&joined.grown, None);
    Ok(Postcard(joined.accepted))
}

fn read(id: &str) -> Result<InvitationId, RelayError> {
    id.parse().map_err(|_| RelayError::Unknown)
}
