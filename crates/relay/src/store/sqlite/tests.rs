//! The conformance suite on a real file, and what only files do.

use super::{SqliteStore, facts, held, open, timings};
use crate::{
    fixtures::{
        BEFORE, CONVERSATION, OPENS, PATIENT, THERAPIST, at, id, just_after, send, send_outside,
    },
    store::{
        Store, StoreError,
        conformance::{
            every_store_must,
            scene::{accepted, agree, exchange, feed, letters, request},
        },
    },
};
use holdfast_protocol::{Epoch, HoldReason, Outcome, Release};
use rusqlite::Connection;
use std::{fs, path::Path};
use tempfile::TempDir;

pub(super) const EPOCH: Epoch = Epoch::from_bytes([0xE1; 16]);

pub(super) fn fresh() -> (SqliteStore, TempDir) {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&folder.path().join("relay.sqlite"), EPOCH).unwrap();
    (store, folder)
}

every_store_must! { fresh() }

#[tokio::test]
async fn what_was_confirmed_is_there_after_a_crash() {
    let (store, folder) = fresh();
    agree(&store).await;
    for number in 1..=20 {
        accepted(&store, BEFORE, PATIENT, send(PATIENT.account, number)).await;
    }
    accepted(&store, BEFORE, THERAPIST, send(THERAPIST.account, 21)).await;
    // What a killed process leaves behind: the files as they are, unclosed.
    let after = TempDir::new().unwrap();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        if !entry.file_name().to_string_lossy().ends_with("-shm") {
            fs::copy(entry.path(), after.path().join(entry.file_name())).unwrap();
        }
    }
    let other = Epoch::from_bytes([0xE9; 16]);
    let reopened = SqliteStore::open(&after.path().join("relay.sqlite"), other).unwrap();
    let read = letters(&feed(&reopened, BEFORE, THERAPIST).await);
    let sent: Vec<_> = [9001, 9002].into_iter().chain(1..=21).map(id).collect();
    assert_eq!(read, sent);
    let answer = exchange(&reopened, at(BEFORE), PATIENT, request(0, vec![])).await;
    assert_eq!(answer.epoch, EPOCH, "the same life goes on");
    let held = reopened.next_release(at(BEFORE)).await.unwrap();
    assert_eq!(held, store.next_release(at(BEFORE)).await.unwrap());
    assert!(held.is_some());
}

#[tokio::test]
async fn many_at_once_are_each_stored_once() {
    let (store, _folder) = fresh();
    agree(&store).await;
    let store = std::sync::Arc::new(store);
    let tasks: Vec<_> = (0..200)
        .map(|turn: u16| {
            let store = std::sync::Arc::clone(&store);
            // Every letter is sent twice, by two requests under way at once.
            let submission = send(PATIENT.account, turn / 2);
            tokio::spawn(async move {
                let request = request(0, vec![submission]);
                exchange(store.as_ref(), at(BEFORE), PATIENT, request).await
            })
        })
        .collect();
    for task in tasks {
        let results = task.await.unwrap().results;
        assert!(matches!(results[0].outcome, Outcome::Accepted(_)));
    }
    let mut read = letters(&feed(store.as_ref(), BEFORE, THERAPIST).await);
    read.sort();
    let mut sent: Vec<_> = [9001, 9002].into_iter().chain(0..100).map(id).collect();
    sent.sort();
    assert_eq!(read, sent);
}

#[tokio::test]
async fn a_failed_request_leaves_nothing_and_takes_nobody_along() {
    let (store, _folder) = fresh();
    agree(&store).await;
    let broken = store.writer.run(|db| {
        db.execute("UPDATE meta SET value = x'00'", [])?;
        Err::<(), _>(StoreError::Damaged { table: "meta" })
    });
    let whole = store.set_note(crate::store::Note::DemoAhead, "7".into());
    let (broken, whole) = tokio::join!(broken, whole);
    assert!(matches!(broken, Err(StoreError::Damaged { .. })));
    whole.unwrap();
    let answer = exchange(&store, at(BEFORE), PATIENT, request(0, vec![])).await;
    assert_eq!(answer.epoch, EPOCH);
}

#[tokio::test]
async fn a_timing_that_cannot_be_read_stops_nobody_but_replies() {
    let (store, _folder) = fresh();
    agree(&store).await;
    let damaged = store.writer.run(|db| {
        db.execute("UPDATE timing SET document = '{' || document", [])?;
        Ok(())
    });
    damaged.await.unwrap();
    let letter = accepted(&store, BEFORE, PATIENT, send(PATIENT.account, 1)).await;
    assert_eq!(letter.release, Release::Left(at(BEFORE)));
    let reply = accepted(&store, BEFORE, THERAPIST, send(THERAPIST.account, 2)).await;
    let none = Release::Waits(HoldReason::NoWindowWithinReach);
    assert_eq!(reply.release, none);
    assert_eq!(store.next_opening(at(BEFORE)).await.unwrap(), None);
    store.release(at(BEFORE)).await.unwrap();
    let read = letters(&feed(&store, BEFORE, PATIENT).await);
    assert_eq!(read, [9001, 9002, 1].map(id));
}

#[tokio::test]
async fn a_file_of_the_first_schema_goes_on() {
    let (store, folder) = fresh();
    agree(&store).await;
    accepted(&store, BEFORE, THERAPIST, send(THERAPIST.account, 1)).await;
    accepted(&store, BEFORE, THERAPIST, send(THERAPIST.account, 2)).await;
    let back = store.writer.run(|db| {
        // A waiting reply kept its hour then.
        db.execute(
            "UPDATE letter SET state = 2 WHERE id = ?1",
            [id(2).as_bytes()],
        )?;
        db.execute_batch(
            "DROP TABLE call_list;
             DROP TABLE push;
             DROP TABLE alarm_link;
             DROP TABLE alarm_letter;
             DROP TABLE alarm;
             DROP INDEX letter_moment;
             DROP INDEX feed_letter;
             DROP INDEX letter_written;
             DROP INDEX letter_arrived;
             DROP INDEX letter_held;
             CREATE INDEX letter_held ON letter (conversation, number)
                 WHERE state <> 0 AND withdrawn = 0;
             PRAGMA user_version = 1;",
        )?;
        Ok(())
    });
    back.await.unwrap();
    drop(store);
    let store = SqliteStore::open(&folder.path().join("relay.sqlite"), EPOCH).unwrap();
    assert_eq!(
        store.next_release(at(BEFORE)).await.unwrap(),
        Some(at(OPENS))
    );
    let outside = accepted(&store, BEFORE, THERAPIST, send_outside(3, Some(2))).await;
    // Two replies had arrived there at that instant.
    let then = just_after(BEFORE) + chrono::TimeDelta::milliseconds(1);
    assert_eq!(outside.release, Release::LeftOutside(then));
    store.release(at(OPENS)).await.unwrap();
    let read = letters(&feed(&store, OPENS, PATIENT).await);
    assert_eq!(read[2..], [3, 1].map(id));
}

#[tokio::test]
async fn what_every_sync_asks_is_found_by_an_index() {
    let (store, _folder) = fresh();
    let questions = [
        (held::HELD, "letter_held"),
        (held::TO_LOOK_AT, "letter_due"),
        (held::TO_LOOK_AT, "letter_held"),
        (timings::LAST_LETTER, "letter_arrived"),
        (facts::LAST, "letter_moment"),
        (facts::THEY_WROTE, "letter_written"),
        (facts::THEY_WROTE, "feed_letter"),
    ];
    for (question, index) in questions {
        let plan = store.reader.run(move |db| {
            let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {question}"))?;
            let blanks = vec![rusqlite::types::Null; statement.parameter_count()];
            let rows = statement.query_map(rusqlite::params_from_iter(blanks), |row| row.get(3))?;
            Ok(rows.collect::<Result<Vec<String>, _>>()?)
        });
        let plan = plan.await.unwrap();
        let used = |line: &String| line.contains("INDEX") && line.contains(index);
        assert!(plan.iter().any(used), "{plan:?}");
    }
}

#[tokio::test]
async fn one_exchange_reads_the_timings_once() {
    let (store, _folder) = fresh();
    agree(&store).await;
    let openings = store.writer.run(|db| {
        let mut known = timings::Known::default();
        let before = known.agreed(db, CONVERSATION)?.next_opening(at(BEFORE));
        db.execute_batch("DELETE FROM call_list; DELETE FROM timing")?;
        let after = known.agreed(db, CONVERSATION)?.next_opening(at(BEFORE));
        Ok((before, after))
    });
    let opens = Some(at(OPENS));
    assert_eq!(openings.await.unwrap(), (opens, opens));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (store, folder) = fresh();
    agree(&store).await;
    let mut files = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        let mode = entry.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{:?}", entry.file_name());
        files += 1;
    }
    assert_eq!(files, 4, "the database, its log and index, its mark");
}

#[test]
fn every_commit_reaches_the_disk() {
    let (_store, folder) = fresh();
    let connection = open::writable(&folder.path().join("relay.sqlite")).unwrap();
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    const FULL: i64 = 2;
    assert_eq!(number("synchronous"), Ok(FULL));
    let mode = connection.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0));
    assert_eq!(mode.as_deref(), Ok("wal"));
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let refuse = |path: &Path| SqliteStore::open(path, EPOCH).unwrap_err();

    let text = folder.path().join("text");
    fs::write(&text, "dear diary, ".repeat(100)).unwrap();
    assert!(matches!(refuse(&text), StoreError::NotOurs { .. }));
    assert_eq!(
        fs::read_to_string(&text).unwrap(),
        "dear diary, ".repeat(100)
    );

    let other = folder.path().join("other.sqlite");
    let connection = Connection::open(&other).unwrap();
    connection
        .execute_batch("CREATE TABLE recipes (name TEXT)")
        .unwrap();
    drop(connection);
    let before = fs::read(&other).unwrap();
    assert!(matches!(refuse(&other), StoreError::NotOurs { .. }));
    assert_eq!(fs::read(&other).unwrap(), before);

    let nowhere = folder.path().join("no/such/folder/relay.sqlite");
    assert!(matches!(refuse(&nowhere), StoreError::CannotOpen { .. }));
}

#[test]
fn a_damaged_file_is_noticed_at_the_start() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("relay.sqlite");
    drop(open::writable(&path).unwrap());
    let mut bytes = fs::read(&path).unwrap();
    let last = bytes.len() - 4096;
    bytes[last..].fill(0xFF);
    fs::write(&path, bytes).unwrap();
    let error = SqliteStore::open(&path, EPOCH).unwrap_err();
    assert!(matches!(error, StoreError::Broken { .. }), "{error}");
}

#[test]
fn a_newer_schema_is_left_alone() {
    let (store, folder) = fresh();
    drop(store);
    let path = folder.path().join("relay.sqlite");
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    let error = SqliteStore::open(&path, EPOCH).unwrap_err();
    assert!(
        matches!(error, StoreError::Newer { found: 999, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("999"));
}
