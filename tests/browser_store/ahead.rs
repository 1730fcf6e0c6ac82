//! What opening asks for is read in one turn, and answers as the disk would.

use crate::{
    keys,
    letters::{HERE, advance, arrived, left, long_id, send, waiting},
    new_name, open,
};
use holdfast_app::platform::idb::{BrowserStore, ThreadPage};
use holdfast_protocol::{ConversationId, EnvelopeId};
use holdfast_sync::Store;
use wasm_bindgen_test::wasm_bindgen_test;

const MANY: u32 = 20;

/// A database with so many letters in one conversation, and its name.
async fn filled() -> (String, BrowserStore) {
    let name = new_name();
    let store = open(&name).await;
    let mut changes = vec![advance(1, u64::from(MANY))];
    for number in 0..MANY {
        let receipt = left(i64::from(number));
        changes.push(arrived(
            u64::from(number) + 1,
            long_id(number),
            "words",
            receipt,
        ));
    }
    store.apply(&changes).await.unwrap();
    store.apply(&[waiting(1, send(1, "first"))]).await.unwrap();
    (name, store)
}

fn ids(page: &ThreadPage) -> (Vec<EnvelopeId>, bool) {
    (
        page.entries.iter().map(|entry| entry.id).collect(),
        page.more,
    )
}

#[wasm_bindgen_test]
async fn what_was_read_ahead_answers_as_the_disk() {
    let (name, plain) = filled().await;
    // None, some, all but one, all, and more than there are.
    for read in [0, 3, MANY - 1, MANY, MANY + 9] {
        let (store, _opening) = BrowserStore::open_last(&name, read).await.unwrap();
        let store = store.with_keys(&keys(7));
        for other in [0, 3, 0xff] {
            let conversation = ConversationId::from_bytes([other; 16]);
            for count in [1, 3, 4, MANY - 1, MANY, MANY + 9] {
                let ahead = store.newest(conversation, count).await.unwrap();
                let disk = plain.newest(conversation, count).await.unwrap();
                assert_eq!(ids(&ahead), ids(&disk), "{count} of {read} read, {other}");
            }
        }
        assert_eq!(store.restore().await, plain.restore().await);
        assert_eq!(store.notes().await, plain.notes().await);
        assert_eq!(store.identity().await, plain.identity().await);
        assert_eq!(store.count(HERE).await, Ok(MANY));
    }
}

#[wasm_bindgen_test]
async fn what_was_read_ahead_is_of_one_instant_and_ends_with_the_opening() {
    let (name, other_tab) = filled().await;
    let (store, opening) = BrowserStore::open_last(&name, 5).await.unwrap();
    let store = store.with_keys(&keys(7));
    other_tab
        .apply(&[waiting(2, send(2, "second"))])
        .await
        .unwrap();
    let waits = async || store.restore().await.unwrap().outbox.len();
    assert_eq!(waits().await, 1, "no turn of the disk was needed");
    drop(opening);
    assert_eq!(waits().await, 2);
}

#[wasm_bindgen_test]
async fn what_was_read_ahead_ends_with_the_first_word_written() {
    let (name, _) = filled().await;
    let (store, _opening) = BrowserStore::open_last(&name, 5).await.unwrap();
    let store = store.with_keys(&keys(7));
    assert_eq!(store.restore().await.unwrap().outbox.len(), 1);
    store.apply(&[waiting(2, send(2, "second"))]).await.unwrap();
    assert_eq!(store.restore().await.unwrap().outbox.len(), 2);
}

#[wasm_bindgen_test]
async fn nothing_that_was_read_ahead_outlives_its_database() {
    let (name, _) = filled().await;
    let (store, _opening) = BrowserStore::open_last(&name, 5).await.unwrap();
    assert_eq!(store.restore().await.unwrap().outbox.len(), 1);
    store.let_go();
    assert!(store.restore().await.is_err(), "another tab removed it");
}
