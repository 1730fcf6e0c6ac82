//! Tabs, and a store that is set back.

use super::*;

#[test]
fn failure_09_the_leading_tab_closes_and_another_goes_on_or_all_lead_at_once() {
    let mut closed = world(
        Setting::PLAIN,
        &[
            at(0, Opens(seat(0, 1))),
            at(SECOND, write(0, 1, 1)),
            at(SECOND + 3, Closes(seat(0, 0))),
            at(MINUTE, write(0, 1, 2)),
        ],
    );
    closed.run_until(MINUTE + 2 * SECOND).unwrap();
    assert_eq!(closed.feed(1), ids([1, 2]));
    ends_well(&mut closed);

    let mut events: Vec<Timed> = (0..3)
        .flat_map(|tab| [at(0, Opens(seat(0, tab))), at(SECOND, Leads(seat(0, tab)))])
        .collect();
    let letters = 0..9_u32;
    events.extend(letters.map(|letter| at(MINUTE, write(0, letter as usize % 3, letter))));
    let mut all = world(Setting::PLAIN, &events);
    ends_well(&mut all);
    assert_eq!(all.feed(1).len(), 9, "each once");
}

#[test]
fn failure_10_a_frozen_tab_keeps_the_lock() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(0, Opens(seat(0, 1))),
            at(SECOND, Freezes(seat(0, 0), DAY)),
            at(2 * SECOND, write(0, 1, 1)),
            // The page takes the lead from a leader that says nothing.
            at(20 * SECOND, Leads(seat(0, 1))),
        ],
    );
    world.run_until(22 * SECOND).unwrap();
    assert_eq!(world.feed(1), ids([1]));
    world.run_until(DAY).unwrap();
    ends_well(&mut world);
    assert_eq!(world.feed(1), ids([1]), "also once it thaws");
}

#[test]
fn failure_11_two_tabs_move_the_same_state_on() {
    let mut events = vec![
        at(0, Opens(seat(0, 1))),
        at(SECOND, Leads(seat(0, 1))),
        at(0, Link(0, LinkLuck::Delays, 2 * MINUTE, 70)),
        at(0, Disk(0, DiskLuck::TellsNobody, MINUTE, 100)),
    ];
    for number in 0..20 {
        let time = 2 * SECOND + u64::from(number) * 700;
        events.push(at(time, write(0, number as usize % 2, number)));
        events.push(at(time, write(2, 0, 100 + number)));
    }
    let mut world = world(Setting::PLAIN, &events);
    world.run_until(3 * MINUTE).unwrap();
    ends_well(&mut world);
    assert_eq!(world.feed(1).len(), 40);
}

#[test]
fn failure_12_power_loss_rolls_the_store_back_behind_what_was_sent() {
    for survive in 0..3 {
        let mut world = world(
            Setting::PLAIN,
            &[
                at(SECOND, write(0, 0, 1)),
                at(2 * SECOND, write(2, 0, 2)),
                at(10 * SECOND, LosesPower { device: 0, survive }),
            ],
        );
        world.run_until(9 * SECOND).unwrap();
        assert_eq!(world.waiting(0), ids([]));
        ends_well(&mut world);
        assert_eq!(world.feed(1), ids([1, 2]), "once, though offered twice");
        assert_eq!((world.copies(0, 1), world.copies(0, 2)), (1, 1));
    }
}

#[test]
fn failure_19_what_comes_before_the_catch_up_hides_no_gap() {
    let setting = Setting {
        page: 3,
        ..Setting::PLAIN
    };
    let mut events = vec![
        at(0, Link(2, LinkLuck::NoLink, 10 * MINUTE, 100)),
        at(10 * MINUTE, Link(2, LinkLuck::Delays, 5 * MINUTE, 80)),
    ];
    for number in 0..40 {
        let time = SECOND + u64::from(number) * 20 * SECOND;
        events.push(at(time, write(0, 0, number)));
        let nudged = Wakes(seat(2, 0), Wake::Nudge);
        events.push(at(10 * MINUTE + u64::from(number) * 300, nudged));
    }
    let mut world = world(setting, &events);
    world.run_until(20 * MINUTE).unwrap();
    ends_well(&mut world);
    assert!((0..40).all(|number| world.copies(2, number) == 1));
}

#[test]
fn failure_20_a_row_that_becomes_visible_late_is_not_skipped() {
    let store = MemoryStore::default();
    let mut engine = Engine::new(Config::default(), 1);
    let item = |sequence| FeedItem {
        sequence,
        event: Event::Withdrawn { id: letter_id(1) },
    };
    let mut cursors = Vec::new();
    // Row 2 is committed after row 3, and seen only in the second answer.
    let mut answers = [vec![1, 3], vec![2, 3]].into_iter();
    for _ in 0..20 {
        let Some(command) = engine.poll_command() else {
            engine.handle(Input::Tick, Moment(engine.poll_timeout().unwrap().0));
            continue;
        };
        let input = match command {
            Command::Restore(id) => Input::Restored(id, store.restore_now().unwrap()),
            Command::Commit(id, changes) => {
                for change in &changes {
                    if let Change::Advance(place) = change {
                        cursors.push(place.cursor);
                    }
                }
                store.apply_now(&changes).unwrap();
                Input::Committed(id)
            }
            Command::Send(id, request, _) => {
                let Some(sequences) = answers.next() else {
                    assert_eq!(request.cursor, 3);
                    break;
                };
                let answer = SyncResponse {
                    now: chrono::DateTime::UNIX_EPOCH,
                    epoch: Epoch::from_bytes([1; 16]),
                    results: Vec::new(),
                    items: sequences.into_iter().map(item).collect(),
                    more: false,
                    demo: false,
                };
                Input::Answered(id, Box::new(answer))
            }
            Command::Tell(_) => continue,
        };
        engine.handle(input, Moment(0));
    }
    assert_eq!(cursors, [1, 3], "not past what is missing");
}
