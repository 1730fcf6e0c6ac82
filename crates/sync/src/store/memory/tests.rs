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
    let advance = |sequence| {
        let event = Event::Withdrawn {
            id: EnvelopeId::from_bytes([9; 16]),
        };
        let item = FeedItem { sequence, event };
        store.apply_now(&[Change::Advance(place(sequence)), Change::Receive(item)])
    };
    let cursor = || store.restore_now().unwrap().place.map(|place| place.cursor);
    assert_eq!((advance(1), cursor()), (Err(StoreTrouble::Full), None));
    assert_eq!((advance(1), cursor()), (Err(StoreTrouble::Closed), Some(1)));
    assert_eq!((advance(2), cursor()), (Ok(()), Some(2)));
}
