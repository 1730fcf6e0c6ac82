//! Syncs: exactly once, in order, nothing in between.

use super::scene::{SPARE, accepted, agree, exchange, feed, join, letters, outcomes, request};
use crate::{
    fixtures::{
        BEFORE, INSIDE, PATIENT, THERAPIST, act, at, envelope, id, send, send_kind, withdraw,
    },
    store::{Exchange, Note, SignedIn, Store},
};
use chrono::TimeDelta;
use holdfast_protocol::{
    Act, DeviceId, EnvelopeKind, Epoch, Event, Outcome, Refusal, Release, SyncRequest,
};

pub(crate) async fn repeats_are_recognised(store: &dyn Store) {
    agree(store).await;
    let first = accepted(store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    assert_eq!(first.release, Release::Left(at(BEFORE)));
    let again = accepted(store, INSIDE, PATIENT, send(PATIENT.account, 1)).await;
    assert_eq!(again, first);
    let twice = vec![send(PATIENT.account, 2), send(PATIENT.account, 2)];
    let twice = outcomes(store, INSIDE, PATIENT, twice).await;
    assert_eq!(twice[0], twice[1]);
    let other = envelope(PATIENT.account, 1, EnvelopeKind::Letter, "other");
    let other = act(1, Act::Send { envelope: other });
    let other = outcomes(store, INSIDE, PATIENT, vec![other]).await;
    assert_eq!(other, [Outcome::Refused(Refusal::IdInUse)]);

    // A repeat of what is held says what has become of it.
    let held = accepted(
        store,
        "2026-11-23T11:00:00Z",
        THERAPIST,
        send(THERAPIST.account, 3),
    )
    .await;
    let left = accepted(store, INSIDE, THERAPIST, send(THERAPIST.account, 3)).await;
    assert_eq!(left.arrived, held.arrived);
    assert!(matches!(held.release, Release::HeldUntil(_)));
    assert!(matches!(left.release, Release::Left(_)));
    // One that is about nothing, too.
    accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 4)).await;
    let withdrawn = accepted(store, BEFORE, THERAPIST, withdraw(5, 4)).await;
    let again = accepted(store, INSIDE, THERAPIST, withdraw(5, 4)).await;
    assert_eq!(again, withdrawn);

    let read = letters(&feed(store, INSIDE, PATIENT).await);
    let expected = [9001, 9002, 1, 2, 3].map(id);
    assert_eq!(read, expected);
}

pub(crate) async fn one_bad_submission_blocks_nobody(store: &dyn Store) {
    join(store).await;
    let submissions = vec![
        send(PATIENT.account, 1),
        act(
            2,
            Act::Send {
                envelope: vec![0xFF].into(),
            },
        ),
        withdraw(3, 1),
        send(PATIENT.account, 4),
    ];
    let fates = outcomes(store, BEFORE, PATIENT, submissions).await;
    assert!(matches!(fates[0], Outcome::Accepted(_)));
    assert_eq!(fates[1], Outcome::Refused(Refusal::NotAnEnvelope));
    assert_eq!(fates[2], Outcome::Refused(Refusal::NotHeld));
    assert!(matches!(fates[3], Outcome::Accepted(_)));
    let read = letters(&feed(store, BEFORE, THERAPIST).await);
    assert_eq!(read, [id(1), id(4)]);
}

pub(crate) async fn each_device_gets_what_it_lacks(store: &dyn Store) {
    join(store).await;
    let own = send_kind(PATIENT.account, 2, EnvelopeKind::Own);
    outcomes(store, BEFORE, PATIENT, vec![send(PATIENT.account, 1), own]).await;
    let other = SignedIn {
        device: DeviceId::from_bytes([0xB3; 16]),
        ..PATIENT
    };
    let whole = |items: &[holdfast_protocol::FeedItem]| {
        let whole =
            |item: &holdfast_protocol::FeedItem| matches!(item.event, Event::Arrived { .. });
        items.iter().map(whole).collect::<Vec<_>>()
    };
    assert_eq!(whole(&feed(store, BEFORE, PATIENT).await), [false, false]);
    assert_eq!(whole(&feed(store, BEFORE, other).await), [true, true]);
    let lacking = SyncRequest {
        lacks_own: true,
        ..request(0, vec![])
    };
    let lacking = exchange(store, at(BEFORE), PATIENT, lacking).await;
    assert_eq!(whole(&lacking.items), [true, true]);
    // A draft is nobody else's.
    let read = letters(&feed(store, BEFORE, THERAPIST).await);
    assert_eq!(read, [id(1)]);
}

pub(crate) async fn long_feeds_come_in_parts(store: &dyn Store) {
    join(store).await;
    let words = "x".repeat(100_000);
    for number in 1..=15 {
        let envelope = envelope(PATIENT.account, number, EnvelopeKind::Letter, &words);
        accepted(store, BEFORE, PATIENT, act(number, Act::Send { envelope })).await;
    }
    let first = exchange(store, at(BEFORE), THERAPIST, request(0, vec![])).await;
    assert!(first.more);
    assert!(first.items.len() < 15);
    let read = letters(&feed(store, BEFORE, THERAPIST).await);
    assert_eq!(read, (1..=15).map(id).collect::<Vec<_>>());
}

pub(crate) async fn another_epoch_starts_over(store: &dyn Store) {
    join(store).await;
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    let ask = |epoch, cursor| SyncRequest {
        epoch,
        ..request(cursor, vec![])
    };
    let first = exchange(store, at(BEFORE), PATIENT, ask(None, 1)).await;
    assert_eq!(
        first.items.len(),
        1,
        "a cursor without an epoch means nothing"
    );
    let ours = first.epoch;
    assert_ne!(ours, SPARE);
    let rest = exchange(store, at(BEFORE), PATIENT, ask(Some(ours), 1)).await;
    assert!(rest.items.is_empty());
    let before = exchange(store, at(BEFORE), PATIENT, ask(Some(SPARE), 1)).await;
    assert_eq!((before.epoch, before.items.len()), (ours, 1));
}

pub(crate) async fn nothing_overtakes_what_another_life_lacks(store: &dyn Store) {
    join(store).await;
    let letter = send(PATIENT.account, 1);
    let ask = |epoch| SyncRequest {
        epoch,
        ..request(0, vec![letter.clone()])
    };
    let elsewhere = exchange(store, at(BEFORE), PATIENT, ask(Some(SPARE))).await;
    assert!(elsewhere.results.is_empty() && elsewhere.items.is_empty());
    assert!(letters(&feed(store, BEFORE, THERAPIST).await).is_empty());
    // Once it knows where it is, and from a device that knows of no life yet.
    for epoch in [Some(elsewhere.epoch), None] {
        let here = exchange(store, at(BEFORE), PATIENT, ask(epoch)).await;
        assert!(matches!(here.results[0].outcome, Outcome::Accepted(_)));
    }
    assert_eq!(letters(&feed(store, BEFORE, THERAPIST).await), [id(1)]);
}

pub(crate) async fn a_cursor_beyond_the_end_begins_a_new_epoch(store: &dyn Store) {
    join(store).await;
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    let ours = exchange(store, at(BEFORE), PATIENT, request(0, vec![]))
        .await
        .epoch;
    for beyond in [2, u64::MAX] {
        let epoch = exchange(store, at(BEFORE), PATIENT, request(0, vec![]))
            .await
            .epoch;
        let ahead = SyncRequest {
            epoch: Some(epoch),
            ..request(beyond, vec![])
        };
        let answer = exchange(store, at(BEFORE), PATIENT, ahead).await;
        assert_eq!((answer.epoch, answer.items.len()), (SPARE, 1));
    }
    // Everybody else hears of it and starts over.
    let other = SyncRequest {
        epoch: Some(ours),
        ..request(1, vec![])
    };
    let other = exchange(store, at(BEFORE), THERAPIST, other).await;
    assert_eq!(other.epoch, SPARE);
    assert_eq!(other.items[0].sequence, 1);
}

pub(crate) async fn who_is_ahead_too_often_starts_over_alone(store: &dyn Store) {
    join(store).await;
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    let ahead = async |who, hours: i64, epoch, byte| {
        let asked = Exchange {
            now: at(BEFORE) + TimeDelta::hours(hours),
            device: who,
            request: SyncRequest {
                epoch: Some(epoch),
                ..request(9, vec![])
            },
            spare_epoch: Epoch::from_bytes([byte; 16]),
        };
        let answer = store.exchange(asked).await.unwrap();
        assert_ne!(answer.epoch, epoch, "a place beyond the end is never kept");
        assert_eq!(answer.items.first().map(|item| item.sequence), Some(1));
        let plain = exchange(store, at(BEFORE), who, request(0, vec![])).await;
        (answer.epoch == plain.epoch, plain.epoch)
    };
    let known = exchange(store, at(BEFORE), PATIENT, request(0, vec![])).await;
    let mut epoch = known.epoch;
    for byte in 1..=8 {
        let (for_all, next) = ahead(PATIENT, 0, epoch, byte).await;
        assert!(for_all, "the {byte}th time");
        epoch = next;
    }
    let (for_all, same) = ahead(PATIENT, 23, epoch, 9).await;
    assert!(!for_all && same == epoch);
    // Another device is believed, and the next day the first one is again.
    let (for_all, epoch) = ahead(THERAPIST, 23, epoch, 10).await;
    assert!(for_all);
    let (for_all, _) = ahead(PATIENT, 24, epoch, 11).await;
    assert!(for_all);
}

pub(crate) async fn notes_are_kept(store: &dyn Store) {
    assert_eq!(store.note(Note::DemoAhead).await.unwrap(), None);
    for value in ["1", "2"] {
        store.set_note(Note::DemoAhead, value.into()).await.unwrap();
        let kept = store.note(Note::DemoAhead).await.unwrap();
        assert_eq!(kept.as_deref(), Some(value));
    }
    assert_eq!(store.note(Note::DemoLink).await.unwrap(), None);
}
