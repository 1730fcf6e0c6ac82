//! What browsers do to a database, done to this one: each test is named after
//! its row of the failures that comparable software had.

mod damage;
mod tabs;

use crate::{
    keys,
    letters::{HERE, advance, arrived, id, left, send, settle, waiting},
    new_name, open,
    sabotage::Sabotage,
};
use core::time::Duration;
use damage::{prepared, state_of};
use futures_util::future::join;
use holdfast_app::{
    platform::{clock::breathe, idb::BrowserStore},
    state::Identity,
};
use holdfast_protocol::{DeviceId, Role};
use holdfast_sync::{Store, StoreTrouble};
use wasm_bindgen_test::wasm_bindgen_test;

/// Shorter than anyone is made to wait: whether it is over decides, not when.
const IMPATIENT: Duration = Duration::from_millis(60);

fn identity() -> Identity {
    Identity::new(
        crate::letters::ME,
        DeviceId::from_bytes([2; 16]),
        [3; 32],
        &keys(7),
        Role::Patient,
        "Robin".into(),
        Some(HERE),
    )
}

#[wasm_bindgen_test]
async fn failure_12_what_the_writer_alone_has_is_written_strictly() {
    let sabotage = Sabotage::begin();
    let store = open(&new_name()).await;
    let durabilities = || sabotage.durabilities();
    store.apply(&[waiting(1, send(1, "mine"))]).await.unwrap();
    assert_eq!(durabilities(), ["strict"], "kept");
    store.write_note("draft/a", Some(vec![1])).await.unwrap();
    store.finish_joining(&identity(), Vec::new()).await.unwrap();
    assert_eq!(durabilities(), ["strict", "strict"], "a draft, an account");
    let answer = [
        advance(1, 1),
        settle(1, left(1)),
        arrived(1, id(2), "yours", left(2)),
    ];
    store.apply(&answer).await.unwrap();
    assert_eq!(durabilities(), ["relaxed"], "the relay gives it again");
}

#[wasm_bindgen_test]
async fn failure_13_a_dropped_connection_is_opened_anew() {
    let sabotage = Sabotage::begin();
    let name = new_name();
    let store = open(&name).await;
    store.apply(&[waiting(1, send(1, "before"))]).await.unwrap();
    // The browser closes the handle that the store holds.
    sabotage.close_all();
    store.apply(&[waiting(2, send(2, "after"))]).await.unwrap();
    sabotage.close_all();
    assert_eq!(store.restore().await.unwrap().outbox.len(), 2);
    sabotage.close_all();
    assert_eq!(store.count(HERE).await.unwrap(), 0);
    sabotage.close_all();
    store.write_note("draft/a", Some(vec![1])).await.unwrap();
    assert_eq!(store.notes().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn failure_14_an_open_that_never_settles_is_said_and_the_next_try_works() {
    let sabotage = Sabotage::begin();
    let name = new_name();
    sabotage.swallow_next_open();
    let silent = BrowserStore::open_within(&name, IMPATIENT).await;
    assert_eq!(silent.map(drop), Err(StoreTrouble::Silent));
    let store = open(&name).await;
    store.apply(&[waiting(1, send(1, "after"))]).await.unwrap();
}

#[wasm_bindgen_test]
async fn failure_16_a_full_device_says_so_at_once_and_takes_all_or_nothing() {
    let sabotage = Sabotage::begin();
    let store = open(&new_name()).await;
    store.apply(&[waiting(1, send(1, "before"))]).await.unwrap();
    for how in ["put", "commit"] {
        sabotage.no_room(how);
        let full = store
            .apply(&[waiting(2, send(2, "one")), waiting(3, send(3, "two"))])
            .await;
        assert_eq!(full, Err(StoreTrouble::Full), "{how}");
        sabotage.room_again();
        let restored = store.restore().await.unwrap();
        assert_eq!(restored.outbox.len(), 1, "nothing of it: {how}");
    }
    store.apply(&[waiting(2, send(2, "after"))]).await.unwrap();
}

#[wasm_bindgen_test]
async fn failure_16_a_disk_that_is_full_at_open_says_so() {
    let sabotage = Sabotage::begin();
    let name = new_name();
    sabotage.fail_next_open("QuotaExceededError");
    assert_eq!(
        BrowserStore::open(&name).await.map(drop),
        Err(StoreTrouble::Full)
    );
    open(&name).await;
}

#[wasm_bindgen_test]
async fn failure_25_no_foreign_wait_lets_a_transaction_go() {
    let sabotage = Sabotage::begin();
    let (store, changes) = prepared().await;
    sabotage.transactions_about("place");
    // Whoever awaits anything else inside a transaction finds it gone: the page
    // is busy with other work between any two of its turns.
    let busy = async {
        for _ in 0..200 {
            breathe().await;
        }
    };
    let (applied, ()) = join(store.apply(&changes), busy).await;
    applied.unwrap();
    assert_eq!(sabotage.transactions_about("place"), 1, "one transaction");
    let (waits, count, places, promised) = state_of(&store).await;
    assert_eq!((waits, count, promised), (1, 3, true));
    assert_eq!(
        places.iter().map(|place| place.id).collect::<Vec<_>>(),
        [1, 4, 2].map(id)
    );
}

#[wasm_bindgen_test]
async fn failure_25_a_commit_that_breaks_off_stores_nothing() {
    let (store, changes) = prepared().await;
    let before = state_of(&store).await;
    let sabotage = Sabotage::begin();
    let mut broken = 0;
    for put in 0.. {
        // An error at any write returns early; nothing before it may stay.
        sabotage.throw_at_put(put);
        let done = store.apply(&changes).await;
        sabotage.room_again();
        if done.is_ok() {
            break;
        }
        broken += 1;
        assert_eq!(state_of(&store).await, before, "put {put}");
    }
    assert!(broken > 5, "every write was broken off once");
    assert_ne!(state_of(&store).await, before);
}
