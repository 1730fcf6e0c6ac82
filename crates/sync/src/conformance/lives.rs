//! The relay's database begins another life.

use super::{
    Inspect, apply, outbox,
    samples::{self, arrived, held, id, outside, place, receipt, settle, stored, waiting},
};
use crate::{Change, Standing, Waiting};
use holdfast_protocol::{EnvelopeId, Event, FeedItem};

pub(super) async fn another_life_keeps_what_is_stored<S: Inspect>(store: &S) {
    let entry = waiting(1, 1, Standing::Waits);
    apply(store, [Change::Keep(entry.clone()), arrived(1, 7)]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    assert_eq!(outbox(store).await, [entry]);
    assert_eq!(store.stored().await.unwrap().len(), 1);
}

pub(super) async fn offering_again_goes_before_what_waits<S: Inspect>(store: &S) {
    for number in [3, 2, 1] {
        apply(store, [Change::Keep(waiting(number, 1, Standing::Waits))]).await;
        apply(store, [settle(number, None, 5)]).await;
    }
    apply(store, [Change::Keep(waiting(4, 1, Standing::Waits))]).await;
    apply(store, [Change::Advance(place(1, 0))]).await;
    // Twice, as when it is interrupted by yet another life.
    for life in 2..4 {
        apply(store, [Change::Advance(place(life, 0))]).await;
        let ids: Vec<EnvelopeId> = outbox(store).await.iter().map(Waiting::id).collect();
        assert_eq!(ids, [3, 2, 1, 4].map(id), "in the order of their sending");
    }
    assert_eq!(
        store.stored().await.unwrap().len(),
        3,
        "still stored as sent"
    );
    apply(store, [settle(3, None, 99)]).await;
    let all = store.stored().await.unwrap();
    assert!(all.contains(&stored(3, true, 99)), "the new life's receipt");
    apply(store, [Change::Keep(waiting(2, 1, Standing::Waits))]).await;
    let again = outbox(store).await.iter().any(|entry| entry.id() == id(2));
    assert!(again, "what is offered again can be retried");
}

pub(super) async fn what_was_taken_back_is_not_offered_again<S: Inspect>(store: &S) {
    for entry in [waiting(1, 1, Standing::Waits), outside(2, 1)] {
        let id = entry.id();
        let settle = Change::Settle {
            id,
            sequence: None,
            receipt: receipt(5),
        };
        apply(store, [Change::Keep(entry), settle]).await;
    }
    apply(store, [Change::Advance(place(1, 0))]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    let ids: Vec<EnvelopeId> = outbox(store).await.iter().map(Waiting::id).collect();
    assert_eq!(ids, [id(2)], "a reply whose place another took stays away");
}

pub(super) async fn what_another_device_took_back_is_not_offered_again<S: Inspect>(store: &S) {
    for number in [1, 2] {
        apply(store, [Change::Keep(waiting(number, 1, Standing::Waits))]).await;
        apply(store, [settle(number, None, 5)]).await;
    }
    let withdrawn = |sequence, number| {
        Change::Receive(FeedItem {
            sequence,
            event: Event::Withdrawn { id: id(number) },
        })
    };
    apply(store, [Change::Advance(place(1, 1)), withdrawn(1, 1)]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    let ids: Vec<EnvelopeId> = outbox(store).await.iter().map(Waiting::id).collect();
    assert_eq!(ids, [id(2)], "known before");
    apply(store, [Change::Advance(place(2, 1)), withdrawn(1, 2)]).await;
    assert_eq!(outbox(store).await, [], "known after");
    assert_eq!(store.stored().await.unwrap().len(), 2, "and stored as sent");
}

pub(super) async fn what_was_given_up_is_not_offered_again<S: Inspect>(store: &S) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    apply(store, [settle(1, None, 5)]).await;
    apply(store, [Change::Keep(outside(2, 1)), settle(2, None, 5)]).await;
    apply(store, [Change::Advance(place(1, 0))]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    apply(store, [Change::Forget { id: id(2) }]).await;
    apply(store, [Change::Advance(place(3, 0))]).await;
    assert_eq!(outbox(store).await, [], "neither it nor what it replaced");
    // Given up in a tab that did not know that another had sent it after all.
    apply(store, [Change::Keep(waiting(3, 1, Standing::Waits))]).await;
    apply(store, [settle(3, None, 5)]).await;
    apply(store, [Change::Forget { id: id(3) }]).await;
    apply(store, [Change::Advance(place(4, 0))]).await;
    let ids: Vec<EnvelopeId> = outbox(store).await.iter().map(Waiting::id).collect();
    assert_eq!(ids, [id(3)]);
}

pub(super) async fn a_confirmation_of_an_overtaken_life_is_offered_to_the_next<S: Inspect>(
    store: &S,
) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    apply(store, [Change::Advance(place(1, 0))]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    // What was planned in the life before is stored after all …
    apply(store, [Change::Advance(place(1, 0)), settle(1, None, 5)]).await;
    assert_eq!(outbox(store).await, []);
    // … and then the next commit of the new one, which knew nothing of that.
    apply(store, [Change::Advance(place(2, 0))]).await;
    let ids: Vec<EnvelopeId> = outbox(store).await.iter().map(Waiting::id).collect();
    assert_eq!(ids, [id(1)], "the new life may lack it");
}

pub(super) async fn a_letter_that_is_held_again_is_there_once<S: Inspect>(store: &S) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    let settled = [
        Change::Advance(place(1, 2)),
        settle(1, None, 5),
        arrived(1, 7),
        arrived(2, 8),
    ];
    store.apply(&settled).await.unwrap();
    // The relay's next life has lost both, and they are offered to it again.
    apply(store, [Change::Advance(place(2, 0))]).await;
    let Change::Receive(FeedItem {
        event: Event::Arrived { receipt: until, .. },
        ..
    }) = held(1, 1, 20)
    else {
        unreachable!("that is what it is");
    };
    let again = Change::Settle {
        id: id(1),
        sequence: None,
        receipt: until,
    };
    apply(store, [Change::Advance(place(2, 1)), again, held(1, 7, 20)]).await;
    let all = store.stored().await.unwrap();
    let again = all.iter().filter(|one| one.receipt == until);
    assert_eq!((all.len(), again.count()), (3, 2), "once each, held again");
}

pub(super) async fn what_came_before_the_feed_began_anew_is_known<S: Inspect>(store: &S) {
    apply(store, [Change::Advance(place(1, 1)), arrived(1, 7)]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    // Its writer offers it again only after others have come.
    apply(store, [Change::Advance(place(2, 1)), arrived(1, 8)]).await;
    let later = Change::Receive(FeedItem {
        sequence: 2,
        event: Event::Arrived {
            envelope: samples::envelope(7),
            receipt: receipt(99),
        },
    });
    apply(store, [Change::Advance(place(2, 2)), later]).await;
    let all = store.stored().await.unwrap();
    assert_eq!(all.len(), 2, "once, although it left at another time");
    assert!(all.contains(&stored(7, false, 99)));
}
