//! One request at a time, as large as gets through, as often as makes sense.

use super::*;

#[test]
fn one_request_at_a_time_and_the_next_follows_at_once() {
    let mut bench = Bench::resting();
    bench.kept([1, 2, 3]);
    assert_eq!(bench.requests.len(), 1);
    let request = bench.answer(accepting(1, [1]));
    assert_eq!(carried(&request), [id(1)]);
    assert_eq!(bench.requests, [], "the answer is stored first");
    bench.stored();
    assert_eq!(carried(&bench.requests[0].1), [id(2), id(3)]);
}

#[test]
fn an_unreadable_answer_is_a_failure() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.fail(LinkTrouble::Nonsense);
    assert_eq!(bench.requests, []);
    assert!(bench.wait_for_timeout() >= 1_000);
    assert_eq!(bench.requests.len(), 1);
}

#[test]
fn too_large_halves_at_once_until_one_alone_needs_its_writer() {
    let mut bench = Bench::resting();
    bench.say(Input::Leading(false));
    bench.kept(1..=4);
    bench.say(Input::Leading(true));
    let outbox = (1..=4).map(|number| waiting(number, Standing::Waits));
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: outbox.collect(),
        },
    ));
    let sizes = [4, 2, 1].map(|_| bench.fail(LinkTrouble::TooLarge).submissions.len());
    assert_eq!(sizes, [4, 2, 1]);
    assert_eq!(carried(&bench.requests[0].1), [id(2)], "1 blocks nobody");
    let changes = bench.stored();
    assert!(matches!(
        changes.as_slice(),
        [Change::Refuse {
            refusal: Refusal::TooLarge { .. },
            ..
        }]
    ));
    let told = bench.told.last();
    assert!(matches!(told, Some(Notice::NeedsYou(one, _)) if *one == id(1)));
    bench.answer(accepting(1, [2]));
    bench.stored();
    assert_eq!(carried(&bench.requests[0].1), [id(3), id(4)], "grown again");
}

#[test]
fn what_fits_through_no_way_waits_no_more_though_the_store_was_read_meanwhile() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.say(Input::Woken(Wake::OtherTabWrote));
    bench.fail(LinkTrouble::TooLarge);
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: vec![waiting(1, Standing::Waits)],
        },
    ));
    assert_eq!(carried(&bench.requests[0].1), [], "it is not sent again");
    bench.stored();
    let entry = bench.engine.outbox().next().expect("it stays");
    assert!(matches!(entry.standing, Standing::NeedsYou(_)));
}

#[test]
fn what_fitted_through_after_all_does_not_need_its_writer() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let (late, _) = bench.requests.pop().expect("a request");
    bench.wait_for_timeout();
    bench.wait_for_timeout();
    bench.say(Input::Woken(Wake::OtherTabWrote));
    bench.say(Input::Answered(late, Box::new(accepting(1, [1]))));
    bench.fail(LinkTrouble::TooLarge);
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: vec![waiting(1, Standing::Waits)],
        },
    ));
    bench.stored();
    assert!(bench.was_told(&Notice::Settled(id(1), receipt())));
    let needs = |notice: &Notice| matches!(notice, Notice::NeedsYou(..));
    assert!(!bench.told.iter().any(needs));
    assert_eq!(bench.commits, [], "there is nothing left to refuse");
}

#[test]
fn silence_halves_what_is_large_and_leaves_what_is_small() {
    for (bytes, expected) in [(100, 4), (15_000, 2)] {
        let mut bench = Bench::resting();
        bench.kept([9]);
        for number in 1..=4 {
            bench.say(Input::Write(letter_of(number, bytes)));
            bench.stored();
        }
        bench.answer(accepting(1, [9]));
        bench.stored();
        assert_eq!(bench.fail(LinkTrouble::TimedOut).submissions.len(), 4);
        bench.wait_for_timeout();
        assert_eq!(bench.requests[0].1.submissions.len(), expected, "{bytes}");
    }
}

#[test]
fn a_request_never_exceeds_what_the_relay_takes() {
    let mut bench = Bench::resting();
    bench.kept([199]);
    for number in 1..=40 {
        bench.say(Input::Write(letter_of(number, 60_000)));
        bench.stored();
    }
    bench.answer(accepting(1, [199]));
    bench.stored();
    let mut most = 0;
    while let Some((_, request)) = bench.requests.last() {
        let bytes = holdfast_protocol::encode(request).len();
        assert!(bytes <= holdfast_protocol::REQUEST_BYTES_MAX, "{bytes}");
        most = most.max(request.submissions.len());
        let numbers: Vec<u8> = carried(request).iter().map(|id| id.as_bytes()[0]).collect();
        if numbers.is_empty() {
            break;
        }
        bench.answer(accepting(1, numbers));
        bench.stored();
    }
    assert_eq!(bench.engine.outbox().count(), 0);
    assert_eq!(
        most, 17,
        "and grows until it is nearly as full as it can be"
    );
}

#[test]
fn a_request_fits_a_slow_link_and_is_given_the_time_that_it_needs_there() {
    const BYTES_PER_SECOND: u64 = 8_000;
    let mut bench = Bench::resting();
    bench.kept([199]);
    for number in 1..=90 {
        bench.say(Input::Write(letter_of(number, 20_000)));
        bench.stored();
    }
    bench.answer(accepting(1, [199]));
    bench.stored();
    while let Some((_, request)) = bench.requests.last() {
        let numbers: Vec<u8> = carried(request).iter().map(|id| id.as_bytes()[0]).collect();
        if numbers.is_empty() {
            break;
        }
        let bytes = holdfast_protocol::encode(request).len() as u64;
        assert!(bytes < 70_000, "{bytes}");
        let takes = 300 + bytes * 1_000 / BYTES_PER_SECOND;
        let patience = bench.engine.poll_timeout().unwrap().0 - bench.now.0;
        assert!(takes < patience / 2, "{takes} of {patience}");
        bench.now = Moment(bench.now.0 + takes);
        bench.answer(accepting(1, numbers));
        bench.stored();
    }
    assert_eq!(bench.engine.outbox().count(), 0);
}

#[test]
fn an_answer_that_takes_long_is_given_more_time_now_and_then() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let mut given = Vec::new();
    for _ in 0..12 {
        given.push((bench.engine.poll_timeout().unwrap().0 - bench.now.0) / 1_000);
        bench.fail(LinkTrouble::TimedOut);
        bench.wait_for_timeout();
    }
    assert_eq!(given, [15, 15, 15, 30, 15, 15, 15, 60, 15, 15, 15, 60]);
    bench.say(Input::Woken(Wake::Online));
    for _ in 0..3 {
        bench.fail(LinkTrouble::TimedOut);
        bench.wait_for_timeout();
    }
    for _ in 0..3 {
        let patience = bench.engine.poll_timeout().unwrap().0 - bench.now.0;
        assert_eq!(patience, 30_000, "where one took long, the next may too");
        bench.now = Moment(bench.now.0 + 20_000);
        bench.answer(answer(1));
        bench.say(Input::Woken(Wake::Nudge));
    }
    bench.answer(answer(1));
    bench.say(Input::Woken(Wake::Nudge));
    let patience = bench.engine.poll_timeout().unwrap().0 - bench.now.0;
    assert_eq!(patience, 15_000, "and no longer once they are quick");
}

#[test]
fn once_a_link_comes_up_what_was_sent_before_is_given_up_at_once() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let (hanging, _) = bench.requests.pop().expect("a request");
    bench.wait(10);
    bench.say(Input::Woken(Wake::Online));
    assert_eq!(carried(&bench.requests[0].1), [id(1)]);
    bench.say(Input::Answered(hanging, Box::new(accepting(1, [1]))));
    bench.stored();
    assert_eq!(bench.engine.outbox().count(), 0, "what comes late counts");
}

#[test]
fn too_old_keeps_everything_and_waits_for_a_new_start() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.fail(LinkTrouble::TooOld);
    assert!(bench.was_told(&Notice::ClientTooOld));
    bench.say(Input::Woken(Wake::Online));
    bench.wait(24 * 60 * MINUTE);
    assert_eq!(
        (bench.requests.len(), bench.engine.outbox().count()),
        (0, 1)
    );
    bench.say(Input::Woken(Wake::Start));
    assert_eq!(bench.requests.len(), 1);
}

#[test]
fn a_request_that_hangs_is_given_up_and_its_late_answer_still_counts() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    let (hanging, _) = bench.requests.pop().expect("a request");
    bench.wait_for_timeout();
    bench.wait_for_timeout();
    assert_eq!(carried(&bench.requests[0].1), [id(1)], "sent again");
    bench.say(Input::Answered(hanging, Box::new(accepting(1, [1]))));
    bench.stored();
    assert!(bench.was_told(&Notice::Settled(id(1), receipt())));
    bench.answer(accepting(1, [1]));
    assert_eq!(bench.commits, [], "said before");
    let settled = |notice: &&Notice| matches!(notice, Notice::Settled(..));
    assert_eq!(bench.told.iter().filter(settled).count(), 1);
}

#[test]
fn coming_back_gives_up_a_request_from_before_the_sleep() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.say(Input::Woken(Wake::Online));
    assert_eq!(bench.requests.len(), 1, "a young request is left alone");
    bench.wait(6_000);
    bench.say(Input::Woken(Wake::Online));
    assert_eq!(bench.requests.len(), 2);
}

#[test]
fn polls_often_alone_and_seldom_with_a_nudge_stream() {
    let mut bench = Bench::resting();
    assert_eq!(bench.wait_for_timeout(), MINUTE);
    bench.say(Input::Listening(true));
    bench.answer(answer(1));
    assert_eq!(bench.wait_for_timeout(), 10 * MINUTE);
}

#[test]
fn a_relay_that_says_nothing_about_a_letter_is_not_asked_in_circles() {
    let mut bench = Bench::resting();
    bench.kept([1]);
    bench.answer(answer(1));
    assert_eq!(bench.requests, []);
    assert!(bench.wait_for_timeout() >= 1_000);
    assert_eq!(carried(&bench.requests[0].1), [id(1)]);
}
