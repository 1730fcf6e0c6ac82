//! From one version of the database to the next.

use crate::{
    letters::{HERE, at, id, opened},
    new_name, open, raw,
};
use futures_util::future::{Either, join, select};
use holdfast_app::platform::{
    clock::breathe,
    idb::{BrowserStore, KeptBody, ThreadEntry},
};
use holdfast_protocol::{Content, EnvelopeId, Event, decode, encode};
use holdfast_sync::{Standing as Waits, Store, Waiting};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// Every record of a database that version 1 wrote: its shelf, its key, and
/// its bytes in hexadecimal digits. Written by the app's code of that time, for
/// the account of the tests, with one damaged record in the mail and one in the
/// outbox.
const VERSION_1: &str = include_str!("version1.txt");

const SHELVES_1: [&str; 6] = ["identity", "notes", "place", "outbox", "mail", "events"];

fn records() -> Vec<raw::Record> {
    let lines = VERSION_1.lines().map(|line| {
        let mut parts = line.split(' ');
        let mut part = || parts.next().unwrap();
        let (shelf, key, hex) = (part(), part(), part());
        let bytes = (0..hex.len() / 2).map(|place| {
            let digits = &hex[place * 2..place * 2 + 2];
            u8::from_str_radix(digits, 16).unwrap()
        });
        (shelf.to_owned(), JsValue::from_str(key), bytes.collect())
    });
    lines.collect()
}

/// A database as version 1 left it, with as many copies of one letter more.
async fn version_1(more: u32) -> String {
    let name = new_name();
    let database = raw::open(&name, 1, &SHELVES_1).await;
    let mut all = records();
    let like = all
        .iter()
        .find(|(shelf, key, _)| shelf == "mail" && *key == id(20).to_string())
        .unwrap()
        .2
        .clone();
    for number in 0..more {
        // The record and the envelope in it begin with the id.
        let mut bytes = like.clone();
        let new = crate::letters::long_id(0xff00_0000 | number);
        let places: Vec<usize> = (0..bytes.len() - 16)
            .filter(|place| &bytes[*place..*place + 16] == id(20).as_bytes())
            .collect();
        for place in places {
            bytes[place..place + 16].copy_from_slice(new.as_bytes());
        }
        all.push(("mail".to_owned(), new.to_string().into(), bytes));
    }
    raw::put(&database, &all).await;
    database.close();
    name
}

fn words(entry: &ThreadEntry) -> String {
    let KeptBody::Sealed(bytes) = &entry.body else {
        return "laid open".into();
    };
    match opened(bytes) {
        Some(Content::Letter(letter)) => letter.text,
        Some(Content::Closing(_)) => "a closing".into(),
        _ => "something else".into(),
    }
}

async fn assert_whole(store: &BrowserStore, more: u32) {
    let page = store.newest(HERE, 10).await.unwrap();
    assert_eq!(page.damaged, 0);
    let told: Vec<String> = page.entries.iter().map(words).collect();
    let expected = ["letter 16", "a closing", "letter 22"];
    assert_eq!(told[..3], expected, "the newest first");
    let promised: Vec<EnvelopeId> = page
        .entries
        .iter()
        .filter(|entry| entry.promise.is_some())
        .map(|entry| entry.id)
        .collect();
    assert!(promised.contains(&id(22)), "promises beside their letters");
    let promise = page.entries[2].promise.as_ref().unwrap();
    assert_eq!(promise.tz_database, "2022a");
    assert_eq!(promise.window.opens, at(600));
    assert_eq!(store.count(HERE).await.unwrap(), 5 + more, "nothing twice");

    let held = store.held().await.unwrap();
    let held: Vec<(EnvelopeId, String)> = held
        .iter()
        .map(|(_, entry)| (entry.id, words(entry)))
        .collect();
    assert_eq!(
        held,
        [(id(13), "letter 13".into())],
        "what was taken back is gone"
    );

    let standing = store.standing().await.unwrap();
    let mut agreements: Vec<EnvelopeId> = standing
        .agreements
        .iter()
        .map(|(_, entry)| entry.id)
        .collect();
    agreements.sort_unstable();
    assert_eq!(agreements, [10, 21].map(id));
    assert!(
        standing
            .events
            .iter()
            .any(|one| matches!(one, Event::Joined { .. }))
    );
    assert!(
        standing
            .events
            .iter()
            .any(|one| matches!(one, Event::Agreed { .. }))
    );
    assert_eq!((standing.events.len(), standing.damaged), (2, 0));
    assert_eq!(standing.stuck, 1, "the damaged entry of the outbox stays");

    let mut sent = store.sent().await.unwrap();
    sent.sort_by_key(|sent| sent.nth);
    let order: Vec<EnvelopeId> = sent.iter().map(|sent| sent.submission.id).collect();
    assert_eq!(order, [10, 11, 12, 13, 14, 15, 16].map(id));

    let mut keys: Vec<String> = store
        .notes()
        .await
        .unwrap()
        .into_iter()
        .map(|(key, _)| key.split('/').next().unwrap_or_default().to_owned())
        .collect();
    keys.sort();
    assert_eq!(keys, ["clock-offset", "draft", "folder", "renewal"]);
    assert!(store.identity().await.unwrap().is_some());
}

/// The outbox as version 1 wrote it.
fn waited() -> Vec<Waiting> {
    let all = records();
    let outbox = all.iter().filter(|(shelf, ..)| shelf == "outbox");
    outbox
        .filter_map(|(_, _, bytes)| decode(bytes, "an entry").ok())
        .collect()
}

#[wasm_bindgen_test]
async fn all_of_version_1_is_there_nothing_twice_and_the_outbox_untouched() {
    let name = version_1(0).await;
    let store = open(&name).await;
    let restored = store.restore().await.unwrap();
    assert_eq!(restored.outbox, waited());
    assert!(
        restored
            .outbox
            .iter()
            .any(|one| one.standing == Waits::Waits)
    );
    assert!(
        restored
            .outbox
            .iter()
            .any(|one| one.standing != Waits::Waits)
    );
    assert_whole(&store, 0).await;
    let place = store.restore().await.unwrap().place;
    assert_eq!(place, None, "what was damaged is fetched again");
    // And once more, as after a restart.
    let again = open(&name).await;
    assert_whole(&again, 0).await;
    let left: Vec<String> = raw::all(&name).await.into_iter().map(|one| one.0).collect();
    assert!(
        !left
            .iter()
            .any(|shelf| shelf == "mail" || shelf == "events")
    );
}

#[wasm_bindgen_test]
async fn a_script_can_post_what_waits_by_itself() {
    let name = version_1(0).await;
    let store = open(&name).await;
    drop(store);
    for (shelf, key, bytes) in raw::all(&name).await {
        if shelf == "outbox" {
            let old = waited();
            let old = old.iter().find(|one| key == one.id().to_string());
            match old {
                Some(old) if old.standing == Waits::Waits => {
                    assert_eq!(bytes[..2], [0, 30], "waits, and its place");
                    assert_eq!(bytes[2..], encode(&old.submission));
                }
                Some(_) => assert_ne!(bytes[0], 0, "not to be posted"),
                None => assert_eq!(bytes, [255, 255, 0, 255], "not to be posted, and kept"),
            }
        }
    }
}

#[wasm_bindgen_test]
async fn a_move_that_is_cut_off_goes_on_where_it_stood() {
    let mut cut_off = 0;
    for turns in 0..12 {
        let name = version_1(900).await;
        if cut(open(&name).await, turns * 3).await {
            cut_off += 1;
        }
        let again = open(&name).await;
        assert_eq!(again.restore().await.unwrap().outbox, waited());
        assert_whole(&again, 900).await;
    }
    assert!(cut_off > 1, "some are cut off");
}

/// Reads, and is dropped in the middle: that aborts, as a page does that is
/// killed. Says whether it was not done by then.
async fn cut(store: BrowserStore, turns: u32) -> bool {
    let moving = core::pin::pin!(store.count(HERE));
    let turns = core::pin::pin!(async {
        for _ in 0..turns {
            breathe().await;
        }
    });
    matches!(select(moving, turns).await, Either::Right(_))
}

#[wasm_bindgen_test]
async fn two_tabs_move_at_once() {
    let name = version_1(500).await;
    let (one, two) = join(open(&name), open(&name)).await;
    join(assert_whole(&one, 500), assert_whole(&two, 500)).await;
}

#[wasm_bindgen_test]
async fn a_letter_of_version_1_that_comes_again_is_known() {
    use crate::letters::{advance, arrived, left};
    let name = version_1(0).await;
    let store = open(&name).await;
    // The relay was restored, and its writer has offered it again.
    let again = arrived(1, id(22), "letter 22", left(400));
    store.apply(&[advance(9, 1), again]).await.unwrap();
    assert_eq!(store.count(HERE).await.unwrap(), 5);
    let newest = store.newest(HERE, 1).await.unwrap();
    assert_eq!(newest.entries[0].id, id(22));
    assert!(
        newest.entries[0].promise.is_some(),
        "its promise came along"
    );
    assert!(opened_letter(&newest.entries[0]));
}

fn opened_letter(entry: &ThreadEntry) -> bool {
    matches!(&entry.body, KeptBody::Sealed(bytes) if matches!(opened(bytes), Some(Content::Letter(letter)) if letter.text == "letter 22"))
}
