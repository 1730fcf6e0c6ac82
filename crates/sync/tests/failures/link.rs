//! Links that fail.

use super::*;

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
