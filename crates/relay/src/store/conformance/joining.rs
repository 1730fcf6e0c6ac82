//! Invitations and accounts.

use super::scene::{
    JOINED, OPERATORS, THERAPISTS, acceptance, digest, feed, invitation, join, refused,
};
use crate::{
    fixtures::{BEFORE, CONVERSATION, PATIENT, THERAPIST, at, send},
    store::{SignedIn, Store},
};
use holdfast_protocol::{
    AcceptInvitation, AccountId, CreateInvitation, DeviceId, Event, InvitationId, Refusal,
    RelayError, Role,
};

pub(crate) async fn invitations_work_once(store: &dyn Store) {
    assert!(store.is_empty().await.unwrap());
    join(store).await;
    assert!(!store.is_empty().await.unwrap());
    for who in [THERAPIST, PATIENT] {
        assert_eq!(store.signed_in(digest(who)).await.unwrap(), Some(who));
    }
    assert_eq!(store.signed_in([0; 32]).await.unwrap(), None);

    // Much later, after the answer was lost: the same again.
    let late = at("2027-11-20T10:00:00Z");
    let again = store.accept(late, THERAPISTS, acceptance(PATIENT)).await;
    let again = again.unwrap().unwrap();
    assert_eq!(again.accepted.now, late);
    assert_eq!(again.accepted.role, Role::Patient);
    assert_eq!(again.accepted.conversation, Some(CONVERSATION));
    assert_eq!(again.grown, []);
    let therapist = store.accept(late, OPERATORS, acceptance(THERAPIST)).await;
    assert_eq!(therapist.unwrap().unwrap().accepted.conversation, None);

    let other = AcceptInvitation {
        account: AccountId::from_bytes([9; 16]),
        device: DeviceId::from_bytes([9; 16]),
        token_digest: [9; 32],
        ..acceptance(PATIENT)
    };
    let used = store.accept(at(JOINED), THERAPISTS, other.clone()).await;
    assert_eq!(used.unwrap(), Err(RelayError::AlreadyUsed));
    let nowhere = InvitationId::from_bytes([0; 16]);
    let unknown = store.accept(at(JOINED), nowhere, other).await;
    assert_eq!(unknown.unwrap(), Err(RelayError::Unknown));
    assert_eq!(store.invitation(nowhere).await.unwrap(), None);
}

pub(crate) async fn who_invites_hears_of_it(store: &dyn Store) {
    join(store).await;
    let told = feed(store, JOINED, THERAPIST).await;
    let joined = Event::Joined {
        conversation: CONVERSATION,
        account: PATIENT.account,
        card: acceptance(PATIENT).card,
    };
    assert_eq!(
        told.into_iter().map(|item| item.event).collect::<Vec<_>>(),
        [joined]
    );
    assert!(feed(store, JOINED, PATIENT).await.is_empty());

    let known = store.invitation(THERAPISTS).await.unwrap().unwrap();
    assert_eq!(known.expires, invitation().expires);
    assert_eq!(known.acceptance, Some((&acceptance(PATIENT)).into()));
    let again = store.invite(at(JOINED), THERAPIST, invitation()).await;
    assert_eq!(again.unwrap(), Ok(()));
}

pub(crate) async fn taken_ids_are_refused(store: &dyn Store) {
    join(store).await;
    let inhabited = CreateInvitation {
        id: InvitationId::from_bytes([7; 16]),
        ..invitation()
    };
    let refused = store.invite(at(JOINED), THERAPIST, inhabited).await;
    assert_eq!(refused.unwrap(), Err(RelayError::NotAllowed));
    let refused = store.invite(at(JOINED), PATIENT, invitation()).await;
    assert_eq!(refused.unwrap(), Err(RelayError::NotAllowed));

    let fresh = InvitationId::from_bytes([8; 16]);
    let made = store.invite_therapist(at(JOINED), fresh, at("2026-12-01T00:00:00Z"));
    made.await.unwrap();
    let new = AcceptInvitation {
        account: AccountId::from_bytes([9; 16]),
        device: DeviceId::from_bytes([9; 16]),
        token_digest: [9; 32],
        ..acceptance(THERAPIST)
    };
    let old = acceptance(THERAPIST);
    for taken in [
        AcceptInvitation {
            account: old.account,
            ..new.clone()
        },
        AcceptInvitation {
            device: old.device,
            ..new.clone()
        },
        AcceptInvitation {
            token_digest: old.token_digest,
            ..new.clone()
        },
    ] {
        let refused = store.accept(at(JOINED), fresh, taken).await;
        assert_eq!(refused.unwrap(), Err(RelayError::NotAllowed));
    }
    store.accept(at(JOINED), fresh, new).await.unwrap().unwrap();
}

pub(crate) async fn a_conversation_of_two_takes_nobody_in(store: &dyn Store) {
    let soon = at("2026-11-27T10:00:00Z");
    let stranger = |byte: u8| SignedIn {
        account: AccountId::from_bytes([byte; 16]),
        device: DeviceId::from_bytes([byte; 16]),
        ..PATIENT
    };
    let other_therapist = SignedIn {
        role: Role::Therapist,
        ..stranger(0x51)
    };
    let operators = InvitationId::from_bytes([0x52; 16]);
    let made = store.invite_therapist(at(JOINED), operators, soon);
    made.await.unwrap();
    let joined = store.accept(at(JOINED), operators, acceptance(other_therapist));
    joined.await.unwrap().unwrap();
    // While nobody has joined yet, its own therapist can invite to it twice,
    // and nobody else at all.
    store
        .invite_therapist(at(JOINED), OPERATORS, soon)
        .await
        .unwrap();
    let joined = store.accept(at(JOINED), OPERATORS, acceptance(THERAPIST));
    joined.await.unwrap().unwrap();
    let second = InvitationId::from_bytes([0x53; 16]);
    for id in [THERAPISTS, second] {
        let request = || CreateInvitation { id, ..invitation() };
        let invited = store.invite(at(JOINED), THERAPIST, request());
        invited.await.unwrap().unwrap();
        let foreign = CreateInvitation {
            id: InvitationId::from_bytes([0x54; 16]),
            ..request()
        };
        let refused = store.invite(at(JOINED), other_therapist, foreign);
        assert_eq!(refused.await.unwrap(), Err(RelayError::NotAllowed));
    }
    let joined = store.accept(at(JOINED), THERAPISTS, acceptance(PATIENT));
    joined.await.unwrap().unwrap();

    let late = store.accept(at(JOINED), second, acceptance(stranger(0x55)));
    assert_eq!(late.await.unwrap(), Err(RelayError::AlreadyUsed));
    let refusal = refused(
        store,
        BEFORE,
        other_therapist,
        send(other_therapist.account, 1),
    );
    assert_eq!(refusal.await, Refusal::NotAMember);
}
