//! A clock that is set back while somebody has time to answer, and a start
//! where the database refuses.

use super::UnderWay;
use crate::{
    fixtures::{BEFORE, PATIENT, at, demonstration},
    ladder::{Heard, watch::Watch},
    relay::Time,
    store::{
        Store,
        conformance::{
            alarming::{agree_on_a_ladder, look, page},
            listing,
            scene::accepted,
        },
    },
};
use chrono::TimeDelta;
use core::time::Duration;
use rusqlite::Connection;
use std::sync::Arc;
use tempfile::TempDir;
use tokio::time::Instant;

#[test]
fn only_a_clock_that_was_set_back_is_noticed_and_by_how_much() {
    let (now, steady) = (at(BEFORE), Instant::now());
    let mut watch = Watch::default();
    assert_eq!(watch.set_back(now, steady), None, "for the first time");
    watch.looked(now, steady);
    let later = steady + Duration::from_secs(60);
    let shows = |seconds| watch.set_back(now + TimeDelta::seconds(seconds), later);
    for right in [60, 59, 61, 7200] {
        assert_eq!(shows(right), None, "{right}");
    }
    assert_eq!(shows(58), Some(TimeDelta::seconds(2)));
    assert_eq!(shows(-7200), Some(TimeDelta::seconds(7260)));
}

#[tokio::test]
async fn failure_27_whoever_was_told_has_no_more_time_because_a_clock_is_set_back() {
    let folder = TempDir::new().unwrap();
    let relay = demonstration(folder.path()).await;
    let store: &dyn Store = relay.store.as_ref();
    agree_on_a_ladder(store).await;
    let Time::Demo(clock, _) = &relay.time else {
        panic!("it is a demonstration");
    };
    clock.move_to(at(BEFORE));
    let under_way = UnderWay::default();

    let now = under_way.now(&relay).await.unwrap();
    accepted(store, &now.to_rfc3339(), PATIENT, page(1)).await;
    let key = look(store, now).await.notices.remove(0).key;
    store.heard(now, key, Heard::Accepted).await.unwrap();
    let ends = look(store, now).await.next.unwrap();
    // Nine of ten minutes later it is set back, by less than that and by more.
    clock.move_to(now + TimeDelta::minutes(9));
    under_way.now(&relay).await.unwrap();
    for minutes in [5, 180] {
        clock.set_back(TimeDelta::minutes(minutes));
        // One is left, and what a clock's tick hides.
        let left = TimeDelta::seconds(61);
        let now = under_way.now(&relay).await.unwrap();
        let next = look(store, now).await.next.unwrap();
        assert!(next - now <= left, "{} after {minutes}", next - now);
        assert!(next < ends, "{next}");
    }
}

#[tokio::test]
async fn lists_are_looked_at_anew_once_the_database_takes_it() {
    let folder = TempDir::new().unwrap();
    let relay = Arc::new(demonstration(folder.path()).await);
    let store: &dyn Store = relay.store.as_ref();
    agree_on_a_ladder(store).await;
    listing::look(store, &["therapist", "on-call"]).await;
    assert_eq!(listing::told(store, 9001).await, []);
    // It starts with a file in which nobody is, while the database refuses.
    let under_way = Arc::default();
    let database = Connection::open(folder.path().join("relay.sqlite")).unwrap();
    database
        .execute_batch(
            "CREATE TRIGGER refuses BEFORE UPDATE ON call_list
                 BEGIN SELECT raise(ABORT, 'not now'); END",
        )
        .unwrap();
    let sleep = super::look(&relay, &under_way).await;
    assert!(sleep.unwrap() <= super::PAUSE, "it is tried again soon");
    database.execute_batch("DROP TRIGGER refuses").unwrap();
    let _ = super::look(&relay, &under_way).await.unwrap();
    let nobody = [listing::empty(0), listing::empty(1)];
    assert_eq!(listing::told(store, 9001).await, nobody);
}
