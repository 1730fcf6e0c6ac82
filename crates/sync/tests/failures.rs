//! The rows of `docs/FAILURES.md` that the engine reaches: each a short
//! history in the simulated world, whose model checks everything else besides.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use holdfast_protocol::{EnvelopeId, Epoch, Event, FeedItem, SyncResponse};
use holdfast_sync::{
    Change, Command, Config, Engine, Input, MemoryStore, Moment, Wake,
    simulation::{
        DiskLuck, Happening, Happening::*, LinkLuck, Setting, Timed, World, at, letter_id, seat,
    },
};

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Windows of ten minutes, one each hour.
const WINDOWS: Setting = Setting {
    window_every: HOUR,
    window_open: 10 * MINUTE,
    ..Setting::PLAIN
};

fn world(setting: Setting, events: &[Timed]) -> World {
    let mut world = World::new(7, setting).unwrap();
    for event in events {
        world.plan(event.at, event.what);
    }
    world
}

/// A usual letter.
fn write(device: usize, tab: usize, letter: u32) -> Happening {
    Write {
        seat: seat(device, tab),
        letter,
        bytes: 256,
    }
}

fn ids(letters: impl IntoIterator<Item = u32>) -> Vec<EnvelopeId> {
    letters.into_iter().map(letter_id).collect()
}

/// The trouble is over, and all is where it belongs.
fn ends_well(world: &mut World) {
    world.run_until(world.now() + 2 * MINUTE).unwrap();
    world.calm_down().unwrap();
    world.settle().unwrap();
}

#[test]
fn failure_01_the_answer_is_lost_after_the_commit() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(0, Link(0, LinkLuck::LosesAnswer, MINUTE, 100)),
            at(SECOND, write(0, 0, 1)),
        ],
    );
    world.run_until(MINUTE / 2).unwrap();
    assert_eq!(world.feed(1), ids([1]), "the relay has it");
    assert_eq!(world.waiting(0), ids([1]), "and the device knows nothing");
    ends_well(&mut world);
    assert_eq!(world.feed(1), ids([1]), "once");
    assert_eq!([0, 1, 2, 3].map(|device| world.copies(device, 1)), [1; 4]);
}

#[test]
fn failure_02_killed_or_refused_by_a_busy_relay_before_it_was_acknowledged() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(0, Link(0, LinkLuck::IsBusy, MINUTE, 100)),
            at(SECOND, write(0, 0, 1)),
            at(20 * SECOND, Dies(0)),
            at(70 * SECOND, Disk(0, DiskLuck::DiesBefore, 10 * SECOND, 100)),
        ],
    );
    world.run_until(MINUTE).unwrap();
    assert_eq!(world.waiting(0), ids([1]), "still in the outbox");
    ends_well(&mut world);
    assert_eq!((world.feed(1), world.copies(0, 1)), (ids([1]), 1));
}

#[test]
fn failure_04_one_bad_message_stops_nobody_behind_it() {
    let mut events = vec![at(0, Refuses { letter: 1 })];
    events.extend((0..6).map(|number| at(SECOND + u64::from(number), write(0, 0, number))));
    let mut world = world(Setting::PLAIN, &events);
    ends_well(&mut world);
    assert_eq!(world.needing(0), ids([1]), "it stays, and says why");
    assert_eq!(world.feed(1), ids([0, 2, 3, 4, 5]), "in order");
}

#[test]
fn failure_05_a_revoked_token_empties_and_starves_nothing() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(SECOND, IsRevoked(0, HOUR)),
            at(2 * SECOND, write(0, 0, 1)),
            at(MINUTE, write(0, 0, 2)),
        ],
    );
    world.run_until(HOUR - MINUTE).unwrap();
    assert_eq!(world.waiting(0).len(), 2, "the outbox stays");
    let requests = world.counts.requests;
    world.run_until(HOUR + 5 * MINUTE).unwrap();
    assert_eq!(
        world.feed(1),
        ids([1, 2]),
        "though nobody tells of the new token"
    );
    assert!(world.counts.requests - requests < 20);
    ends_well(&mut world);
}

#[test]
fn failure_06_will_retry_means_that_it_does() {
    // Nothing and nobody tells that the link is back.
    let mut world = world(
        Setting::PLAIN,
        &[
            at(0, Link(0, LinkLuck::LosesRequest, 3 * HOUR, 100)),
            at(SECOND, write(0, 0, 1)),
        ],
    );
    world.run_until(3 * HOUR).unwrap();
    assert_eq!(world.waiting(0), ids([1]));
    world.run_until(3 * HOUR + 70 * SECOND).unwrap();
    assert_eq!(world.feed(1), ids([1]), "a request that hung, and the next");
}

#[test]
fn failure_07_no_back_off_is_longer_than_five_minutes_and_a_wake_ends_it() {
    let busy = [
        at(0, Link(0, LinkLuck::IsBusy, 20 * DAY, 100)),
        at(SECOND, write(0, 0, 1)),
    ];
    let mut alone = world(Setting::PLAIN, &busy);
    alone.run_until(20 * DAY).unwrap();
    let requests = alone.counts.requests;
    assert!(requests < 20 * 24 * 12 * 4 * 2, "{requests}: nor too often");
    alone.run_until(20 * DAY + 5 * MINUTE + SECOND).unwrap();
    assert_eq!(alone.feed(1), ids([1]));

    let mut woken = world(Setting::PLAIN, &busy);
    woken.run_until(20 * DAY).unwrap();
    woken.link_comes_up(0).unwrap();
    woken.run_until(20 * DAY + SECOND).unwrap();
    assert_eq!(woken.feed(1), ids([1]));
}

#[test]
fn failure_08_being_offline_for_long_gives_nothing_up() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(0, Link(0, LinkLuck::NoLink, 3 * DAY, 100)),
            at(SECOND, write(0, 0, 1)),
            at(DAY, Dies(0)),
            at(2 * DAY, write(0, 0, 2)),
        ],
    );
    world.run_until(3 * DAY - SECOND).unwrap();
    assert_eq!(world.waiting(0).len(), 2);
    assert!(world.needing(0).is_empty());
    world.run_until(3 * DAY + 10 * SECOND).unwrap();
    assert_eq!(world.feed(1), ids([1, 2]));
}

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

#[test]
fn failure_21_what_a_restored_relay_lost_is_offered_again() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(SECOND, write(0, 0, 1)),
            at(MINUTE, BacksUp),
            at(2 * MINUTE, write(0, 0, 2)),
            at(2 * MINUTE, write(2, 0, 3)),
            at(3 * MINUTE, write(0, 0, 4)),
            at(4 * MINUTE, IsRestored),
            at(5 * MINUTE, write(0, 0, 5)),
        ],
    );
    world.run_until(4 * MINUTE + 1).unwrap();
    assert_eq!(world.feed(1), ids([1]), "lost");
    ends_well(&mut world);
    let feed = world.feed(1);
    let mine: Vec<_> = feed.iter().filter(|id| **id != letter_id(3)).collect();
    assert_eq!(mine, ids([1, 2, 4, 5]).iter().collect::<Vec<_>>());
    assert_eq!(feed.len(), 5);
}

#[test]
fn failure_22_a_batch_that_is_too_large_becomes_smaller_and_what_never_fits_says_so() {
    let mut events = vec![
        at(0, Link(0, LinkLuck::NoLink, MINUTE, 100)),
        at(0, Link(0, LinkLuck::Narrows(3_000), HOUR, 100)),
    ];
    for number in 0..30 {
        events.push(at(SECOND + u64::from(number), write(0, 0, number)));
    }
    let large = Write {
        seat: seat(0, 0),
        letter: 50,
        bytes: 5_000,
    };
    events.push(at(SECOND + 7, large));
    let mut world = world(Setting::PLAIN, &events);
    world.run_until(2 * MINUTE).unwrap();
    assert_eq!(world.feed(1), ids(0..30), "the way is still narrow");
    assert_eq!(world.needing(0), ids([50]));
    world.run_until(HOUR).unwrap();
    world.plan(HOUR + SECOND, RetryOldest(seat(0, 0)));
    ends_well(&mut world);
    assert_eq!(world.copies(2, 50), 1, "tried again on a wider way");
}

#[test]
fn failure_23_a_connection_that_died_in_its_sleep_is_not_waited_for() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(SECOND, Link(0, LinkLuck::HangsOpen, HOUR, 100)),
            at(2 * SECOND, write(0, 0, 1)),
            at(3 * SECOND, Sleeps(0, HOUR)),
        ],
    );
    world.run_until(HOUR + 3 * SECOND - 1).unwrap();
    assert_eq!(world.waiting(0), ids([1]));
    world.run_until(HOUR + 4 * SECOND).unwrap();
    assert_eq!(world.feed(1), ids([1]), "as soon as it is awake");
}

#[test]
fn failure_26_between_confirmation_and_pull_a_letter_is_never_nowhere() {
    let mut world = world(
        Setting::PLAIN,
        &[
            at(0, Link(0, LinkLuck::Delays, MINUTE, 100)),
            at(SECOND, write(0, 0, 1)),
        ],
    );
    world.run_until(SECOND + 40).unwrap();
    while world.now() < 2 * MINUTE {
        world.run_until(world.now() + 1).unwrap();
        let waits = world.waiting(0).len();
        assert_eq!(waits + world.copies(0, 1), 1, "at {}", world.now());
    }
    assert_eq!(world.copies(0, 1), 1);
}

#[test]
fn failure_29_nothing_held_shows_early_or_leaves_past_what_they_have_written() {
    let mut world = world(
        WINDOWS,
        &[
            at(20 * MINUTE, write(2, 0, 1)),
            at(21 * MINUTE, write(2, 0, 2)),
            // The patient writes before the window opens.
            at(65 * MINUTE + HOUR, write(2, 0, 3)),
            at(HOUR + 20 * MINUTE, write(2, 0, 4)),
            at(HOUR + 30 * MINUTE, write(0, 0, 5)),
            at(
                2 * HOUR + 20 * MINUTE,
                GiveWord {
                    seat: seat(2, 0),
                    letter: 6,
                    held: 4,
                },
            ),
        ],
    );
    world.run_until(HOUR - 1).unwrap();
    assert_eq!(world.feed(0), ids([]), "not before its window");
    world.run_until(HOUR + MINUTE).unwrap();
    assert_eq!(world.feed(0).len(), 2, "then both");
    world.run_until(2 * HOUR + MINUTE).unwrap();
    assert_eq!(world.copies(0, 4), 0, "they have written since");
    world.run_until(3 * HOUR - 1).unwrap();
    assert_eq!(world.copies(0, 4), 0, "a word lets it go at the window");
    world.run_until(3 * HOUR + MINUTE).unwrap();
    assert_eq!(world.copies(0, 4), 1);
    ends_well(&mut world);
}

#[test]
fn failure_30_what_fails_while_it_is_held_comes_back_to_its_writer() {
    let replace = Replace {
        seat: seat(2, 0),
        letter: 2,
        held: 1,
    };
    let mut world = world(
        WINDOWS,
        &[
            at(20 * MINUTE, write(2, 0, 1)),
            at(21 * MINUTE, Link(2, LinkLuck::NoLink, HOUR, 100)),
            // By then the first has left, and nobody here knows.
            at(50 * MINUTE, replace),
        ],
    );
    world.run_until(HOUR + 5 * MINUTE).unwrap();
    assert_eq!(world.copies(0, 1), 1, "it has left at its window");
    world.run_until(2 * HOUR).unwrap();
    assert_eq!(world.needing(2), ids([2]), "its writer is told, and has it");
    ends_well(&mut world);
    assert_eq!(world.copies(0, 2), 0);
}
