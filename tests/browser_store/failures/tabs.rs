//! Tabs of this build and of others that want the same database.

use super::IMPATIENT;
use crate::{
    letters::{send, waiting},
    new_name, open, raw,
};
use futures_util::future::join;
use holdfast_app::platform::idb::BrowserStore;
use holdfast_sync::{Store, StoreTrouble};
use indexed_db_futures::database::Database;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn failure_14_a_tab_that_holds_the_shelves_is_not_waited_for_in_silence() {
    let name = new_name();
    open(&name).await.note("draft/a").await.unwrap();
    let other = Database::open(name.as_str()).await.unwrap();
    let hold = raw::Hold::on(&other);
    let store = BrowserStore::open_within(&name, IMPATIENT).await.unwrap();
    assert_eq!(store.identity().await, Err(StoreTrouble::Silent));
    assert_eq!(store.restore().await, Err(StoreTrouble::Silent));
    let written = store.write_note("draft/a", Some(vec![1])).await;
    assert_eq!(written, Err(StoreTrouble::Silent));
    hold.let_go().await;
    let store = open(&name).await;
    assert_eq!(store.identity().await, Ok(None));
    assert_eq!(store.write_note("draft/b", Some(vec![1])).await, Ok(()));
    other.close();
}

#[wasm_bindgen_test]
async fn failure_15_an_old_tab_of_version_1_makes_way() {
    let name = new_name();
    let old = raw::open(
        &name,
        1,
        &["identity", "notes", "place", "outbox", "mail", "events"],
    )
    .await;
    // As the app has done since its first version.
    let mut changes = old.version_changes().unwrap();
    let closing = async {
        let _ = changes.recv().await;
        old.close();
    };
    let (store, ()) = join(open(&name), closing).await;
    store.apply(&[waiting(1, send(1, "new"))]).await.unwrap();
}

#[wasm_bindgen_test]
async fn failure_15_a_tab_that_does_not_make_way_is_waited_for_and_said() {
    let name = new_name();
    let shelves = &["identity", "notes", "place", "outbox", "mail", "events"];
    let stubborn = raw::open(&name, 1, shelves).await;
    let silent = BrowserStore::open_within(&name, IMPATIENT).await;
    assert_eq!(silent.map(drop), Err(StoreTrouble::Silent));
    // It goes at last, and the upgrade that nobody waits for is done whole.
    stubborn.close();
    let store = open(&name).await;
    store.apply(&[waiting(1, send(1, "new"))]).await.unwrap();
    let newer = Database::open(name.as_str()).with_version(1000_u32).await;
    newer
        .expect("no forgotten connection stands in the way")
        .close();
}

#[wasm_bindgen_test]
async fn failure_15_a_tab_of_this_build_makes_way_for_a_newer_one_and_leaves_it_alone() {
    let name = new_name();
    let old = open(&name).await;
    old.apply(&[waiting(1, send(1, "old"))]).await.unwrap();
    let newer = Database::open(name.as_str()).with_version(1000_u32).await;
    let newer = newer.expect("the old tab does not stand in the way");
    let before = raw::all(&name).await.len();
    let refused = old.apply(&[waiting(2, send(2, "too late"))]).await;
    assert_eq!(refused, Err(StoreTrouble::Newer));
    assert_eq!(old.restore().await, Err(StoreTrouble::Newer));
    assert_eq!(
        BrowserStore::open(&name).await.map(drop),
        Err(StoreTrouble::Newer)
    );
    assert_eq!(
        raw::all(&name).await.len(),
        before,
        "nothing was written to it"
    );
    newer.close();
}
