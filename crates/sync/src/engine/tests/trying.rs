//! When a link that fails is tried again.

use super::*;

#[test]
fn what_fails_is_kept_and_sent_again_with_growing_waits() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let mut waits = Vec::new();
    for _ in 0..12 {
        let request = bench.fail(LinkTrouble::Unavailable);
        assert_eq!(carried(&request), [id(1)]);
        waits.push(bench.wait_for_timeout());
    }
    assert!(bench.was_told(&Notice::BackToKept(vec![id(1)])));
    assert!((1_000..=2_000).contains(&waits[0]), "{waits:?}");
    assert!(waits.iter().all(|wait| *wait <= 5 * MINUTE), "{waits:?}");
    assert!(waits[11] >= 150_000, "{waits:?}");
}

#[test]
fn while_something_waits_the_next_burst_of_a_link_is_not_slept_through() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    for _ in 0..12 {
        bench.fail(LinkTrouble::Offline);
        let wait = bench.wait_for_timeout();
        assert!((1_000..=8_000).contains(&wait), "{wait}");
    }
}

/// The shortest and the longest of ten waits after so many minutes without a
/// word.
fn waits_after(bench: &mut Bench, minutes: u64) -> (u64, u64) {
    let end = bench.now.0 + minutes * 60_000;
    while bench.now.0 < end {
        bench.fail(LinkTrouble::Offline);
        bench.wait_for_timeout();
    }
    let mut ten = || {
        bench.fail(LinkTrouble::Offline);
        bench.wait_for_timeout()
    };
    let waits: Vec<u64> = (0..10).map(|_| ten()).collect();
    let longest = waits.iter().copied().max();
    (waits.into_iter().min().unwrap_or(0), longest.unwrap_or(0))
}

#[test]
fn a_link_that_stays_away_is_tried_less_often_and_least_where_nobody_looks() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let (shortest, longest) = waits_after(&mut bench, 60);
    assert!(
        shortest >= 30_000 && longest <= 60_000,
        "{shortest} {longest}"
    );
    bench.say(Input::Hidden);
    let (shortest, longest) = waits_after(&mut bench, 60);
    assert!(
        shortest >= 150_000 && longest <= 300_000,
        "{shortest} {longest}"
    );
    bench.say(Input::Woken(Wake::Visible));
    let (shortest, longest) = waits_after(&mut bench, 40);
    assert!(
        shortest >= 30_000 && longest <= 60_000,
        "{shortest} {longest}"
    );
}

#[test]
fn any_sign_of_a_person_or_a_link_makes_it_eager_again() {
    let wakes = [
        Wake::Start,
        Wake::Online,
        Wake::Visible,
        Wake::Nudge,
        Wake::Asked,
        Wake::OtherTabWrote,
    ];
    type Sign = Box<dyn Fn(&mut Bench)>;
    let woken = wakes.map(|wake| -> Sign {
        Box::new(move |bench| {
            bench.say(Input::Woken(wake));
            if wake == Wake::OtherTabWrote {
                let same = Restored {
                    place: bench.engine.place,
                    outbox: bench.engine.outbox().cloned().collect(),
                };
                bench.say(Input::Restored(bench.read, same));
            }
        })
    });
    let written: Sign = Box::new(|bench| bench.kept([3]));
    let answered: Sign = Box::new(|bench| {
        bench.wait_for_timeout();
        bench.answer(accepting(1, [1]));
        bench.stored();
    });
    for (number, sign) in woken.into_iter().chain([written, answered]).enumerate() {
        for hidden in [false, true] {
            let mut bench = Bench::resting();
            bench.kept([1, 2]);
            if hidden {
                bench.say(Input::Hidden);
            }
            waits_after(&mut bench, 90);
            bench.fail(LinkTrouble::Offline);
            sign(&mut bench);
            let longest = (0..12).map(|_| {
                bench.fail(LinkTrouble::Offline);
                bench.wait_for_timeout()
            });
            let longest = longest.max().unwrap_or(0);
            assert!(longest <= 8_000, "sign {number}, {hidden}: {longest}");
        }
    }
}

#[test]
fn with_nothing_to_send_the_waits_grow_also_without_a_link() {
    let mut bench = Bench::resting();
    bench.say(Input::Woken(Wake::Asked));
    let mut last = 0;
    for _ in 0..12 {
        bench.fail(LinkTrouble::Offline);
        last = bench.wait_for_timeout();
    }
    assert!(last >= 150_000, "{last}");
}

#[test]
fn every_sign_of_a_link_starts_afresh() {
    let wakes = [Wake::Start, Wake::Online, Wake::Nudge, Wake::Asked];
    for wake in wakes {
        let mut bench = Bench::resting();
        bench.kept([1]);
        for _ in 0..9 {
            bench.fail(LinkTrouble::Unavailable);
            bench.wait_for_timeout();
        }
        bench.fail(LinkTrouble::Unavailable);
        bench.say(Input::Woken(wake));
        assert_eq!(bench.requests.len(), 1, "{wake:?}: at once");
        bench.fail(LinkTrouble::Unavailable);
        assert!(
            bench.wait_for_timeout() <= 2_000,
            "{wake:?}: from the start"
        );
    }
}

#[test]
fn signed_out_keeps_everything_and_tries_again_now_and_then() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.fail(LinkTrouble::NotSignedIn);
    assert!(bench.was_told(&Notice::SignedOut));
    bench.kept([2]);
    bench.say(Input::Woken(Wake::Nudge));
    assert_eq!(bench.requests, [], "which says nothing of a sign-in");
    for wake in [Wake::Start, Wake::Visible, Wake::Online, Wake::Asked] {
        bench.say(Input::Woken(wake));
        assert_eq!(carried(&bench.requests[0].1), [id(1), id(2)], "{wake:?}");
        bench.fail(LinkTrouble::NotSignedIn);
        assert_eq!(bench.requests, [], "{wake:?}: once");
    }
    for _ in 0..3 {
        assert_eq!(bench.wait_for_timeout(), 5 * MINUTE);
        bench.fail(LinkTrouble::NotSignedIn);
    }
    bench.told.clear();
    bench.wait_for_timeout();
    bench.answer(accepting(1, [1, 2]));
    assert!(bench.was_told(&Notice::Link(crate::LinkState::Reached)));
    bench.stored();
    assert_eq!(bench.engine.outbox().count(), 0);
}
