//! What every store must do, as a suite that runs against any of them, in the
//! browser too. It panics with the name of the rule that is broken.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is amiss"
)]

mod lives;
mod random;
mod samples;

pub use random::compare;

use crate::{Change, Place, Restored, Standing, Store, StoreTrouble, Waiting};
use holdfast_protocol::{ConversationId, EnvelopeId, Event, FeedItem, Receipt, Refusal};
use samples::{arrived, held, id, outside, place, receipt, settle, stored, waiting};

/// An envelope or another submission that is stored outside the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its id.
    pub id: EnvelopeId,
    /// Whether it was sent from this very store.
    pub own: bool,
    /// When it reached the relay, and its fate there.
    pub receipt: Receipt,
}

/// What a test needs to see of a store.
#[expect(async_fn_in_trait, reason = "browser futures are never Send")]
pub trait Inspect: Store {
    /// Every envelope and other submission outside the outbox, in any order.
    ///
    /// # Errors
    /// When the store cannot be read.
    async fn stored(&self) -> Result<Vec<Seen>, StoreTrouble>;
}

impl Inspect for crate::MemoryStore {
    async fn stored(&self) -> Result<Vec<Seen>, StoreTrouble> {
        let all = Self::stored(self).into_iter();
        Ok(all
            .map(|one| Seen {
                id: one.id,
                own: one.own,
                receipt: one.receipt,
            })
            .collect())
    }
}

/// The conversation of all that the suite sends.
#[must_use]
pub fn conversation() -> ConversationId {
    samples::conversation()
}

/// Runs the whole suite; `make_store` gives an empty store each time.
///
/// # Panics
/// When a rule is broken.
pub async fn run_all<S: Inspect>(make_store: impl AsyncFn() -> S) {
    an_empty_store_is_empty(&make_store().await).await;
    what_is_kept_comes_back_whole(&make_store().await).await;
    keeping_again_replaces_but_never_revives(&make_store().await).await;
    settling_moves_to_what_was_sent(&make_store().await).await;
    settling_again_changes_nothing(&make_store().await).await;
    refusing_and_forgetting_know_their_entry(&make_store().await).await;
    an_envelope_is_stored_once(&make_store().await).await;
    what_this_device_sent_comes_back_as_its_own(&make_store().await).await;
    the_cursor_never_moves_back(&make_store().await).await;
    lives::another_life_keeps_what_is_stored(&make_store().await).await;
    lives::offering_again_goes_before_what_waits(&make_store().await).await;
    lives::what_was_taken_back_is_not_offered_again(&make_store().await).await;
    lives::what_another_device_took_back_is_not_offered_again(&make_store().await).await;
    lives::what_was_given_up_is_not_offered_again(&make_store().await).await;
    lives::a_confirmation_of_an_overtaken_life_is_offered_to_the_next(&make_store().await).await;
    changes_are_applied_in_their_order(&make_store().await).await;
    failure_17_a_commit_that_skips_ahead_is_refused(&make_store().await).await;
    what_comes_late_changes_nothing(&make_store().await).await;
    a_page_of_two_tabs_is_stored_once(&make_store().await).await;
    lives::a_letter_that_is_held_again_is_there_once(&make_store().await).await;
    lives::what_came_before_the_feed_began_anew_is_known(&make_store().await).await;
    a_big_page_is_stored_whole(&make_store().await).await;
    what_is_lacking_and_comes_whole_takes_its_place(&make_store().await).await;
}

async fn an_empty_store_is_empty<S: Inspect>(store: &S) {
    assert_eq!(restored(store).await, Restored::default(), "empty");
    store.apply(&[]).await.expect("nothing is stored easily");
    assert_eq!(store.stored().await, Ok(Vec::new()), "empty");
}

async fn what_is_kept_comes_back_whole<S: Inspect>(store: &S) {
    let needs = Standing::NeedsYou(Refusal::BadTiming {
        problems: vec!["one".into()],
    });
    let kept = [
        waiting(1, 1, Standing::Waits),
        outside(3, 9),
        waiting(2, 1 << 40, needs),
    ];
    store.apply(&kept.clone().map(Change::Keep)).await.unwrap();
    assert_eq!(outbox(store).await, kept, "whole");
}

async fn keeping_again_replaces_but_never_revives<S: Inspect>(store: &S) {
    let refused = waiting(1, 1, Standing::NeedsYou(Refusal::NotAMember));
    let again = waiting(1, 1, Standing::Waits);
    apply(store, [Change::Keep(refused), Change::Keep(again.clone())]).await;
    assert_eq!(outbox(store).await, vec![again.clone()], "replaced");
    apply(store, [settle(1, None, 5), Change::Keep(again)]).await;
    assert_eq!(outbox(store).await, [], "settled stays settled");
}

async fn settling_moves_to_what_was_sent<S: Inspect>(store: &S) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    apply(store, [settle(1, Some(4), 5), settle(9, None, 5)]).await;
    assert_eq!(outbox(store).await, [], "left the outbox");
    assert_eq!(store.stored().await.unwrap(), [stored(1, true, 5)]);
}

async fn settling_again_changes_nothing<S: Inspect>(store: &S) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    apply(store, [settle(1, None, 5)]).await;
    apply(store, [settle(1, Some(4), 99)]).await;
    apply(store, [settle(1, None, 99)]).await;
    assert_eq!(store.stored().await.unwrap(), [stored(1, true, 5)]);
}

async fn refusing_and_forgetting_know_their_entry<S: Inspect>(store: &S) {
    let kept = [1, 2].map(|number| waiting(number, 1, Standing::Waits));
    store.apply(&kept.map(Change::Keep)).await.unwrap();
    let refuse = |number| Change::Refuse {
        id: id(number),
        refusal: Refusal::IdInUse,
    };
    apply(store, [refuse(1), refuse(9)]).await;
    let forget = |number| Change::Forget { id: id(number) };
    apply(store, [forget(2), forget(9)]).await;
    let left = waiting(1, 1, Standing::NeedsYou(Refusal::IdInUse));
    assert_eq!(outbox(store).await, [left]);
    assert_eq!(store.stored().await, Ok(Vec::new()), "nothing was sent");
}

async fn an_envelope_is_stored_once<S: Inspect>(store: &S) {
    apply(store, [Change::Advance(place(1, 1)), arrived(1, 7)]).await;
    apply(store, [Change::Advance(place(1, 1)), arrived(1, 7)]).await;
    apply(store, [Change::Advance(place(2, 0))]).await;
    apply(store, [Change::Advance(place(2, 1)), arrived(1, 7)]).await;
    let all = store.stored().await.unwrap();
    assert_eq!(all.len(), 1, "once, whatever its sequence");
    assert_eq!((all[0].id, all[0].own), (id(7), false));
}

async fn what_this_device_sent_comes_back_as_its_own<S: Inspect>(store: &S) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    apply(store, [settle(1, None, 5)]).await;
    let yours = Change::Receive(FeedItem {
        sequence: 1,
        event: Event::Yours {
            id: id(1),
            receipt: receipt(5),
        },
    });
    apply(store, [Change::Advance(place(1, 1)), yours]).await;
    apply(store, [Change::Advance(place(1, 2)), arrived(2, 1)]).await;
    let all = store.stored().await.unwrap();
    assert_eq!(all.len(), 1, "also when it comes whole");
    assert!(all[0].own);
}

async fn the_cursor_never_moves_back<S: Inspect>(store: &S) {
    let lacking = Place {
        lacks_own: true,
        ..place(1, 3)
    };
    let page = [Change::Advance(lacking), arrived(1, 7), arrived(3, 8)];
    apply(store, page).await;
    for (advance, expected) in [
        (lacking, lacking),
        (place(1, 3), place(1, 3)),
        (place(1, 2), place(1, 3)),
        (place(2, 0), place(2, 0)),
    ] {
        apply(store, [Change::Advance(advance)]).await;
        assert_eq!(restored(store).await.place, Some(expected), "{advance:?}");
    }
}

async fn changes_are_applied_in_their_order<S: Inspect>(store: &S) {
    let keep = || Change::Keep(waiting(1, 1, Standing::Waits));
    let forget = Change::Forget { id: id(1) };
    apply(store, [keep(), forget.clone()]).await;
    assert_eq!(outbox(store).await, []);
    apply(store, [forget, keep()]).await;
    assert_eq!(outbox(store).await.len(), 1);
}

/// The place was taken away, or set back, under a tab that knows it still.
async fn failure_17_a_commit_that_skips_ahead_is_refused<S: Inspect>(store: &S) {
    let keep = Change::Keep(waiting(1, 1, Standing::Waits));
    apply(store, [keep, Change::Advance(place(1, 2)), arrived(1, 7)]).await;
    let before = (restored(store).await, store.stored().await);
    let of_another = |epoch| [Change::Advance(place(epoch, 9)), arrived(9, 8)];
    let confirming = [Change::Advance(place(1, 3)), settle(1, None, 5)];
    for skips in [of_another(1), of_another(2), confirming] {
        let refused = store.apply(&skips).await;
        assert_eq!(refused, Err(StoreTrouble::Overtaken), "{skips:?}");
        assert_eq!((restored(store).await, store.stored().await), before);
    }
    apply(store, [Change::Advance(place(1, 3)), arrived(3, 8)]).await;
}

async fn what_comes_late_changes_nothing<S: Inspect>(store: &S) {
    let page = [Change::Advance(place(1, 1)), held(1, 7, 5)];
    store.apply(&page).await.unwrap();
    let moved = Change::Receive(FeedItem {
        sequence: 2,
        event: Event::Moved {
            id: id(7),
            release: receipt(9).release,
        },
    });
    apply(store, [Change::Advance(place(1, 2)), moved]).await;
    let before = store.stored().await.unwrap();
    // Another tab stores the first page only now.
    store.apply(&page).await.unwrap();
    assert_eq!(store.stored().await.unwrap(), before, "it has left");
    assert_eq!(restored(store).await.place, Some(place(1, 2)));
}

async fn a_page_of_two_tabs_is_stored_once<S: Inspect>(store: &S) {
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    let page = [
        Change::Advance(place(1, 3)),
        settle(1, Some(2), 5),
        arrived(1, 7),
        arrived(3, 8),
    ];
    let (one, two) = (store.apply(&page), store.apply(&page));
    one.await.unwrap();
    two.await.unwrap();
    assert_eq!(store.stored().await.unwrap().len(), 3);
    assert_eq!(outbox(store).await, []);
}

async fn what_is_lacking_and_comes_whole_takes_its_place<S: Inspect>(store: &S) {
    let lacking = |cursor| {
        Change::Advance(Place {
            lacks_own: true,
            ..place(1, cursor)
        })
    };
    apply(store, [Change::Keep(waiting(1, 1, Standing::Waits))]).await;
    apply(store, [lacking(0), settle(1, None, 5)]).await;
    let whole = Change::Receive(FeedItem {
        sequence: 1,
        event: Event::Arrived {
            envelope: samples::envelope(1),
            receipt: receipt(9),
        },
    });
    apply(store, [lacking(1), whole]).await;
    assert_eq!(store.stored().await.unwrap(), [stored(1, true, 9)]);
}

async fn a_big_page_is_stored_whole<S: Inspect>(store: &S) {
    let page: Vec<Change> = core::iter::once(Change::Advance(place(1, 200)))
        .chain((1..=200).map(|number| arrived(u64::from(number), number)))
        .collect();
    store.apply(&page).await.unwrap();
    assert_eq!(store.stored().await.unwrap().len(), 200);
}

async fn apply<S: Store, const N: usize>(store: &S, changes: [Change; N]) {
    store.apply(&changes).await.expect("the changes are stored");
}

async fn restored<S: Store>(store: &S) -> Restored {
    store.restore().await.expect("the store can be read")
}

/// The outbox in the order in which it is sent.
async fn outbox<S: Store>(store: &S) -> Vec<Waiting> {
    let mut outbox = restored(store).await.outbox;
    outbox.sort_by_key(|entry| (entry.order, entry.id()));
    outbox
}
