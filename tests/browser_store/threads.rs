//! Conversations, read a stretch at a time.

use crate::{
    letters::{HERE, ME, THEM, advance, arrived, at, held, id, left, letter, long_id, receive},
    new_store,
};
use holdfast_app::platform::idb::{BrowserStore, KeptBody, ThreadPage, ThreadPlace};
use holdfast_protocol::{ConversationId, EnvelopeId, Event, Release};
use holdfast_rhythm::{Promise, Window};
use holdfast_sync::{Change, Store, StoreTrouble};
use wasm_bindgen_test::wasm_bindgen_test;

/// A thread of so many letters, one each minute but every third with the one
/// before it.
async fn thread(count: u32) -> BrowserStore {
    let store = new_store().await;
    let mut changes = vec![advance(1, u64::from(count))];
    for number in 0..count {
        let (id, receipt) = (long_id(number), left(minute(number)));
        changes.push(arrived(u64::from(number) + 1, id, "words", receipt));
    }
    store.apply(&changes).await.unwrap();
    store
}

fn minute(number: u32) -> i64 {
    i64::from(if number % 3 == 2 { number - 1 } else { number })
}

fn place(number: u32) -> ThreadPlace {
    ThreadPlace {
        left: at(minute(number)),
        id: long_id(number),
    }
}

fn ids(page: &ThreadPage) -> Vec<EnvelopeId> {
    page.entries.iter().map(|entry| entry.id).collect()
}

fn newest_first(numbers: core::ops::Range<u32>) -> Vec<EnvelopeId> {
    numbers.rev().map(long_id).collect()
}

#[wasm_bindgen_test]
async fn stretches_join_without_a_gap_or_a_repeat() {
    let store = thread(40).await;
    let newest = store.newest(HERE, 7).await.unwrap();
    assert_eq!((ids(&newest), newest.more), (newest_first(33..40), true));
    for than in 0..40 {
        for count in [1, 5, 39, 40, 100] {
            let older = store.older(HERE, place(than), count).await.unwrap();
            let first = than.saturating_sub(count);
            assert_eq!(
                ids(&older),
                newest_first(first..than),
                "{count} before {than}"
            );
            assert_eq!(older.more, first > 0, "{count} before {than}");
            let newer = store.newer(HERE, place(than), count).await.unwrap();
            let end = (than + 1 + count).min(40);
            assert_eq!(
                ids(&newer),
                newest_first(than + 1..end),
                "{count} after {than}"
            );
            assert_eq!(newer.more, end < 40, "{count} after {than}");
        }
    }
    assert_eq!(store.count(HERE).await.unwrap(), 40);
}

#[wasm_bindgen_test]
async fn a_date_is_a_place_like_any_other() {
    let store = thread(12).await;
    let last = |left| ThreadPlace {
        left,
        id: EnvelopeId::from_bytes([0xff; 16]),
    };
    let page = store.older(HERE, last(at(minute(8))), 3).await.unwrap();
    assert_eq!(ids(&page), newest_first(6..9), "what had left by then");
    let never = store.older(HERE, last(at(-1)), 3).await.unwrap();
    assert_eq!((never.entries.len(), never.more), (0, false));
}

#[wasm_bindgen_test]
async fn conversations_lie_apart() {
    let store = thread(3).await;
    for other in [2, 4] {
        let other = ConversationId::from_bytes([other; 16]);
        assert_eq!(store.count(other).await.unwrap(), 0);
        let page = store.newest(other, 5).await.unwrap();
        assert_eq!((page.entries.len(), page.more), (0, false));
        let newer = store.newer(other, place(0), 5).await.unwrap();
        assert_eq!((newer.entries.len(), newer.more), (0, false));
    }
}

#[wasm_bindgen_test]
async fn what_was_laid_open_is_stored_as_it_reads() {
    let store = new_store().await;
    store.lay_open(id(1), THEM, letter("laid open"));
    let changes = [
        advance(1, 2),
        arrived(1, id(1), "laid open", left(1)),
        arrived(2, id(2), "left sealed", left(2)),
    ];
    store.apply(&changes).await.unwrap();
    let page = store.newest(HERE, 5).await.unwrap();
    let bodies: Vec<bool> = page
        .entries
        .iter()
        .map(|entry| match &entry.body {
            KeptBody::Opened { from, content } => *from == THEM && *content == letter("laid open"),
            KeptBody::Sealed(_) => false,
        })
        .collect();
    assert_eq!(bodies, [false, true]);
}

#[wasm_bindgen_test]
async fn a_held_reply_that_leaves_keeps_how_it_reads() {
    let store = new_store().await;
    store.lay_open(id(1), ME, letter("held"));
    let changes = [advance(1, 1), arrived(1, id(1), "held", held(1))];
    store.apply(&changes).await.unwrap();
    assert_eq!(store.held().await.unwrap().len(), 1);
    let moved = Event::Moved {
        id: id(1),
        release: Release::Left(at(30)),
    };
    store
        .apply(&[advance(1, 2), receive(2, moved)])
        .await
        .unwrap();
    assert_eq!(store.held().await.unwrap().len(), 0);
    let page = store.newest(HERE, 5).await.unwrap();
    assert_eq!(page.entries[0].receipt.release, Release::Left(at(30)));
    assert!(matches!(&page.entries[0].body, KeptBody::Opened { from, .. } if *from == ME));
}

fn promise(minute: i64) -> Promise {
    Promise {
        window: Window {
            opens: at(minute),
            closes: at(minute + 60),
        },
        version: 1,
        tz_database: "2026a".into(),
    }
}

#[wasm_bindgen_test]
async fn promises_lie_beside_their_letters() {
    let store = thread(20).await;
    let given: Vec<(ThreadPlace, Promise)> = (0..20)
        .map(|number| (place(number), promise(i64::from(number))))
        .collect();
    store.write_promises(HERE, &given).await.unwrap();
    for page in [
        store.newest(HERE, 4).await.unwrap(),
        store.older(HERE, place(9), 4).await.unwrap(),
        store.newer(HERE, place(9), 4).await.unwrap(),
    ] {
        assert_eq!(page.entries.len(), 4);
        for entry in page.entries {
            let place = entry.place().unwrap();
            let right = given.iter().find(|(of, _)| *of == place).unwrap();
            assert_eq!(entry.promise.as_ref(), Some(&right.1));
        }
    }
    store.write_promises(HERE, &[]).await.unwrap();
}

#[wasm_bindgen_test]
async fn failure_17_what_cannot_be_read_is_counted_and_makes_room() {
    let store = thread(5).await;
    let other = crate::keys(9);
    let stranger = store.with_keys(&other);
    let page = stranger.newest(HERE, 10).await.unwrap();
    assert_eq!((page.entries.len(), page.damaged), (0, 5));
    stranger.mend().await.unwrap();
    assert_eq!(store.count(HERE).await.unwrap(), 0);
    assert_eq!(store.restore().await.unwrap().place, None, "fetched again");
    // The tab that leads knows the place from before.
    let onward = [
        advance(1, 6),
        arrived(6, long_id(6), "words", left(minute(6))),
    ];
    let overtaken = store.apply(&onward).await;
    assert_eq!(overtaken, Err(StoreTrouble::Overtaken));
    assert_eq!(store.count(HERE).await.unwrap(), 0, "nothing is skipped");
    let again: Vec<Change> = [advance(1, 1), arrived(1, long_id(0), "words", left(0))].into();
    store.apply(&again).await.unwrap();
    assert_eq!(store.count(HERE).await.unwrap(), 1);
}
