//! Several tabs and several letters, and a store that others use too.

use super::*;

#[test]
fn a_tab_that_does_not_lead_stores_again_what_the_one_that_does_may_not_know_of() {
    let mut bench = Bench::resting();
    bench.say(Input::Leading(false));
    bench.kept([1]);
    bench.say(Input::Write(letter(1)));
    assert_eq!(
        bench.stored(),
        [Change::Keep(waiting(1, Standing::Waits))],
        "a commit is what the others hear of"
    );
}

#[test]
fn nothing_leaves_an_outbox_that_may_be_out_of_date_though_the_store_is_at_work() {
    let mut bench = Bench::with(Some(place(1, 0)), vec![waiting(1, Standing::Waits)]);
    bench.answer(accepting(1, [1]));
    bench.stored();
    bench.say(Input::Write(letter(3)));
    bench.say(Input::Woken(Wake::OtherTabWrote));
    assert_eq!(bench.requests, [], "2 may be before 3");
    bench.stored();
    assert_eq!(bench.requests, [], "the store is read first");
    let outbox = [2, 3].map(|number| waiting(number, Standing::Waits));
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: outbox.to_vec(),
        },
    ));
    assert_eq!(carried(&bench.requests[0].1), [id(2), id(3)]);
}

#[test]
fn before_it_asks_for_nothing_in_particular_it_reads_what_others_may_have_written() {
    let mut bench = Bench::resting();
    let until = bench.engine.poll_timeout().expect("the next poll");
    bench.engine.handle(Input::Tick, until);
    bench.collect();
    assert_eq!((bench.restores, bench.requests.len()), (2, 0));
    bench.now = until;
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: vec![waiting(1, Standing::Waits)],
        },
    ));
    assert_eq!(carried(&bench.requests[0].1), [id(1)]);
}

#[test]
fn a_confirmation_names_the_place_that_it_was_given_for() {
    let mut bench = Bench::with(Some(place(1, 3)), vec![waiting(1, Standing::Waits)]);
    bench.answer(accepting(1, [1]));
    let changes = bench.stored();
    assert_eq!(changes[0], Change::Advance(place(1, 3)));
    assert!(matches!(changes[1..], [Change::Settle { .. }]));
}

#[test]
fn what_the_feed_said_of_a_letter_is_remembered_where_it_could_not_be_stored() {
    let mut bench = Bench::with(Some(place(1, 3)), vec![waiting(1, Standing::Waits)]);
    let mut response = answer(1);
    response.items = vec![FeedItem {
        sequence: 4,
        event: Event::Yours {
            id: id(1),
            receipt: receipt(),
        },
    }];
    bench.answer(response);
    bench.not_stored(StoreTrouble::Full);
    bench.wait_for_timeout();
    // Cut down to nothing on its way, but an answer.
    bench.answer(answer(1));
    let settle = Change::Settle {
        id: id(1),
        sequence: Some(4),
        receipt: receipt(),
    };
    assert_eq!(bench.stored(), [Change::Advance(place(1, 3)), settle]);
}

#[test]
fn an_answer_to_some_of_what_was_carried_is_followed_at_once() {
    let outbox = [1, 2].map(|number| waiting(number, Standing::Waits));
    for refused in [false, true] {
        let mut bench = Bench::with(Some(place(1, 0)), outbox.to_vec());
        let mut response = accepting(1, [1]);
        if refused {
            response.results = vec![refusing(1, Refusal::NotAMember)];
        }
        bench.answer(response);
        bench.stored();
        assert_eq!(carried(&bench.requests[0].1), [id(2)], "{refused}");
    }
}

#[test]
fn what_is_written_again_and_was_refused_meanwhile_needs_its_writer_still() {
    let refused = waiting(1, Standing::NeedsYou(Refusal::NotAMember));
    let mut bench = Bench::with(Some(place(1, 0)), vec![refused]);
    bench.say(Input::Write(letter(1)));
    let told = bench.told.iter().rev().take(2).rev();
    let needs = Notice::NeedsYou(id(1), Refusal::NotAMember);
    assert!(told.eq(&[Notice::Kept(id(1)), needs]), "{:?}", bench.told);
}

#[test]
fn whoever_comes_back_finds_a_store_that_is_tried_eagerly() {
    let mut bench = Bench::cold();
    for _ in 0..9 {
        bench.say(Input::NotRestored(bench.read, StoreTrouble::Closed));
        bench.wait_for_timeout();
    }
    bench.say(Input::NotRestored(bench.read, StoreTrouble::Closed));
    bench.say(Input::Woken(Wake::Visible));
    bench.say(Input::NotRestored(bench.read, StoreTrouble::Closed));
    assert!(bench.wait_for_timeout() <= 2_000, "from the start");
}

#[test]
fn a_link_that_comes_up_is_used_before_the_store_is_read_and_then_it_is_read() {
    let mut bench = Bench::resting();
    bench.engine.handle(Input::Woken(Wake::Online), bench.now);
    bench.collect();
    assert_eq!((bench.requests.len(), bench.restores), (1, 2));
}

#[test]
fn a_tab_that_leads_anew_asks_at_once() {
    let mut bench = Bench::resting();
    bench.say(Input::Leading(false));
    bench.say(Input::Leading(true));
    assert_eq!(bench.requests, [], "the store is read first");
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(place(1, 0)),
            outbox: Vec::new(),
        },
    ));
    assert_eq!(bench.requests.len(), 1);
}

#[test]
fn whoever_comes_or_asks_sees_first_what_other_tabs_have_written() {
    let wakes = [
        (Wake::Start, 1),
        (Wake::Visible, 1),
        (Wake::Asked, 1),
        (Wake::OtherTabWrote, 1),
        (Wake::Nudge, 0),
    ];
    for (wake, readings) in wakes {
        let mut bench = Bench::resting();
        bench.engine.handle(Input::Woken(wake), bench.now);
        bench.collect();
        assert_eq!(bench.restores, 1 + readings, "{wake:?}");
        assert_eq!(bench.requests.len(), 1 - readings, "{wake:?}: after that");
    }
}
