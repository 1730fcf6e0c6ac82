//! Rows of `docs/FAILURES.md` on a real file: a restored backup, and who reads
//! while many write.

use super::{
    SqliteStore,
    tests::{EPOCH, fresh},
};
use crate::{
    fixtures::{BEFORE, PATIENT, THERAPIST, at, send, send_outside},
    store::{
        Store,
        conformance::{
            alarming::agree_on_a_ladder,
            listing::{empty, look, taken_back, told},
            scene::{accepted, agree, exchange, request},
        },
    },
};
use holdfast_protocol::{Epoch, Event, SyncRequest};
use rusqlite::Connection;
use std::{fs, path::Path, sync::Arc};
use tempfile::TempDir;

/// The database alone, as a backup has it: all that was committed, in one file.
fn back_up(database: &Path, to: &Path) {
    let connection = Connection::open(database).unwrap();
    connection
        .execute("VACUUM INTO ?1", [to.to_str().unwrap()])
        .unwrap();
}

#[tokio::test]
async fn failure_21_an_older_copy_in_the_databases_place_is_noticed_at_the_start() {
    let (store, folder) = fresh();
    let path = folder.path().join("relay.sqlite");
    let backup = folder.path().join("backup");
    agree(&store).await;
    back_up(&path, &backup);
    accepted(&store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    let epoch = async |store: &SqliteStore| {
        let asked = exchange(store, at(BEFORE), PATIENT, request(0, vec![]));
        asked.await.epoch
    };
    let same = SqliteStore::open(&path, Epoch::from_bytes([0xE9; 16])).unwrap();
    assert_eq!(epoch(&same).await, EPOCH, "a start is no restore");

    // Each time in a folder of its own: threads of the one before may still be
    // closing their files.
    let mut folders = vec![folder];
    for byte in [0xE2, 0xE3, 0xE4] {
        let life = Epoch::from_bytes([byte; 16]);
        let next = TempDir::new().unwrap();
        let path = next.path().join("relay.sqlite");
        fs::copy(&backup, &path).unwrap();
        let before = folders.last().unwrap().path();
        let mark = "relay.sqlite.mark";
        fs::copy(before.join(mark), next.path().join(mark)).unwrap();
        let restored = SqliteStore::open(&path, life).unwrap();
        assert!(!restored.is_new());
        assert_eq!(epoch(&restored).await, life, "each restore is noticed");
        let again = SqliteStore::open(&path, EPOCH).unwrap();
        assert_eq!(epoch(&again).await, life, "and noticed once");
        folders.push(next);
    }
}

#[tokio::test]
async fn failure_21_a_restored_relay_says_anew_who_can_be_reached() {
    let (store, folder) = fresh();
    let path = folder.path().join("relay.sqlite");
    agree_on_a_ladder(&store).await;
    let backup = folder.path().join("backup");
    look(&store, &["therapist", "on-call"]).await;
    back_up(&path, &backup);
    store.look_again_at_lists().await.unwrap();
    look(&store, &["therapist"]).await;
    assert_eq!(told(&store, 9001).await, [empty(1)]);

    // The devices know that; the copy does not know that they do.
    let next = TempDir::new().unwrap();
    let path = next.path().join("relay.sqlite");
    fs::copy(&backup, &path).unwrap();
    let mark = "relay.sqlite.mark";
    fs::copy(folder.path().join(mark), next.path().join(mark)).unwrap();
    let restored = SqliteStore::open(&path, Epoch::from_bytes([0xE2; 16])).unwrap();
    look(&restored, &["therapist", "on-call"]).await;
    assert_eq!(told(&restored, 9001).await, [taken_back()]);
}

#[tokio::test]
async fn failure_21_where_the_mark_is_lost_the_operator_can_say_so() {
    let (store, folder) = fresh();
    let path = folder.path().join("relay.sqlite");
    agree(&store).await;
    drop(store);
    fs::remove_file(folder.path().join("relay.sqlite.mark")).unwrap();
    let other = Epoch::from_bytes([0xE9; 16]);
    let store = SqliteStore::open(&path, other).unwrap();
    let ask = || exchange(&store, at(BEFORE), PATIENT, request(0, vec![]));
    assert_eq!(
        ask().await.epoch,
        EPOCH,
        "without a mark nothing is claimed"
    );
    crate::operator::restored(&path).await.unwrap();
    let first = ask().await.epoch;
    assert_ne!(first, EPOCH);
    crate::operator::restored(&path).await.unwrap();
    assert_ne!(ask().await.epoch, first);
}

#[tokio::test]
async fn who_only_asks_costs_no_write() {
    let (store, _folder) = fresh();
    agree(&store).await;
    let commits = || store.reader.run(super::meta::commits);
    let before = commits().await.unwrap();
    assert!(before > 0);
    exchange(&store, at(BEFORE), PATIENT, request(0, vec![])).await;
    assert_eq!(commits().await.unwrap(), before);
    accepted(&store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    assert_eq!(commits().await.unwrap(), before + 1);
}

/// Every reader polls all the time while many write, and counts what it gets.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn failure_20_who_reads_while_many_write_skips_nothing() {
    const WRITERS: u16 = 8;
    const LETTERS: u16 = 60;
    let (store, _folder) = fresh();
    agree(&store).await;
    let store = Arc::new(store);
    let writers = (0..WRITERS).map(|writer| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            for turn in 0..LETTERS {
                let number = writer * LETTERS + turn;
                // Both sides write: into both feeds at once.
                let who = if number.is_multiple_of(3) {
                    THERAPIST
                } else {
                    PATIENT
                };
                let submission = match who {
                    THERAPIST => send_outside(number, None),
                    _ => send(who.account, number),
                };
                accepted(store.as_ref(), BEFORE, who, submission).await;
            }
        })
    });
    let writers: Vec<_> = writers.collect();
    let readers = [THERAPIST, PATIENT, THERAPIST, PATIENT].map(|who| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            let (mut cursor, mut letters) = (0, 0);
            let all = usize::from(WRITERS * LETTERS) + 2;
            while letters < all {
                let asked = SyncRequest {
                    epoch: Some(EPOCH),
                    ..request(cursor, vec![])
                };
                let answer = exchange(store.as_ref(), at(BEFORE), who, asked).await;
                for item in answer.items {
                    assert_eq!(item.sequence, cursor + 1, "a hole in front of a reader");
                    cursor = item.sequence;
                    let is_letter =
                        matches!(item.event, Event::Arrived { .. } | Event::Yours { .. });
                    letters += usize::from(is_letter);
                }
                tokio::task::yield_now().await;
            }
            assert_eq!(letters, all);
        })
    });
    for task in writers.into_iter().chain(readers) {
        task.await.unwrap();
    }
}
