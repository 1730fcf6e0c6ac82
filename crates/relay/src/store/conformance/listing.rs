//! Call lists: both sides hear which steps nobody can be reached at, before
//! anybody needs them.

use super::{
    alarming::{self, agree_on_a_ladder, news, page, with_ladder},
    scene::{JOINED, SPARE, accepted, exchange, feed, join, request},
};
use crate::{
    fixtures::{BEFORE, PATIENT, THERAPIST, accept, at, id, propose, timing},
    store::{Reach, Store},
};
use holdfast_protocol::{AlarmStep, Event, PushSubscription, SyncRequest, Way};
use serde_bytes::ByteArray;
use std::sync::Arc;

/// Whoever has a name here can be reached.
struct Those(&'static [&'static str]);

impl Reach for Those {
    fn ways(&self, contact: &str) -> Vec<Way> {
        let known = self.0.contains(&contact);
        known.then_some(Way::Webhook).into_iter().collect()
    }

    fn takes(&self, endpoint: &str) -> bool {
        endpoint.starts_with("https://")
    }
}

pub(crate) async fn look(store: &dyn Store, known: &'static [&'static str]) -> usize {
    look_at(store, BEFORE, known).await
}

async fn look_at(store: &dyn Store, now: &str, known: &'static [&'static str]) -> usize {
    let grown = store.look_at_lists(at(now), Arc::new(Those(known)));
    grown.await.unwrap().len()
}

/// What both sides were told of a proposal.
pub(crate) async fn told(store: &dyn Store, proposal: u16) -> Vec<AlarmStep> {
    let theirs = news(store, PATIENT, id(proposal)).await;
    assert_eq!(theirs, news(store, THERAPIST, id(proposal)).await);
    for pair in theirs.windows(2) {
        assert!(pair[0].at < pair[1].at, "two at one instant");
    }
    theirs.into_iter().map(|news| news.what).collect()
}

pub(crate) fn empty(step: u16) -> AlarmStep {
    AlarmStep::Empty {
        step,
        round: 0,
        name: ["Dr. Weber", "On call"][usize::from(step)].into(),
    }
}

pub(crate) fn taken_back() -> AlarmStep {
    AlarmStep::Acknowledged {
        name: String::new(),
    }
}

pub(crate) fn device(nth: u8) -> PushSubscription {
    PushSubscription {
        endpoint: format!("https://push.example/{nth}"),
        key: ByteArray::new([1; 65]),
        secret: ByteArray::new([1; 16]),
    }
}

pub(crate) async fn a_list_that_nobody_can_be_reached_by_is_said_before_it_is_agreed(
    store: &dyn Store,
) {
    join(store).await;
    let document = with_ladder(&timing(1, "2026-11-20"));
    accepted(store, JOINED, THERAPIST, propose(1, &document)).await;
    assert_eq!(look(store, &["on-call"]).await, 2);
    assert_eq!(told(store, 1).await, [empty(0)]);
    // Once is enough.
    store.look_again_at_lists().await.unwrap();
    assert_eq!(look(store, &["on-call"]).await, 0);
    assert_eq!(told(store, 1).await, [empty(0)]);
    // It names no address and no contact.
    let feed = feed(store, BEFORE, PATIENT).await;
    let words = format!("{feed:?}");
    assert!(!words.contains("on-call"), "{words}");

    accepted(store, BEFORE, PATIENT, accept(2, &document)).await;
    // Other contacts, as after a restart.
    store.look_again_at_lists().await.unwrap();
    look(store, &[]).await;
    assert_eq!(told(store, 1).await, [empty(0), empty(1)]);
    store.look_again_at_lists().await.unwrap();
    look(store, &["on-call"]).await;
    let all = [empty(0), empty(1), taken_back(), empty(0)];
    assert_eq!(told(store, 1).await, all);
}

pub(crate) async fn a_therapist_can_be_reached_once_a_device_can(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    look(store, &["on-call"]).await;
    let proposal = 9001;
    assert_eq!(told(store, proposal).await, [empty(0)]);
    let now = at(BEFORE);
    let subscribed = store.subscribe(now, THERAPIST.account, device(1));
    subscribed.await.unwrap();
    look(store, &["on-call"]).await;
    assert_eq!(told(store, proposal).await, [empty(0), taken_back()]);
    for account in [Some(THERAPIST.account), None] {
        let gone = store.unsubscribe(account, device(1).endpoint);
        gone.await.unwrap();
        look(store, &["on-call"]).await;
    }
    let all = [empty(0), taken_back(), empty(0)];
    assert_eq!(told(store, proposal).await, all);
}

pub(crate) async fn a_device_that_the_relay_cannot_push_to_reaches_nobody(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    let now = at(BEFORE);
    // From when the relay was set up otherwise.
    let near = PushSubscription {
        endpoint: "http://localhost/1".into(),
        ..device(1)
    };
    let subscribed = store.subscribe(now, THERAPIST.account, near.clone());
    subscribed.await.unwrap();
    look(store, &["on-call"]).await;
    assert_eq!(told(store, 9001).await, [empty(0)]);
    accepted(store, BEFORE, PATIENT, page(1)).await;
    let notices = alarming::look(store, now).await.notices;
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].key.step, notices[0].key.way), (1, Way::Mail));
    assert_eq!(told(store, 1).await, [AlarmStep::Begun, empty(0)]);

    // Another that it can push to is heard of, beside that one.
    let subscribed = store.subscribe(now, THERAPIST.account, device(1));
    subscribed.await.unwrap();
    look(store, &["on-call"]).await;
    assert_eq!(told(store, 9001).await, [empty(0), taken_back()]);
    let gone = store.unsubscribe(None, device(1).endpoint);
    gone.await.unwrap();
    look(store, &["on-call"]).await;
    let all = [empty(0), taken_back(), empty(0)];
    assert_eq!(told(store, 9001).await, all);
    // What was known is not looked at again.
    let subscribed = store.subscribe(now, THERAPIST.account, near);
    subscribed.await.unwrap();
    assert_eq!(look(store, &[]).await, 0);
}

pub(crate) async fn of_a_list_that_does_not_count_nothing_is_said(store: &dyn Store) {
    agree_on_a_ladder(store).await;
    look(store, &["therapist", "on-call"]).await;
    assert_eq!(told(store, 9001).await, []);
    // One that another proposal has taken the place of before anybody looked.
    let second = with_ladder(&timing(2, "2026-11-27"));
    let third = with_ladder(&timing(3, "2026-11-27"));
    accepted(store, BEFORE, THERAPIST, propose(1, &second)).await;
    accepted(store, BEFORE, THERAPIST, propose(2, &third)).await;
    look(store, &["on-call"]).await;
    assert_eq!(told(store, 1).await, []);
    assert_eq!(told(store, 2).await, [empty(0)]);
    // What was agreed before counts until the other rules, and no longer.
    accepted(store, BEFORE, PATIENT, accept(3, &third)).await;
    store.look_again_at_lists().await.unwrap();
    look(store, &["therapist"]).await;
    assert_eq!(told(store, 9001).await, [empty(1)]);
    store.look_again_at_lists().await.unwrap();
    look_at(store, "2026-11-27T10:00:00Z", &[]).await;
    assert_eq!(told(store, 9001).await, [empty(1)]);
    let all = [empty(0), taken_back(), empty(1), empty(0)];
    assert_eq!(told(store, 2).await, all);
    // One without a list.
    let without = timing(4, "2026-11-30");
    accepted(store, BEFORE, THERAPIST, propose(4, &without)).await;
    assert_eq!(look(store, &[]).await, 0);
    let heard = feed(store, BEFORE, PATIENT).await;
    assert!(!matches!(heard.last().unwrap().event, Event::Alarm(_)));
}

pub(crate) async fn failure_21_another_life_says_anew_who_can_be_reached(store: &dyn Store) {
    join(store).await;
    let document = with_ladder(&timing(1, "2026-11-20"));
    accepted(store, JOINED, THERAPIST, propose(1, &document)).await;
    look(store, &["therapist"]).await;
    let mut all = vec![empty(1)];
    assert_eq!(told(store, 1).await, all);
    // Devices may have heard since what this database has forgotten.
    store.begin_again(SPARE).await.unwrap();
    look(store, &["therapist"]).await;
    all.extend([taken_back(), empty(1)]);
    assert_eq!(told(store, 1).await, all);
    store.look_again_at_lists().await.unwrap();
    assert_eq!(look(store, &["therapist"]).await, 0, "once is enough");
    look_anew(store, &["therapist", "on-call"]).await;
    all.push(taken_back());
    assert_eq!(told(store, 1).await, all);
    // A device knows more than the database.
    let beyond = SyncRequest {
        epoch: Some(SPARE),
        ..request(999, vec![])
    };
    exchange(store, at(BEFORE), PATIENT, beyond).await;
    look(store, &["therapist", "on-call"]).await;
    all.push(taken_back());
    assert_eq!(told(store, 1).await, all);
    // A proposal that is offered again may have been spoken of in the other life.
    let second = with_ladder(&timing(2, "2026-11-27"));
    accepted(store, BEFORE, THERAPIST, propose(2, &second)).await;
    look(store, &["therapist", "on-call"]).await;
    assert_eq!(told(store, 2).await, [taken_back()]);
}

async fn look_anew(store: &dyn Store, known: &'static [&'static str]) -> usize {
    store.look_again_at_lists().await.unwrap();
    look(store, known).await
}
