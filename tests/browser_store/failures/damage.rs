//! What is corrupt, or was taken away.

use super::identity;
use crate::{
    letters::{HERE, THEM, advance, arrived, id, left, letter, receive, send, settle, waiting},
    new_name, open, raw,
    sabotage::Sabotage,
};
use futures_util::future::join;
use holdfast_app::platform::{
    clock::breathe,
    idb::{BrowserStore, ThreadPlace},
    preferences::Preference,
};
use holdfast_protocol::{Act, Event, Release};
use holdfast_sync::{Change, Store, StoreTrouble, Waiting};
use indexed_db_futures::database::Database;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn failure_17_a_store_that_is_corrupt_at_open_is_said_and_what_can_be_saved_is() {
    let sabotage = Sabotage::begin();
    let (broken, fresh) = (new_name(), new_name());
    let store = open(&broken).await;
    store
        .finish_joining(&identity(), vec![("folder/x".into(), vec![1])])
        .await
        .unwrap();
    store.apply(&[waiting(1, send(1, "gone"))]).await.unwrap();
    store
        .apply(&[advance(1, 0), settle(1, left(1))])
        .await
        .unwrap();
    store.apply(&[waiting(2, send(2, "waits"))]).await.unwrap();
    for error in ["UnknownError", "DataError"] {
        sabotage.fail_next_open(error);
        let corrupt = BrowserStore::open(&broken).await.map(drop);
        assert_eq!(corrupt, Err(StoreTrouble::Damaged), "{error}");
    }
    // Letters can no longer be read; the account and what waits can.
    sabotage.refuse_shelf("thread");
    let saved = BrowserStore::start_afresh(&broken, &fresh).await.unwrap();
    sabotage.room_again();
    assert!(saved.identity);
    assert_eq!((saved.waiting, saved.lost), (1, 0));
    let new = open(&fresh).await;
    assert_eq!(new.identity().await.unwrap(), Some(identity()));
    assert_eq!(new.notes().await.unwrap().len(), 1);
    let restored = new.restore().await.unwrap();
    assert_eq!(restored.outbox.len(), 1);
    assert_eq!(restored.place, None, "the relay gives the rest");
    // What was sent is known as its own when it comes back whole.
    let whole = receive(
        1,
        Event::Arrived {
            envelope: crate::letters::envelope(
                id(1),
                true,
                holdfast_protocol::EnvelopeKind::Letter,
                &letter("gone"),
            ),
            receipt: left(1),
        },
    );
    new.apply(&[advance(1, 1), whole]).await.unwrap();
    assert_eq!(new.count(HERE).await.unwrap(), 1);
    assert_eq!(new.sent().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn failure_17_what_another_tab_keeps_while_storage_begins_afresh_is_brought_over() {
    let sabotage = Sabotage::begin();
    let (broken, fresh) = (new_name(), new_name());
    let other_tab = open(&broken).await;
    other_tab
        .apply(&[waiting(1, send(1, "before"))])
        .await
        .unwrap();
    other_tab
        .write_note("draft/a", Some(vec![1]))
        .await
        .unwrap();
    open(&fresh).await.close();
    let slow = Database::open(fresh.as_str()).await.unwrap();
    let hold = raw::Hold::on(&slow);
    breathe().await;
    sabotage.durabilities();
    let meanwhile = async {
        // All was read, and is about to be written.
        while sabotage.durabilities().is_empty() {
            breathe().await;
        }
        let letter = [waiting(2, send(2, "meanwhile"))];
        other_tab.apply(&letter).await.unwrap();
        for (note, byte) in [("draft/a", 2), ("draft/b", 3)] {
            other_tab.write_note(note, Some(vec![byte])).await.unwrap();
        }
        hold.let_go().await;
    };
    let (saved, ()) = join(BrowserStore::start_afresh(&broken, &fresh), meanwhile).await;
    assert_eq!(saved.unwrap().waiting, 1);
    assert_eq!(other_tab.next().await, Ok(Some(fresh.clone())));
    assert_eq!(Preference::Database.read(), Some(fresh.clone()));
    Preference::Database.clear();
    let new = open(&fresh).await;
    assert_eq!(new.restore().await.unwrap().outbox.len(), 2);
    let drafts = [("draft/a", 2), ("draft/b", 3)];
    let drafts = drafts.map(|(note, byte)| (note.to_owned(), vec![byte]));
    assert_eq!(new.notes().await, Ok(drafts.to_vec()));
    slow.close();
}

#[wasm_bindgen_test]
async fn failure_17_a_damaged_count_brings_nothing_back_that_was_taken_back() {
    let name = new_name();
    let store = open(&name).await;
    store
        .apply(&[waiting(9, send(9, "taken back"))])
        .await
        .unwrap();
    store
        .apply(&[advance(1, 0), settle(9, left(9))])
        .await
        .unwrap();
    let database = Database::open(name.as_str()).await.unwrap();
    let junk = ("place".to_owned(), "sent".into(), vec![255, 255]);
    raw::put(&database, &[junk]).await;
    database.close();
    let withdraw = Act::Withdraw { held: id(9) };
    store.apply(&[waiting(2, withdraw)]).await.unwrap();
    store
        .apply(&[advance(1, 0), settle(2, left(10))])
        .await
        .unwrap();
    store.apply(&[advance(2, 0)]).await.unwrap();
    let offered = store.restore().await.unwrap().outbox;
    let offered: Vec<_> = offered.iter().map(Waiting::id).collect();
    assert_eq!(offered, [id(2)]);
}

#[wasm_bindgen_test]
async fn failure_17_nothing_of_a_database_that_never_opens_still_begins_afresh() {
    let sabotage = Sabotage::begin();
    let (broken, fresh) = (new_name(), new_name());
    sabotage.fail_opens_of(&broken, "UnknownError");
    let saved = BrowserStore::start_afresh(&broken, &fresh).await.unwrap();
    assert!(!saved.identity, "an invitation is needed");
    assert_eq!(open(&fresh).await.identity().await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn failure_18_a_database_that_the_browser_took_away_is_recognised() {
    let name = new_name();
    let store = open(&name).await;
    assert!(
        !store.was_taken_away().await.unwrap(),
        "nobody was here yet"
    );
    store.finish_joining(&identity(), Vec::new()).await.unwrap();
    store
        .apply(&[advance(1, 1), arrived(1, id(1), "here", left(1))])
        .await
        .unwrap();
    assert!(!store.was_taken_away().await.unwrap());
    // The database goes, what lies beside it stays. A tab that was open all the
    // while does not make it anew: it may have been removed on purpose.
    Database::delete_by_name(&name).unwrap().await.unwrap();
    assert_eq!(store.identity().await, Err(StoreTrouble::Closed));
    let again = open(&name).await;
    assert_eq!(again.identity().await.unwrap(), None);
    assert!(again.was_taken_away().await.unwrap());
    assert_eq!(again.count(HERE).await.unwrap(), 0);
    // Joined anew, all is fetched from the beginning.
    again.finish_joining(&identity(), Vec::new()).await.unwrap();
    assert!(!again.was_taken_away().await.unwrap());
    assert_eq!(again.restore().await.unwrap().place, None);
    again
        .apply(&[advance(1, 1), arrived(1, id(1), "here", left(1))])
        .await
        .unwrap();
    assert_eq!(again.count(HERE).await.unwrap(), 1);
    Preference::Home.clear();
}

/// A commit that needs every kind of reading before it writes.
pub(super) async fn prepared() -> (BrowserStore, [Change; 6]) {
    let store = open(&new_name()).await;
    store.apply(&[waiting(1, send(1, "mine"))]).await.unwrap();
    store.lay_open(id(2), THEM, letter("theirs"));
    let first = [
        advance(1, 1),
        settle(1, left(1)),
        arrived(1, id(2), "theirs", left(2)),
    ];
    store.apply(&first).await.unwrap();
    let place = ThreadPlace {
        left: crate::letters::at(2),
        id: id(2),
    };
    let promise = holdfast_rhythm::Promise {
        window: holdfast_rhythm::Window {
            opens: crate::letters::at(60),
            closes: crate::letters::at(90),
        },
        version: 1,
        tz_database: "2026a".into(),
    };
    store
        .write_promises(HERE, &[(place, promise)])
        .await
        .unwrap();
    let moved = Event::Moved {
        id: id(1),
        release: Release::Left(crate::letters::at(9)),
    };
    let changes = [
        advance(2, 3),
        waiting(3, send(3, "new")),
        settle(1, left(5)),
        arrived(1, id(2), "theirs", left(7)),
        receive(2, moved),
        arrived(3, id(4), "more", left(8)),
    ];
    (store, changes)
}

pub(super) async fn state_of(store: &BrowserStore) -> (usize, u32, Vec<ThreadPlace>, bool) {
    let restored = store.restore().await.unwrap();
    let page = store.newest(HERE, 50).await.unwrap();
    (
        restored.outbox.len(),
        store.count(HERE).await.unwrap(),
        page.entries
            .iter()
            .filter_map(|entry| entry.place())
            .collect(),
        page.entries.iter().any(|entry| entry.promise.is_some()),
    )
}

#[wasm_bindgen_test]
async fn failure_18_which_database_is_in_use_is_known_without_what_lies_beside_it() {
    let first = new_name();
    let store = open(&first).await;
    store.finish_joining(&identity(), Vec::new()).await.unwrap();
    // One that was left behind is not begun in.
    let taken = format!("{first}2");
    let kept = [waiting(1, send(1, "theirs"))];
    open(&taken).await.apply(&kept).await.unwrap();
    let fresh = BrowserStore::empty_after(&first, store.name()).await;
    let fresh = fresh.unwrap();
    assert_eq!(fresh, format!("{first}3"));
    store.move_to(&fresh).await.unwrap();
    let (last, _) = BrowserStore::open_last(&first, 1).await.unwrap();
    assert_eq!(last.name(), fresh);
    assert_eq!(last.identity().await, Ok(None));
    // All of them go with Holdfast, and not only those up to the one in use.
    let mut all = BrowserStore::all(&first, &first).await;
    all.sort();
    assert_eq!(all, [first, taken, fresh]);
    Preference::Home.clear();
}
