//! `/v1/invitations`.

use super::{
    Server,
    client::{Device, PATIENTS, fails, invitation, pair, read},
};
use crate::fixtures::{CONVERSATION, PATIENT, THERAPIST};
use chrono::{TimeDelta, Utc};
use holdfast_protocol::{
    Accepted, AccountId, DeviceId, Event, InvitationId, InvitationState, InvitationView,
    RelayError, Role,
};

async fn view(device: &Device<'_>, id: InvitationId) -> InvitationView {
    let response = device.get(&format!("/v1/invitations/{id}")).send().await;
    read(response.unwrap()).await
}

#[tokio::test]
async fn from_the_operators_link_to_a_conversation_of_two() {
    let server = Server::start().await;
    let therapist = Device::new(&server, THERAPIST);
    let patient = Device::new(&server, PATIENT);

    let operators = server.operators_invitation().await.secret.id();
    let seen = view(&therapist, operators).await;
    assert_eq!(
        (seen.state, seen.role),
        (InvitationState::Open, Role::Therapist)
    );
    assert_eq!(seen.card, None);
    let accepted: Accepted = read(therapist.accept(operators).await).await;
    assert_eq!(
        (accepted.role, accepted.conversation),
        (Role::Therapist, None)
    );

    let request = invitation(Utc::now() + TimeDelta::days(7));
    for _ in 0..2 {
        assert_eq!(therapist.invite(&request).await.status(), 204);
    }
    let seen = view(&patient, PATIENTS).await;
    assert_eq!(
        (seen.state, seen.role),
        (InvitationState::Open, Role::Patient)
    );
    assert_eq!(seen.card, Some(request.card));
    for _ in 0..2 {
        let accepted: Accepted = read(patient.accept(PATIENTS).await).await;
        assert_eq!(accepted.role, Role::Patient);
        assert_eq!(accepted.conversation, Some(CONVERSATION));
    }
    assert_eq!(view(&patient, PATIENTS).await.state, InvitationState::Used);

    let feed = therapist.sync(vec![]).await.items;
    let joined = Event::Joined {
        conversation: CONVERSATION,
        account: PATIENT.account,
        card: patient.acceptance().card,
    };
    assert_eq!(feed.len(), 1);
    assert_eq!(feed[0].event, joined);
}

#[tokio::test]
async fn used_expired_and_unknown_invitations_say_so() {
    let server = Server::start().await;
    let (therapist, patient) = pair(&server).await;
    let mut stranger = Device::new(&server, PATIENT);
    stranger.who.account = AccountId::from_bytes([9; 16]);
    stranger.who.device = DeviceId::from_bytes([9; 16]);
    fails(
        stranger.accept(PATIENTS).await,
        409,
        RelayError::AlreadyUsed,
    )
    .await;

    let mut late = invitation(Utc::now() - TimeDelta::seconds(1));
    late.id = InvitationId::from_bytes([7; 16]);
    late.conversation = holdfast_protocol::ConversationId::from_bytes([7; 16]);
    assert_eq!(therapist.invite(&late).await.status(), 204);
    assert_eq!(
        view(&stranger, late.id).await.state,
        InvitationState::Expired
    );
    fails(stranger.accept(late.id).await, 410, RelayError::Expired).await;

    let nowhere = InvitationId::from_bytes([0; 16]);
    fails(stranger.accept(nowhere).await, 404, RelayError::Unknown).await;
    for id in [nowhere.to_string(), "no-id".into()] {
        let seen = stranger.get(&format!("/v1/invitations/{id}")).send().await;
        fails(seen.unwrap(), 404, RelayError::Unknown).await;
    }
    let by_patient = patient.invite(&late).await;
    fails(by_patient, 403, RelayError::NotAllowed).await;
    let by_stranger = stranger.invite(&late).await;
    fails(by_stranger, 401, RelayError::NotSignedIn).await;
}
