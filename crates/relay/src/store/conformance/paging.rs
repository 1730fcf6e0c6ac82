//! Who pages, what that begins where nothing was agreed, and where the notices go.

use super::{
    alarming::{agree_on_a_ladder, look, page, steps},
    scene::{OTHER, accepted, agree, another_patient, feed, last, refused},
};
use crate::{
    fixtures::{BEFORE, PATIENT, THERAPIST, act, at, id, send, send_kind},
    ladder::Heard,
    store::{Looked, NoticeKey, PUSHES_MAX, Store},
};
use chrono::TimeDelta;
use holdfast_protocol::{
    Act, AlarmStep, EnvelopeKind, Event, HoldReason, PushSubscription, Refusal, Release, Way,
};
use serde_bytes::ByteArray;

pub(crate) async fn without_an_agreed_ladder_nobody_is_told(store: &dyn Store) {
    agree(store).await;
    let receipt = accepted(store, BEFORE, PATIENT, page(1)).await;
    assert_eq!(receipt.release.left(), Some(at(BEFORE)));
    assert_eq!(look(store, at(BEFORE)).await, Looked::default());
    assert!(matches!(
        last(store, BEFORE, THERAPIST).await,
        Event::Arrived { .. }
    ));
    // To take on what never began changes nothing.
    for letter in [1, 99] {
        let taken = act(10 + letter, Act::Acknowledge { letter: id(letter) });
        accepted(store, BEFORE, THERAPIST, taken).await;
    }
    assert_eq!(steps(store, 1).await, []);
}

pub(crate) async fn only_a_patient_pages_and_only_a_therapist_acknowledges(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    let therapists = send_kind(THERAPIST.account, 1, EnvelopeKind::Page);
    let refusal = refused(store, BEFORE, THERAPIST, therapists).await;
    assert_eq!(refusal, Refusal::NotAnEnvelope);
    accepted(store, BEFORE, PATIENT, page(2)).await;
    let own = act(10, Act::Acknowledge { letter: id(2) });
    let refusal = refused(store, BEFORE, PATIENT, own).await;
    assert_eq!(refusal, Refusal::WrongRole);
    assert_eq!(steps(store, 2).await, [AlarmStep::Begun]);

    // Who is in another conversation can do nothing here.
    let other = another_patient(store).await;
    let theirs = act(11, Act::Acknowledge { letter: id(2) });
    accepted(store, BEFORE, other, theirs).await;
    assert_eq!(steps(store, 2).await, [AlarmStep::Begun]);
    let _ = OTHER;
}

pub(crate) async fn what_is_shared_waits_for_no_window(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    for (number, who) in [(1, THERAPIST), (2, PATIENT)] {
        let shared = send_kind(who.account, number, EnvelopeKind::Shared);
        let receipt = accepted(store, BEFORE, who, shared).await;
        assert_eq!(receipt.release.left(), Some(receipt.arrived));
    }
    // It is no letter: a reply that waits for its window waits for no word.
    let reply = accepted(store, BEFORE, THERAPIST, send(THERAPIST.account, 3)).await;
    let shared = send_kind(PATIENT.account, 4, EnvelopeKind::Shared);
    accepted(store, BEFORE, PATIENT, shared).await;
    assert!(matches!(reply.release, Release::HeldUntil(_)));
    assert!(!matches!(
        last(store, BEFORE, THERAPIST).await,
        Event::Moved { .. }
    ));
    // What calls somebody is a letter, whatever is in it: it waits then.
    accepted(store, BEFORE, PATIENT, page(5)).await;
    let waits = Event::Moved {
        id: id(3),
        release: Release::Waits(HoldReason::TheyWroteSince),
    };
    let heard = feed(store, BEFORE, THERAPIST).await;
    assert!(heard.iter().any(|item| item.event == waits), "{heard:?}");
}

pub(crate) async fn therapists_are_pushed_to_where_they_said(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    let device = |nth: u8| PushSubscription {
        endpoint: format!("https://push.example/{nth}"),
        key: ByteArray::new([nth; 65]),
        secret: ByteArray::new([nth; 16]),
    };
    let now = |nth: u8| at(BEFORE) + TimeDelta::seconds(nth.into());
    let most = PUSHES_MAX as u8;
    for nth in 0..=most {
        let subscribed = store.subscribe(now(nth), THERAPIST.account, device(nth));
        subscribed.await.unwrap();
    }
    accepted(store, BEFORE, PATIENT, page(1)).await;
    let notice = look(store, at(BEFORE)).await.notices.remove(0);
    assert_eq!(notice.key.way, Way::Push);
    let expected: Vec<_> = (1..=most).map(device).collect();
    assert_eq!(notice.push, expected, "the oldest has made room");

    let gone = |account, nth| store.unsubscribe(account, device(nth).endpoint);
    gone(Some(PATIENT.account), 1).await.unwrap();
    gone(Some(THERAPIST.account), 2).await.unwrap();
    gone(None, 3).await.unwrap();
    let left = look(store, at(BEFORE)).await.notices.remove(0).push;
    assert_eq!(left.len(), PUSHES_MAX - 2);
    let first = NoticeKey { ..notice.key };
    store.heard(at(BEFORE), first, Heard::Never).await.unwrap();
    let next = look(store, at(BEFORE)).await.notices.remove(0);
    assert_eq!((next.key.step, next.key.way), (1, Way::Mail));
}
