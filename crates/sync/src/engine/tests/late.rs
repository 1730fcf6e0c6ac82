//! What comes when it is no longer waited for.

use super::*;

/// A letter whose first request came to nothing; its id, to answer it late.
fn hung() -> (Bench, RequestId) {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let (hung, _) = bench.requests.pop().expect("a request");
    bench.wait_for_timeout();
    assert_eq!(bench.requests, [], "it waits before it tries again");
    (bench, hung)
}

#[test]
fn a_late_answer_shows_that_the_link_works_and_what_waits_leaves_at_once() {
    let (mut bench, hung) = hung();
    bench.say(Input::Answered(hung, Box::new(answer(1))));
    assert_eq!(carried(&bench.requests[0].1), [id(1)]);
}

#[test]
fn an_answer_that_comes_twice_brings_about_nothing() {
    let mut bench = Bench::resting();
    bench.say(Input::Woken(Wake::Nudge));
    let (asked, _) = bench.requests.pop().expect("a request");
    for _ in 0..2 {
        bench.say(Input::Answered(asked, Box::new(answer(1))));
        assert_eq!(bench.requests, [], "nothing waits, and nothing failed");
    }
}

#[test]
fn a_late_refusal_says_nothing_of_the_try_that_is_under_way() {
    let (mut bench, hung) = hung();
    bench.wait_for_timeout();
    let mut late = answer(1);
    late.results = vec![refusing(1, Refusal::NotAMember)];
    bench.say(Input::Answered(hung, Box::new(late)));
    assert_eq!(bench.commits, []);
    bench.answer(accepting(1, [1]));
    bench.stored();
    assert!(bench.was_told(&Notice::Settled(id(1), receipt())));
}

#[test]
fn what_got_through_and_could_not_be_stored_does_not_need_its_writer() {
    let (mut bench, hung) = hung();
    bench.wait_for_timeout();
    bench.say(Input::Answered(hung, Box::new(accepting(1, [1]))));
    bench.fail(LinkTrouble::TooLarge);
    bench.not_stored(StoreTrouble::Full);
    assert_eq!(bench.commits, [], "the refusal is out of date");
    let needs = |notice: &Notice| matches!(notice, Notice::NeedsYou(..));
    assert!(!bench.told.iter().any(needs), "{:?}", bench.told);
}

#[test]
fn an_older_reading_does_not_answer_a_newer_one() {
    let mut bench = Bench::resting();
    bench.say(Input::Woken(Wake::OtherTabWrote));
    let old = bench.read;
    bench.wait_for_timeout();
    bench.wait_for_timeout();
    assert_ne!(bench.read, old);
    let holding = |number| Restored {
        place: Some(place(1, 0)),
        outbox: vec![waiting(number, Standing::Waits)],
    };
    bench.say(Input::Restored(old, holding(1)));
    assert_eq!(bench.engine.outbox().count(), 0);
    bench.say(Input::Restored(bench.read, holding(2)));
    assert_eq!(bench.engine.outbox().next().map(Waiting::id), Some(id(2)));
}

#[test]
fn what_a_request_carried_that_is_given_up_is_kept_again_and_goes_in_smaller_pieces() {
    let entry = |number| Waiting {
        submission: letter_of(number, 10_000),
        ..waiting(number, Standing::Waits)
    };
    let outbox = [1, 2, 3, 4].map(entry);
    let mut bench = Bench::with(Some(place(1, 0)), outbox.to_vec());
    let (_, before) = bench.requests.pop().expect("a request");
    bench.wait(1_000);
    bench.say(Input::Woken(Wake::Online));
    assert!(bench.was_told(&Notice::BackToKept(carried(&before))));
    assert_eq!(carried(&before).len(), 4);
    assert_eq!(carried(&bench.requests[0].1), [id(1), id(2)]);
}
