//! Held replies and agreements.

use super::scene::{
    JOINED, OTHER, accepted, agree, another_patient, exchange, feed, last, letters, refused,
    request, send_in,
};
use crate::{
    fixtures::{
        AFTER, BEFORE, CONVERSATION, INSIDE, NEXT, OPENS, PATIENT, THERAPIST, accept, at, id,
        just_after, propose, replace, send, send_kind, send_outside, send_regardless, timing,
        timing_of, withdraw,
    },
    store::Store,
};
use holdfast_protocol::{
    EnvelopeKind, Event, HoldReason, Outcome, Refusal, Release, Submission, SyncRequest,
};

pub(crate) async fn held_replies_stay_invisible_until_their_hour(store: &dyn Store) {
    agree(store).await;
    assert_eq!(store.next_release(at(BEFORE)).await.unwrap(), None);
    let receipt = accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 1)).await;
    assert_eq!(receipt.release, Release::HeldUntil(at(OPENS)));
    assert_eq!(
        store.next_release(at(BEFORE)).await.unwrap(),
        Some(at(OPENS))
    );
    let early = at("2026-11-23T14:59:59.999Z");
    assert_eq!(store.release(early).await.unwrap(), []);
    let unread = exchange(store, early, PATIENT, request(0, vec![])).await;
    assert!(!letters(&unread.items).contains(&id(1)));

    // A sync releases by itself, whoever asks.
    let read = exchange(store, at(OPENS), PATIENT, request(0, vec![])).await;
    assert!(letters(&read.items).contains(&id(1)));
    assert_eq!(read.grown, [THERAPIST.account, PATIENT.account]);
    assert_eq!(store.next_release(at(BEFORE)).await.unwrap(), None);
    assert_eq!(store.release(at(INSIDE)).await.unwrap(), []);
    let moved = Event::Moved {
        id: id(1),
        release: Release::Left(at(OPENS)),
    };
    assert_eq!(last(store, INSIDE, THERAPIST).await, moved);
    let Event::Arrived { receipt, .. } = last(store, INSIDE, PATIENT).await else {
        panic!("the reply has not come");
    };
    assert_eq!(receipt.arrived, at(BEFORE));
    assert_eq!(receipt.release, Release::Left(at(OPENS)));
}

pub(crate) async fn replies_leave_in_the_order_in_which_they_came(store: &dyn Store) {
    agree(store).await;
    for number in [5, 3, 4] {
        accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, number)).await;
    }
    let grown = store.release(at(INSIDE)).await.unwrap();
    assert!(grown.contains(&PATIENT.account));
    let read = letters(&feed(store, INSIDE, PATIENT).await);
    assert_eq!(read[2..], [5, 3, 4].map(id));
}

pub(crate) async fn replaced_and_withdrawn_replies_never_leave(store: &dyn Store) {
    agree(store).await;
    accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 1)).await;
    accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 2)).await;
    let receipt = accepted(store, BEFORE, THERAPIST, replace(3, 1)).await;
    assert_eq!(receipt.release, Release::HeldUntil(at(OPENS)));
    accepted(store, BEFORE, THERAPIST, withdraw(4, 2)).await;
    assert_eq!(
        last(store, BEFORE, THERAPIST).await,
        Event::Withdrawn { id: id(2) }
    );
    let gone = refused(store, BEFORE, THERAPIST, withdraw(5, 1)).await;
    assert_eq!(gone, Refusal::NotHeld);
    store.release(at(INSIDE)).await.unwrap();
    let read = letters(&feed(store, INSIDE, PATIENT).await);
    assert_eq!(read[2..], [id(3)]);
    let left = refused(store, INSIDE, THERAPIST, replace(6, 3)).await;
    assert_eq!(left, Refusal::NotHeld);
}

pub(crate) async fn a_reply_waits_for_a_word_when_they_have_written(store: &dyn Store) {
    agree(store).await;
    accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 1)).await;
    accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 2)).await;
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 3)).await;
    let moved = Event::Moved {
        id: id(2),
        release: Release::Waits(HoldReason::TheyWroteSince),
    };
    assert_eq!(last(store, BEFORE, THERAPIST).await, moved);
    assert_eq!(store.next_release(at(BEFORE)).await.unwrap(), None);
    store.release(at(INSIDE)).await.unwrap();
    assert_eq!(letters(&feed(store, INSIDE, PATIENT).await)[2..], [id(3)]);

    let back = accepted(store, BEFORE, THERAPIST, send_regardless(4, 1)).await;
    assert_eq!(back.release, Release::HeldUntil(at(OPENS)));
    let now = accepted(store, INSIDE, THERAPIST, replace(5, 2)).await;
    assert_eq!(now.release, Release::Left(just_after(INSIDE)));
    let read = letters(&feed(store, INSIDE, PATIENT).await);
    assert_eq!(read[2..], [3, 1, 5].map(id));
}

/// What a reply of the therapist's leads to, from a device that has read
/// `cursor` of the feed.
async fn with_cursor(store: &dyn Store, now: &str, cursor: u64, submission: Submission) -> Release {
    let epoch = exchange(store, at(now), THERAPIST, request(0, vec![]));
    let request = SyncRequest {
        epoch: Some(epoch.await.epoch),
        ..request(cursor, vec![submission])
    };
    let mut answer = exchange(store, at(now), THERAPIST, request).await;
    match answer.results.remove(0).outcome {
        Outcome::Accepted(receipt) => receipt.release,
        Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
    }
}

pub(crate) async fn a_reply_does_not_overtake_a_letter_that_was_not_heard(store: &dyn Store) {
    agree(store).await;
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    let heard = feed(store, BEFORE, THERAPIST).await.len() as u64;
    let draft = send_kind(PATIENT.account, 2, EnvelopeKind::Own);
    accepted(store, BEFORE, PATIENT, draft).await;
    let reply = |number| send(THERAPIST.account, number);
    let held = with_cursor(store, BEFORE, heard, reply(3)).await;
    assert_eq!(held, Release::HeldUntil(at(OPENS)));
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 4)).await;
    let waits = Release::Waits(HoldReason::TheyWroteSince);
    assert_eq!(with_cursor(store, BEFORE, heard, reply(5)).await, waits);
    assert_eq!(with_cursor(store, INSIDE, heard, reply(6)).await, waits);
    // Its writer's other devices find it waiting, too.
    let read = feed(store, INSIDE, THERAPIST).await;
    let Event::Yours { receipt, .. } = read[read.len() - 1].event else {
        panic!("{read:?}");
    };
    assert_eq!(receipt.release, waits);
    store.release(at(NEXT)).await.unwrap();
    let read = letters(&feed(store, NEXT, PATIENT).await);
    assert!([3, 5, 6].iter().all(|number| !read.contains(&id(*number))));

    // Read meanwhile, it holds nothing any more.
    let inside = "2026-11-24T16:00:00Z";
    let now = accepted(store, inside, THERAPIST, reply(7)).await;
    assert_eq!(now.release, Release::Left(at(inside)));
    let regardless = accepted(store, inside, THERAPIST, send_regardless(8, 6)).await;
    assert_eq!(regardless.release, Release::Left(just_after(inside)));
}

pub(crate) async fn letters_in_other_conversations_make_no_reply_wait(store: &dyn Store) {
    agree(store).await;
    accepted(store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    let heard = feed(store, BEFORE, THERAPIST).await.len() as u64;
    let other = another_patient(store).await;
    accepted(store, BEFORE, other, send_in(OTHER, other.account, 2)).await;
    let reply = |number| send(THERAPIST.account, number);
    let held = with_cursor(store, BEFORE, heard, reply(3)).await;
    assert_eq!(held, Release::HeldUntil(at(OPENS)));
    let left = with_cursor(store, INSIDE, heard, reply(4)).await;
    // The other has left a moment before.
    assert_eq!(left, Release::Left(just_after(INSIDE)));
}

pub(crate) async fn an_override_stays_on_record(store: &dyn Store) {
    agree(store).await;
    accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 1)).await;
    let outside = accepted(store, BEFORE, THERAPIST, send_outside(2, Some(1))).await;
    assert_eq!(outside.release, Release::LeftOutside(just_after(BEFORE)));
    assert_eq!(store.next_release(at(BEFORE)).await.unwrap(), None);
    let like_any = accepted(store, INSIDE, THERAPIST, send_outside(3, None)).await;
    assert_eq!(like_any.release, Release::Left(at(INSIDE)));

    store.release(at(NEXT)).await.unwrap();
    let again = accepted(store, NEXT, THERAPIST, send_outside(2, Some(1))).await;
    assert_eq!(again, outside);
    let gone = refused(store, NEXT, THERAPIST, withdraw(4, 2)).await;
    assert_eq!(gone, Refusal::NotHeld);
    // Read anew, as after a restore, each side finds it marked.
    for who in [THERAPIST, PATIENT] {
        let read = feed(store, NEXT, who).await;
        let receipt = read.iter().find_map(|item| match &item.event {
            Event::Arrived { receipt, .. } | Event::Yours { receipt, .. }
                if letters(core::slice::from_ref(item)) == [id(2)] =>
            {
                Some(*receipt)
            }
            _ => None,
        });
        assert_eq!(receipt, Some(outside));
    }
    let read = letters(&feed(store, NEXT, PATIENT).await);
    assert_eq!(read[2..], [2, 3].map(id));
}

pub(crate) async fn a_promised_window_stands_after_a_change(store: &dyn Store) {
    agree(store).await;
    let tuesdays = r#"{"days":["tue"],"opens":"09:00","closes":"11:00"}"#;
    let tuesdays = timing_of(2, "2026-11-26", tuesdays);
    accepted(store, BEFORE, THERAPIST, propose(1, &tuesdays)).await;
    // Written on Wednesday evening, promised Thursday afternoon.
    let evening = "2026-11-25T17:30:00Z";
    accepted(store, evening, PATIENT, send(PATIENT.account, 2)).await;
    let draft = send_kind(PATIENT.account, 3, EnvelopeKind::Own);
    accepted(store, "2026-11-25T17:45:00Z", PATIENT, draft).await;
    let held = accepted(store, evening, THERAPIST, send(THERAPIST.account, 4)).await;
    let thursday = at("2026-11-26T15:00:00Z");
    assert_eq!(held.release, Release::HeldUntil(thursday));
    accepted(store, "2026-11-25T18:00:00Z", PATIENT, accept(5, &tuesdays)).await;
    let morning = "2026-11-26T10:00:00Z";
    let next = store.next_opening(at(morning)).await.unwrap();
    assert_eq!(next, Some(thursday));
    let other = accepted(store, morning, THERAPIST, send(THERAPIST.account, 6)).await;
    assert_eq!(other.release, Release::HeldUntil(thursday));
    store.release(thursday).await.unwrap();
    let read = letters(&feed(store, "2026-11-26T15:00:00Z", PATIENT).await);
    assert_eq!(read[read.len() - 2..], [4, 6].map(id));

    // A letter from after the change makes nothing stand.
    let late = "2026-11-26T18:00:00Z";
    accepted(store, late, PATIENT, send(PATIENT.account, 7)).await;
    let reply = accepted(store, late, THERAPIST, send(THERAPIST.account, 8)).await;
    let tuesday = at("2026-12-01T09:00:00Z");
    assert_eq!(reply.release, Release::HeldUntil(tuesday));
}

pub(crate) async fn a_window_without_a_promise_goes_with_a_change(store: &dyn Store) {
    agree(store).await;
    let tuesdays = r#"{"days":["tue"],"opens":"09:00","closes":"11:00"}"#;
    let tuesdays = timing_of(2, "2026-11-26", tuesdays);
    accepted(store, BEFORE, THERAPIST, propose(1, &tuesdays)).await;
    let evening = "2026-11-25T17:30:00Z";
    accepted(store, evening, THERAPIST, send(THERAPIST.account, 2)).await;
    accepted(store, "2026-11-25T18:00:00Z", PATIENT, accept(3, &tuesdays)).await;
    let tuesday = at("2026-12-01T09:00:00Z");
    assert_eq!(store.next_release(at(BEFORE)).await.unwrap(), Some(tuesday));
    let moved = Event::Moved {
        id: id(2),
        release: Release::HeldUntil(tuesday),
    };
    assert_eq!(last(store, AFTER, THERAPIST).await, moved);
}

pub(crate) async fn an_agreement_comes_into_force(store: &dyn Store) {
    agree(store).await;
    let agreed = Event::Agreed {
        conversation: CONVERSATION,
        timing: timing(1, "2026-11-20"),
        accepted: just_after(JOINED),
    };
    for who in [THERAPIST, PATIENT] {
        assert_eq!(last(store, JOINED, who).await, agreed);
    }
    let now = at(INSIDE);
    assert_eq!(store.next_opening(now).await.unwrap(), Some(at(NEXT)));
    assert_eq!(store.next_opening(at(OPENS)).await.unwrap(), Some(at(NEXT)));

    let later = timing(2, "2026-11-26").replace("15:00", "14:00");
    accepted(store, BEFORE, THERAPIST, propose(1, &later)).await;
    let newest = later.replace("17:00", "16:00");
    accepted(store, BEFORE, THERAPIST, propose(2, &newest)).await;
    let superseded = refused(store, AFTER, PATIENT, accept(3, &later)).await;
    assert_eq!(superseded, Refusal::NoSuchProposal);
    accepted(store, AFTER, PATIENT, accept(4, &newest)).await;
    let thursday = at("2026-11-26T00:00:00Z");
    let opening = Some(at("2026-11-26T14:00:00Z"));
    assert_eq!(store.next_opening(thursday).await.unwrap(), opening);
    assert_eq!(store.next_opening(now).await.unwrap(), Some(at(NEXT)));
}
