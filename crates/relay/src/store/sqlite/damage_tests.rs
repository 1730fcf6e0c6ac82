//! One row that cannot be read keeps nothing else waiting.

use super::{SqliteStore, tests::fresh};
use crate::{
    fixtures::{BEFORE, PATIENT, THERAPIST, at, propose, timing},
    store::{
        Store,
        conformance::{
            alarming::{self, agree_on_a_ladder},
            listing,
            scene::accepted,
        },
    },
};

/// Lets one row be as no build writes it.
async fn damage(store: &SqliteStore, how: &'static str) {
    let damaged = store.writer.run(move |db| {
        db.execute_batch(how)?;
        Ok(db.changes())
    });
    assert_eq!(damaged.await.unwrap(), 1, "{how}");
}

#[tokio::test]
async fn a_device_that_cannot_be_read_keeps_no_list_and_no_alarm_waiting() {
    let (store, _folder) = fresh();
    agree_on_a_ladder(&store).await;
    for nth in [1, 2] {
        let subscribed = store.subscribe(at(BEFORE), THERAPIST.account, listing::device(nth));
        subscribed.await.unwrap();
    }
    damage(
        &store,
        "UPDATE push SET key = zeroblob(64) WHERE endpoint LIKE '%/1'",
    )
    .await;
    listing::look(&store, &[]).await;
    assert_eq!(listing::told(&store, 9001).await, [listing::empty(1)]);
    accepted(&store, BEFORE, PATIENT, alarming::page(1)).await;
    let notice = alarming::look(&store, at(BEFORE)).await.notices.remove(0);
    assert_eq!(notice.push, [listing::device(2)]);
}

#[tokio::test]
async fn a_list_that_cannot_be_read_keeps_no_other_waiting() {
    for how in [
        "UPDATE call_list SET proposal = x'01' WHERE timing = 1",
        "UPDATE timing SET accepted = 9223372036854775807 WHERE number = 1",
    ] {
        let (store, _folder) = fresh();
        agree_on_a_ladder(&store).await;
        let second = alarming::with_ladder(&timing(2, "2026-11-27"));
        accepted(&store, BEFORE, THERAPIST, propose(1, &second)).await;
        damage(&store, how).await;
        assert_eq!(listing::look(&store, &["therapist"]).await, 2, "{how}");
        assert_eq!(listing::told(&store, 9001).await, []);
        assert_eq!(listing::told(&store, 1).await, [listing::empty(1)]);
        // It is tried again with all others, and not before.
        assert_eq!(listing::look(&store, &["therapist"]).await, 0);
        store.look_again_at_lists().await.unwrap();
        listing::look(&store, &[]).await;
        let both = [listing::empty(1), listing::empty(0)];
        assert_eq!(listing::told(&store, 1).await, both);
    }
}
