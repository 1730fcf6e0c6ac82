//! Two people in a store.

use crate::{
    fixtures::{
        CONVERSATION, PATIENT, THERAPIST, accept, act, at, envelope_of, id, propose, timing,
    },
    store::{Exchange, Exchanged, SignedIn, Store},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AcceptInvitation, AccountId, Act, ConversationId, CreateInvitation, DeviceId, Envelope,
    EnvelopeId, EnvelopeKind, Epoch, Event, FeedItem, Header, InvitationId, Outcome,
    PROTOCOL_VERSION, PublicKeys, Receipt, Refusal, Role, Submission, SyncRequest,
};

/// The instant at which everybody joined.
pub(crate) const JOINED: &str = "2026-11-20T10:00:00Z";

pub(crate) const OPERATORS: InvitationId = InvitationId::from_bytes([0xD1; 16]);
pub(crate) const THERAPISTS: InvitationId = InvitationId::from_bytes([0xD2; 16]);
/// The therapist's conversation with somebody else.
pub(crate) const OTHER: ConversationId = ConversationId::from_bytes([0xC2; 16]);
pub(crate) const SPARE: Epoch = Epoch::from_bytes([0xE2; 16]);

pub(crate) fn invitation() -> CreateInvitation {
    CreateInvitation {
        id: THERAPISTS,
        conversation: CONVERSATION,
        card: vec![1, 2, 3].into(),
        expires: at("2026-11-27T10:00:00Z"),
    }
}

pub(crate) fn acceptance(who: SignedIn) -> AcceptInvitation {
    AcceptInvitation {
        account: who.account,
        device: who.device,
        token_digest: digest(who),
        keys: PublicKeys {
            signing: [1; 32],
            sealing: [2; 32],
        },
        card: vec![4, 5].into(),
    }
}

pub(crate) fn digest(who: SignedIn) -> [u8; 32] {
    [who.device.as_bytes()[0]; 32]
}

/// Both joined.
pub(crate) async fn join(store: &dyn Store) {
    let now = at(JOINED);
    let expires = at("2026-11-27T10:00:00Z");
    store
        .invite_therapist(now, OPERATORS, expires)
        .await
        .unwrap();
    let therapist = store.accept(now, OPERATORS, acceptance(THERAPIST));
    therapist.await.unwrap().unwrap();
    let invited = store.invite(now, THERAPIST, invitation());
    invited.await.unwrap().unwrap();
    let patient = store.accept(now, THERAPISTS, acceptance(PATIENT));
    patient.await.unwrap().unwrap();
}

/// Another patient of the therapist's, who has joined [`OTHER`].
pub(crate) async fn another_patient(store: &dyn Store) -> SignedIn {
    let patient = SignedIn {
        account: AccountId::from_bytes([0xB3; 16]),
        device: DeviceId::from_bytes([0xB4; 16]),
        role: Role::Patient,
    };
    let id = InvitationId::from_bytes([0xD3; 16]);
    let invitation = CreateInvitation {
        id,
        conversation: OTHER,
        ..invitation()
    };
    let now = at(JOINED);
    let invited = store.invite(now, THERAPIST, invitation);
    invited.await.unwrap().unwrap();
    let joined = store.accept(now, id, acceptance(patient));
    joined.await.unwrap().unwrap();
    patient
}

/// A letter in some conversation.
pub(crate) fn send_in(conversation: ConversationId, sender: AccountId, number: u16) -> Submission {
    let header = Header {
        format: Header::FORMAT,
        id: id(number),
        conversation,
        sender,
        kind: EnvelopeKind::Letter,
    };
    let envelope = envelope_of(header, b"words");
    act(number, Act::Send { envelope })
}

/// Both joined and agreed on weekdays from 15:00 to 17:00 UTC. Uses the ids
/// 9001 and 9002.
pub(crate) async fn agree(store: &dyn Store) {
    join(store).await;
    let document = timing(1, "2026-11-20");
    accepted(store, JOINED, THERAPIST, propose(9001, &document)).await;
    accepted(store, JOINED, PATIENT, accept(9002, &document)).await;
}

pub(crate) fn request(cursor: u64, submissions: Vec<Submission>) -> SyncRequest {
    SyncRequest {
        protocol: PROTOCOL_VERSION,
        epoch: None,
        cursor,
        lacks_own: false,
        submissions,
    }
}

pub(crate) async fn exchange(
    store: &dyn Store,
    now: DateTime<Utc>,
    device: SignedIn,
    request: SyncRequest,
) -> Exchanged {
    let exchange = Exchange {
        now,
        device,
        request,
        spare_epoch: SPARE,
    };
    store.exchange(exchange).await.unwrap()
}

pub(crate) async fn outcomes(
    store: &dyn Store,
    now: &str,
    who: SignedIn,
    submissions: Vec<Submission>,
) -> Vec<Outcome> {
    // With the whole feed read, as a device has that answers to it.
    let read = feed(store, now, who).await;
    let cursor = read.last().map_or(0, |item| item.sequence);
    let epoch = exchange(store, at(now), who, request(0, vec![]))
        .await
        .epoch;
    let request = SyncRequest {
        epoch: Some(epoch),
        ..request(cursor, submissions)
    };
    let exchanged = exchange(store, at(now), who, request).await;
    exchanged.results.into_iter().map(|it| it.outcome).collect()
}

pub(crate) async fn accepted(
    store: &dyn Store,
    now: &str,
    who: SignedIn,
    submission: Submission,
) -> Receipt {
    match outcomes(store, now, who, vec![submission]).await.remove(0) {
        Outcome::Accepted(receipt) => receipt,
        Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

pub(crate) async fn refused(
    store: &dyn Store,
    now: &str,
    who: SignedIn,
    submission: Submission,
) -> Refusal {
    match outcomes(store, now, who, vec![submission]).await.remove(0) {
        Outcome::Refused(refusal) => refusal,
        Outcome::Accepted(receipt) => panic!("accepted: {receipt:?}"),
    }
}

/// A whole feed, checked to be without holes.
pub(crate) async fn feed(store: &dyn Store, now: &str, who: SignedIn) -> Vec<FeedItem> {
    let mut items: Vec<FeedItem> = Vec::new();
    let mut epoch = None;
    loop {
        let cursor = items.last().map_or(0, |item| item.sequence);
        let request = SyncRequest {
            epoch,
            ..request(cursor, vec![])
        };
        let part = exchange(store, at(now), who, request).await;
        epoch = Some(part.epoch);
        items.extend(part.items);
        if !part.more {
            break;
        }
    }
    let sequences: Vec<u64> = items.iter().map(|item| item.sequence).collect();
    let expected: Vec<u64> = (1..=items.len() as u64).collect();
    assert_eq!(sequences, expected, "the feed has a hole");
    items
}

/// The envelopes that a feed brought whole or named, in order.
pub(crate) fn letters(feed: &[FeedItem]) -> Vec<EnvelopeId> {
    let ids = feed.iter().filter_map(|item| match &item.event {
        Event::Arrived { envelope, .. } => Some(Envelope::from_bytes(envelope).unwrap().header.id),
        Event::Yours { id, .. } => Some(*id),
        _ => None,
    });
    ids.collect()
}

/// The last event of a feed.
pub(crate) async fn last(store: &dyn Store, now: &str, who: SignedIn) -> Event {
    feed(store, now, who).await.pop().unwrap().event
}
