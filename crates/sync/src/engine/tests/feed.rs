//! What arrives is stored with its cursor, told after, acknowledged last.

use super::*;

#[test]
fn items_and_cursor_are_one_commit_then_told_then_acknowledged() {
    let mut bench = Bench::with(Some(place(1, 3)), Vec::new());
    let mut response = bringing(1, [4, 5]);
    response.more = true;
    let request = bench.answer(response);
    assert_eq!(request.cursor, 3);
    assert!(!bench.was_told(&Notice::Arrived(vec![item(4), item(5)])));
    assert_eq!(
        bench.stored(),
        [
            Change::Advance(place(1, 5)),
            Change::Receive(item(4)),
            Change::Receive(item(5))
        ]
    );
    assert!(bench.was_told(&Notice::Arrived(vec![item(4), item(5)])));
    assert_eq!(bench.requests[0].1.cursor, 5, "more: at once");
}

#[test]
fn what_was_seen_is_dropped_and_a_hole_is_fetched_again() {
    let cases: [(&[u64], &[u64], bool); 6] = [
        (&[2, 3, 4], &[4], false),
        (&[4, 4, 5], &[4, 5], false),
        (&[4, 6, 7], &[4], true),
        (&[4, 5, 3, 6], &[4, 5, 6], false),
        (&[4, 3, 9], &[4], true),
        (&[], &[], false),
    ];
    for (brought, taken, again) in cases {
        let mut bench = Bench::with(Some(place(1, 3)), Vec::new());
        bench.answer(bringing(1, brought.iter().copied()));
        let stored: Vec<u64> = bench
            .commits
            .iter()
            .flat_map(|(_, changes)| changes)
            .filter_map(|change| match change {
                Change::Receive(item) => Some(item.sequence),
                _ => None,
            })
            .collect();
        assert_eq!(stored, taken, "{brought:?}");
        if !taken.is_empty() {
            bench.stored();
        }
        assert_eq!(!bench.requests.is_empty(), again, "{brought:?}");
    }
}

#[test]
fn nothing_but_a_hole_is_not_fetched_in_circles() {
    let mut bench = Bench::with(Some(place(1, 3)), Vec::new());
    bench.answer(bringing(1, [9]));
    assert_eq!((bench.commits.len(), bench.requests.len()), (0, 0));
    assert!(bench.wait_for_timeout() >= 1_000);
}

#[test]
fn an_answer_that_cannot_be_stored_is_fetched_again_from_the_same_place() {
    let mut bench = Bench::with(Some(place(1, 3)), vec![waiting(1, Standing::Waits)]);
    let mut response = bringing(1, [4]);
    response.results = accepting(1, [1]).results;
    bench.answer(response);
    bench.not_stored(StoreTrouble::Full);
    assert!(bench.was_told(&Notice::Store(StoreTrouble::Full)));
    assert!(!bench.was_told(&Notice::Settled(id(1), receipt())));
    assert_eq!(bench.engine.outbox().count(), 1);
    assert!(!bench.engine.is_settled());
    bench.wait_for_timeout();
    let (_, request) = &bench.requests[0];
    assert_eq!((request.cursor, carried(request)), (3, vec![]));
    bench.answer(bringing(1, [4]));
    let changes = bench.stored();
    assert!(changes.contains(&Change::Receive(item(4))));
    assert!(bench.was_told(&Notice::Settled(id(1), receipt())));
}

#[test]
fn settling_carries_the_sequence_where_the_feed_brought_it_too() {
    let mut bench = Bench::with(Some(place(1, 3)), vec![waiting(1, Standing::Waits)]);
    let yours = FeedItem {
        sequence: 4,
        event: Event::Yours {
            id: id(1),
            receipt: receipt(),
        },
    };
    let mut response = accepting(1, [1]);
    response.items = vec![yours.clone()];
    bench.answer(response);
    let settle = Change::Settle {
        id: id(1),
        sequence: Some(4),
        receipt: receipt(),
    };
    assert_eq!(
        bench.stored(),
        [Change::Advance(place(1, 4)), settle, Change::Receive(yours)]
    );
    assert!(bench.engine.is_settled());
}

#[test]
fn the_feed_alone_confirms_what_an_answer_was_lost_for() {
    let mut bench = Bench::with(Some(place(1, 0)), vec![waiting(1, Standing::Waits)]);
    let mut response = answer(1);
    response.items = vec![FeedItem {
        sequence: 1,
        event: Event::Yours {
            id: id(1),
            receipt: receipt(),
        },
    }];
    bench.answer(response);
    bench.stored();
    assert!(bench.was_told(&Notice::Settled(id(1), receipt())));
}

#[test]
fn a_refusal_is_stored_and_blocks_nobody() {
    let outbox = [1, 2].map(|number| waiting(number, Standing::Waits));
    let mut bench = Bench::with(Some(place(1, 0)), outbox.to_vec());
    let mut response = accepting(1, [2]);
    response.results.insert(0, refusing(1, Refusal::NotAMember));
    bench.answer(response);
    bench.stored();
    assert!(bench.was_told(&Notice::NeedsYou(id(1), Refusal::NotAMember)));
    assert!(bench.was_told(&Notice::Settled(id(2), receipt())));
    assert!(bench.engine.is_settled());
    let left: Vec<&Waiting> = bench.engine.outbox().collect();
    assert_eq!(left, [&waiting(1, Standing::NeedsYou(Refusal::NotAMember))]);
}

#[test]
fn a_first_request_asks_for_what_it_sent_itself_until_all_is_there() {
    let mut bench = Bench::with(None, Vec::new());
    let mut response = bringing(1, [1]);
    response.more = true;
    let request = bench.answer(response);
    assert_eq!(
        (request.epoch, request.cursor, request.lacks_own),
        (None, 0, true)
    );
    let lacking = Place {
        lacks_own: true,
        ..place(1, 1)
    };
    assert_eq!(bench.stored()[0], Change::Advance(lacking));
    let request = bench.answer(bringing(1, [2]));
    assert!(request.lacks_own);
    assert_eq!(bench.stored()[0], Change::Advance(place(1, 2)));
}

#[test]
fn another_life_of_the_relay_is_offered_everything_again() {
    let mut bench = Bench::with(Some(place(1, 7)), vec![waiting(1, Standing::Waits)]);
    bench.answer(accepting(2, [1]));
    let changes = bench.stored();
    let lacking = Place {
        lacks_own: true,
        ..place(2, 0)
    };
    assert_eq!(changes[0], Change::Advance(lacking));
    assert!(matches!(changes[1], Change::Settle { .. }));
    assert!(bench.was_told(&Notice::OfferedAgain));
    assert_eq!(bench.restores, 2, "the outbox is another now");
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: Some(lacking),
            outbox: vec![waiting(8, Standing::Waits)],
        },
    ));
    let (_, request) = &bench.requests[0];
    assert_eq!((request.cursor, request.lacks_own), (0, true));
    assert_eq!(carried(request), [id(8)]);
}

#[test]
fn between_two_relays_that_are_not_one_it_does_not_go_round_and_round() {
    let mut bench = Bench::with(Some(place(1, 0)), Vec::new());
    for epoch in [2, 1, 2, 1, 2, 1] {
        bench.answer(answer(epoch));
        bench.stored();
        bench.say(Input::Restored(
            bench.read,
            Restored {
                place: Some(place(epoch, 0)),
                outbox: Vec::new(),
            },
        ));
        if bench.requests.is_empty() {
            let wait = bench.wait_for_timeout();
            assert!(wait >= 1_000, "{wait}");
        } else {
            assert_eq!(epoch, 2, "only the first time at once");
        }
    }
}

#[test]
fn a_confirmation_of_another_life_that_was_never_stored_counts_no_more() {
    let mut bench = Bench::with(None, vec![waiting(1, Standing::Waits)]);
    bench.answer(accepting(1, [1]));
    bench.not_stored(StoreTrouble::Full);
    bench.wait_for_timeout();
    bench.answer(answer(2));
    let settles = |change: &Change| matches!(change, Change::Settle { .. });
    assert!(!bench.stored().iter().any(settles));
    assert_eq!(
        carried(&bench.requests[0].1),
        [id(1)],
        "offered to this life"
    );
}

#[test]
fn a_late_answer_of_another_life_is_ignored() {
    let mut bench = Bench::with(Some(place(2, 0)), vec![waiting(1, Standing::Waits)]);
    let (late, _) = bench.requests.pop().expect("a request");
    bench.wait_for_timeout();
    bench.say(Input::Answered(late, Box::new(accepting(1, [1]))));
    assert_eq!(bench.commits, []);
    assert_eq!(bench.engine.outbox().count(), 1);
}

#[test]
fn the_relays_clock_is_told_with_the_middle_of_the_round_trip() {
    let mut bench = Bench::with(Some(place(1, 0)), Vec::new());
    let sent = bench.now;
    bench.wait(800);
    bench.answer(answer(1));
    assert!(bench.was_told(&Notice::RelayTime {
        now: DateTime::<Utc>::UNIX_EPOCH,
        at: Moment(sent.0 + 400),
        demo: false,
    }));
}

#[test]
fn that_nothing_is_left_to_fetch_is_told_once_all_is_stored() {
    let caught_up = Notice::CaughtUp(DateTime::<Utc>::UNIX_EPOCH);
    let mut bench = Bench::with(Some(place(1, 3)), Vec::new());
    let mut response = bringing(1, [4, 5]);
    response.more = true;
    bench.answer(response);
    bench.stored();
    assert!(!bench.was_told(&caught_up), "there is more");
    bench.answer(bringing(1, [6, 8]));
    bench.stored();
    assert!(!bench.was_told(&caught_up), "there is a hole");
    bench.answer(bringing(1, [7]));
    assert!(!bench.was_told(&caught_up), "it is not stored yet");
    bench.stored();
    let place_of = |wanted: &Notice| bench.told.iter().position(|told| told == wanted);
    assert!(place_of(&Notice::Arrived(vec![item(7)])) < place_of(&caught_up));
    assert!(bench.was_told(&caught_up));
}

#[test]
fn an_answer_with_nothing_new_says_that_nothing_is_left_and_silence_does_not() {
    let caught_up = Notice::CaughtUp(DateTime::<Utc>::UNIX_EPOCH);
    let mut bench = Bench::with(Some(place(1, 3)), Vec::new());
    bench.fail(LinkTrouble::Offline);
    assert!(!bench.was_told(&caught_up));
    bench.wait_for_timeout();
    bench.answer(bringing(1, []));
    assert!(bench.was_told(&caught_up));
}

#[test]
fn failure_17_what_another_tab_has_overtaken_is_fetched_from_where_the_store_stands() {
    let mut bench = Bench::with(Some(place(1, 3)), vec![waiting(1, Standing::Waits)]);
    bench.answer(bringing(1, [4]));
    let restores = bench.restores;
    bench.not_stored(StoreTrouble::Overtaken);
    assert!(!bench.was_told(&Notice::Store(StoreTrouble::Overtaken)));
    assert_eq!(bench.restores, restores + 1, "see what is there");
    assert_eq!(bench.requests, [], "not in circles");
    bench.say(Input::Restored(
        bench.read,
        Restored {
            place: None,
            outbox: vec![waiting(1, Standing::Waits)],
        },
    ));
    bench.wait_for_timeout();
    let (_, request) = &bench.requests[0];
    assert_eq!(request.cursor, 0, "from the beginning");
}
