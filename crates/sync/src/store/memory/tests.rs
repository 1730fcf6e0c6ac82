//! The suite for every store, and the mishaps of this one.

use super::*;
use core::task::{Context, Poll, Waker};

/// Runs what never waits.
fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = core::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a store in memory never waits"),
    }
}

#[test]
fn conforms() {
    run(crate::conformance::run_all(async || MemoryStore::default()));
}

#[test]
fn mishaps_come_once_each_and_store_all_or_nothing() {
    let store = MemoryStore::default();
    store.expect_mishaps([
        Mishap::Before(StoreTrouble::Full),
        Mishap::After(StoreTrouble::Closed),
    ]);
    let place = |cursor| Place {
        epoch: holdfast_protocol::Epoch::from_bytes([1; 16]),
        cursor,
        lacks_own: false,
    };
    let advance = |cursor| store.apply_now(&[Change::Advance(place(cursor))]);
    let cursor = || store.restore_now().unwrap().place.map(|place| place.cursor);
    assert_eq!((advance(1), cursor()), (Err(StoreTrouble::Full), None));
    assert_eq!((advance(2), cursor()), (Err(StoreTrouble::Closed), Some(2)));
    assert_eq!((advance(3), cursor()), (Ok(()), Some(3)));
}

#[test]
fn a_confirmation_of_an_overtaken_life_is_offered_to_the_next() {
    let store = MemoryStore::default();
    let id = EnvelopeId::from_bytes([1; 16]);
    let place = |life, cursor| {
        Change::Advance(Place {
            epoch: holdfast_protocol::Epoch::from_bytes([life; 16]),
            cursor,
            lacks_own: false,
        })
    };
    let at = chrono::DateTime::<chrono::Utc>::UNIX_EPOCH;
    let settle = Change::Settle {
        id,
        sequence: None,
        receipt: Receipt {
            arrived: at,
            release: holdfast_protocol::Release::Left(at),
        },
    };
    let keep = Change::Keep(Waiting {
        submission: Submission {
            id,
            act: holdfast_protocol::Act::Withdraw { held: id },
        },
        order: 1,
        standing: Standing::Waits,
    });
    let waits = |changes: &[Change]| {
        store.apply_now(changes).unwrap();
        store.restore_now().unwrap().outbox.len()
    };
    assert_eq!(waits(&[keep, place(1, 0)]), 1);
    assert_eq!(waits(&[place(2, 0), Change::OfferAgain]), 1);
    // What was planned in the life before is stored after all …
    assert_eq!(waits(&[place(1, 1), settle]), 0);
    // … and then the next commit of the new one, which knew nothing of that.
    assert_eq!(waits(&[place(2, 1)]), 1, "the new life may lack it");
}
