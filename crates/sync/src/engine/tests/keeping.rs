//! Nothing is kept before it is stored, nothing is sent before it is kept.

use super::*;

#[test]
fn kept_is_said_after_the_commit_and_sending_follows() {
    let mut bench = Bench::resting();
    bench.say(Input::Write(letter(1)));
    assert!(!bench.was_told(&Notice::Kept(id(1))));
    assert_eq!(bench.requests, [], "nothing leaves before it is stored");
    let changes = bench.stored();
    assert_eq!(changes, [Change::Keep(waiting(1, Standing::Waits))]);
    assert!(bench.was_told(&Notice::Kept(id(1))));
    assert!(bench.was_told(&Notice::OnItsWay(vec![id(1)])));
    assert_eq!(carried(&bench.requests[0].1), [id(1)]);
}

#[test]
fn what_is_not_stored_is_said_and_never_sent_and_can_be_written_again() {
    let mut bench = Bench::resting();
    bench.say(Input::Write(letter(1)));
    bench.not_stored(StoreTrouble::Full);
    assert!(bench.was_told(&Notice::NotKept(id(1), StoreTrouble::Full)));
    assert_eq!(
        (bench.engine.outbox().count(), bench.requests.len()),
        (0, 0)
    );
    bench.kept([1]);
    assert_eq!(carried(&bench.requests[0].1), [id(1)]);
}

#[test]
fn a_write_waits_for_the_store_to_be_read() {
    let mut bench = Bench::cold();
    bench.say(Input::Write(letter(9)));
    assert_eq!((bench.restores, bench.commits.len()), (1, 0));
    let outbox = vec![waiting(5, Standing::Waits)];
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: None,
            outbox,
        },
    ));
    match bench.stored().as_slice() {
        [Change::Keep(kept)] => assert_eq!(kept.order, 6, "after what waits already"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_store_that_cannot_be_read_is_said_and_tried_again() {
    let mut bench = Bench::cold();
    bench.say(Input::Write(letter(1)));
    bench.say(Input::NotRestored(bench.read, StoreTrouble::Closed));
    assert!(bench.was_told(&Notice::NotKept(id(1), StoreTrouble::Closed)));
    assert_eq!(bench.requests, [], "an unread outbox sends nothing");
    bench.wait_for_timeout();
    assert_eq!(bench.restores, 2);
    bench.say(Input::NotRestored(bench.read, StoreTrouble::Closed));
    bench.say(Input::Write(letter(1)));
    assert_eq!(bench.restores, 3, "someone writes: at once");
}

#[test]
fn a_reading_that_says_nothing_counts_as_failed_and_is_let_pass_when_it_comes() {
    for mut bench in [Bench::cold(), Bench::resting()] {
        bench.say(Input::Woken(Wake::OtherTabWrote));
        bench.say(Input::Write(letter(1)));
        let silent = bench.read;
        assert_eq!(bench.wait_for_timeout(), 20_000);
        assert!(bench.was_told(&Notice::NotKept(id(1), StoreTrouble::Silent)));
        bench.say(Input::Write(letter(1)));
        assert_ne!(bench.read, silent, "someone writes: at once");
        let nothing = || Restored {
            place: Some(place(1, 0)),
            outbox: Vec::new(),
        };
        bench.say(Input::Restored(bench.read, nothing()));
        bench.stored();
        assert!(bench.was_told(&Notice::Kept(id(1))));
        // What the silent one read is older than that.
        bench.say(Input::Restored(silent, nothing()));
        assert_eq!(bench.engine.outbox().count(), 1);
    }
}

#[test]
fn a_reading_that_says_nothing_is_tried_again_by_itself() {
    let mut bench = Bench::cold();
    bench.say(Input::Tick);
    for read in 1..4 {
        bench.wait_for_timeout();
        bench.wait_for_timeout();
        assert_eq!(bench.read, RestoreId(read));
    }
    // An earlier one says something after all: it is read anew, now.
    bench.wait_for_timeout();
    bench.say(Input::NotRestored(RestoreId(0), StoreTrouble::Closed));
    bench.say(Input::Restored(
        RestoreId(1),
        Restored {
            place: None,
            outbox: Vec::new(),
        },
    ));
    assert_eq!(bench.read, RestoreId(4));
}

#[test]
fn a_store_that_hangs_counts_as_failed_and_may_succeed_after_all() {
    let mut bench = Bench::resting();
    bench.say(Input::Write(letter(1)));
    bench.wait(20_000);
    assert!(bench.was_told(&Notice::NotKept(id(1), StoreTrouble::Silent)));
    bench.stored();
    assert_eq!(bench.restores, 2, "see what is there");
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: vec![waiting(1, Standing::Waits)],
        },
    ));
    assert!(bench.was_told(&Notice::Kept(id(1))));
    let (_, request) = bench.requests.last().expect("a request");
    assert_eq!(carried(request), [id(1)]);
}

#[test]
fn the_same_again_is_kept_already_and_another_under_its_id_is_not() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.told.clear();
    bench.say(Input::Write(letter(1)));
    bench.say(Input::Write(letter_of(1, 99)));
    assert_eq!(
        bench.told,
        [
            Notice::Kept(id(1)),
            Notice::NotKept(id(1), StoreTrouble::IdInUse)
        ]
    );
    assert_eq!(bench.commits, []);
}

#[test]
fn what_no_request_can_hold_is_kept_and_needs_its_writer() {
    let mut bench = Bench::resting();
    bench.say(Input::Write(letter_of(1, 2 << 20)));
    bench.stored();
    assert!(bench.was_told(&Notice::Kept(id(1))));
    let needs = |notice: &Notice| matches!(notice, Notice::NeedsYou(_, Refusal::TooLarge { .. }));
    assert!(bench.told.iter().any(needs));
    bench.say(Input::Retry(id(1)));
    assert_eq!(bench.told.iter().filter(|notice| needs(notice)).count(), 2);
    assert_eq!((bench.commits.len(), bench.requests.len()), (0, 0));
}

#[test]
fn a_refusal_can_be_retried_and_discarded() {
    let refused = waiting(1, Standing::NeedsYou(Refusal::NotAMember));
    let mut bench = Bench::with(Some(place(1, 0)), vec![refused.clone()]);
    bench.answer(answer(1));
    bench.say(Input::Retry(id(1)));
    assert_eq!(bench.requests, [], "stored first");
    bench.not_stored(StoreTrouble::Full);
    assert!(bench.was_told(&Notice::NotDone(id(1), StoreTrouble::Full)));
    assert_eq!(bench.engine.outbox().next(), Some(&refused));
    bench.say(Input::Retry(id(1)));
    bench.stored();
    assert!(bench.was_told(&Notice::Kept(id(1))), "it waits again");
    let mut response = answer(1);
    response.results = vec![refusing(1, Refusal::NotAMember)];
    let request = bench.answer(response);
    assert_eq!(carried(&request), [id(1)]);
    bench.stored();
    bench.say(Input::Discard(id(1)));
    assert_eq!(bench.stored(), [Change::Forget { id: id(1) }]);
    assert!(bench.was_told(&Notice::Discarded(id(1))));
    assert_eq!(bench.engine.outbox().count(), 0);
}

#[test]
fn only_what_needs_its_writer_can_be_discarded() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.say(Input::Discard(id(1)));
    assert_eq!((bench.commits.len(), bench.engine.outbox().count()), (0, 1));
}

#[test]
fn another_tabs_letters_are_read_and_sent_in_order() {
    let mut bench = Bench::resting();
    bench.kept([3]);
    bench.fail(LinkTrouble::Offline);
    bench.say(Input::Woken(Wake::OtherTabWrote));
    assert_eq!((bench.restores, bench.requests.len()), (2, 0));
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: vec![waiting(2, Standing::Waits), waiting(1, Standing::Waits)],
        },
    ));
    assert_eq!(carried(&bench.requests[0].1), [id(1), id(2)]);
    assert!(bench.was_told(&Notice::ChangedElsewhere), "3 is gone");
}

#[test]
fn a_tab_that_does_not_lead_keeps_and_does_not_send() {
    let mut bench = Bench::resting();
    bench.say(Input::Leading(false));
    bench.kept([1]);
    assert_eq!(bench.requests, []);
    assert_eq!(bench.engine.poll_timeout(), None);
    bench.say(Input::Leading(true));
    let outbox = vec![waiting(1, Standing::Waits), waiting(2, Standing::Waits)];
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox,
        },
    ));
    assert_eq!(carried(&bench.requests[0].1), [id(1), id(2)]);
}
