//! What pages, what is shared beside the letters, and the news of alarms.

use crate::{
    letters::{HERE, ME, THEM, advance, at, envelope, id, left, letter, receive, settle, waiting},
    new_store,
};
use holdfast_app::platform::idb::{BrowserStore, KeptBody, ThreadEntry};
use holdfast_protocol::{
    Act, AlarmNews, AlarmStep, CheckIn, Content, EnvelopeId, EnvelopeKind, Event, NumberReport,
};
use holdfast_sync::Store;
use wasm_bindgen_test::wasm_bindgen_test;

fn check_in() -> Content {
    Content::CheckIn(CheckIn {
        measure: "phq9".into(),
        id: "a".into(),
        due: "2026-11-23".into(),
        written: at(0),
        answers: Vec::new(),
        score: Some(20),
        noticed: None,
    })
}

fn report() -> Content {
    Content::NumberReport(NumberReport {
        country: "DE".into(),
        line: "A line".into(),
        number: "0800".into(),
        written: at(0),
    })
}

/// What stands beside the letters, each with whether it is open.
async fn beside(store: &BrowserStore) -> Vec<(EnvelopeId, bool)> {
    let standing = store.standing().await.unwrap();
    assert_eq!(standing.damaged, 0);
    let is_open = |entry: &ThreadEntry| matches!(entry.body, KeptBody::Opened { .. });
    let all = standing.agreements.iter();
    let mut all: Vec<_> = all.map(|(_, entry)| (entry.id, is_open(entry))).collect();
    all.sort_by_key(|(id, _)| *id);
    all
}

#[wasm_bindgen_test]
async fn a_letter_that_pages_is_a_letter() {
    let store = new_store().await;
    let act = Act::Send {
        envelope: envelope(id(1), true, EnvelopeKind::Page, &letter("now")),
    };
    store.apply(&[waiting(1, act)]).await.unwrap();
    store.lay_open(id(1), ME, letter("now"));
    store.apply(&[settle(1, left(1))]).await.unwrap();
    let theirs = Event::Arrived {
        envelope: envelope(id(2), false, EnvelopeKind::Page, &letter("now")),
        receipt: left(2),
    };
    let yours = Event::Yours {
        id: id(1),
        receipt: left(1),
    };
    let changes = [advance(1, 2), receive(1, yours), receive(2, theirs)];
    store.apply(&changes).await.unwrap();
    let page = store.newest(HERE, 5).await.unwrap();
    let ids: Vec<_> = page.entries.iter().map(|entry| entry.id).collect();
    assert_eq!(ids, [id(2), id(1)]);
    assert_eq!(beside(&store).await, []);
}

#[wasm_bindgen_test]
async fn a_check_in_that_pages_lies_beside_the_letters() {
    let store = new_store().await;
    let act = Act::Send {
        envelope: envelope(id(1), true, EnvelopeKind::Page, &check_in()),
    };
    store.apply(&[waiting(1, act)]).await.unwrap();
    store.lay_open(id(1), ME, check_in());
    store.apply(&[settle(1, left(1))]).await.unwrap();
    assert_eq!(beside(&store).await, [(id(1), true)]);
    // The feed says it again, as it does of everything that is one's own.
    let yours = Event::Yours {
        id: id(1),
        receipt: left(1),
    };
    store.lay_open(id(2), THEM, check_in());
    let theirs = Event::Arrived {
        envelope: envelope(id(2), false, EnvelopeKind::Page, &check_in()),
        receipt: left(2),
    };
    let changes = [advance(1, 2), receive(1, yours.clone()), receive(2, theirs)];
    store.apply(&changes).await.unwrap();
    let both = [(id(1), true), (id(2), true)];
    assert_eq!(beside(&store).await, both);
    assert_eq!(store.count(HERE).await.unwrap(), 0);

    // In another life of the relay as well.
    let changes = [advance(2, 1), receive(1, yours)];
    store.apply(&changes).await.unwrap();
    assert_eq!(beside(&store).await, both);
    assert_eq!(store.count(HERE).await.unwrap(), 0);
}

#[wasm_bindgen_test]
async fn what_is_shared_lies_beside_the_letters() {
    let store = new_store().await;
    for (number, content) in [(1, check_in()), (2, report())] {
        store.lay_open(id(number), THEM, content.clone());
        let shared = Event::Arrived {
            envelope: envelope(id(number), false, EnvelopeKind::Shared, &content),
            receipt: left(i64::from(number)),
        };
        let sequence = u64::from(number);
        let changes = [advance(1, sequence), receive(sequence, shared)];
        store.apply(&changes).await.unwrap();
    }
    assert_eq!(beside(&store).await, [(id(1), true), (id(2), true)]);
    assert_eq!(store.count(HERE).await.unwrap(), 0);
}

#[wasm_bindgen_test]
async fn each_piece_of_news_of_an_alarm_is_kept_once() {
    let store = new_store().await;
    let news = |minute, what| {
        Event::Alarm(AlarmNews {
            conversation: HERE,
            letter: id(1),
            at: at(minute),
            what,
        })
    };
    let acknowledged = || AlarmStep::Acknowledged {
        name: "Dr. Weber".into(),
    };
    let changes = [
        advance(1, 2),
        receive(1, news(1, AlarmStep::Begun)),
        receive(2, news(2, acknowledged())),
    ];
    store.apply(&changes).await.unwrap();
    // The feed begins anew, and the relay has forgotten the end.
    let changes = [
        advance(2, 2),
        receive(1, news(1, AlarmStep::Begun)),
        receive(2, news(3, AlarmStep::Unanswered)),
    ];
    store.apply(&changes).await.unwrap();
    let mut events = store.standing().await.unwrap().events;
    events.sort_by_key(|event| match event {
        Event::Alarm(news) => news.at,
        _ => at(0),
    });
    let expected = [
        news(1, AlarmStep::Begun),
        news(2, acknowledged()),
        news(3, AlarmStep::Unanswered),
    ];
    assert_eq!(events, expected);
}
