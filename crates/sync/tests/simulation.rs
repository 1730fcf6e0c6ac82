//! Bad luck of every kind, and nothing lost.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

mod world;

use holdfast_protocol::Refusal;
use holdfast_sync::{Standing, Wake};
use proptest::prelude::*;
use world::{Luck, World, letter_id};

const MINUTE: u64 = 60_000;
const LETTERS: u64 = 25;

fn luck() -> impl Strategy<Value = Luck> {
    let percent = |most: u64| prop_oneof![Just(0), 0..=most];
    (
        percent(90),
        percent(90),
        percent(50),
        percent(60),
        percent(40),
        percent(20),
        percent(20),
        percent(50),
    )
        .prop_map(|luck| Luck {
            request_lost: luck.0,
            answer_lost: luck.1,
            answer_doubled: luck.2,
            answer_late: luck.3,
            store_fails: luck.4,
            store_hangs: luck.5,
            dies_at_write: luck.6,
            woken: luck.7,
        })
}

/// Both write for half an hour; letters come in bursts.
fn writing(seed: u64, luck: Luck) -> World {
    let mut world = World::new(seed, luck);
    for number in 0..LETTERS {
        let minute = number / 3 * 4;
        world.write(0, number, minute * MINUTE + number);
        world.write(1, number, (minute + seed % 3) * MINUTE + number * 700);
    }
    world
}

/// The link holds, the store works, and nobody does anything for a while.
fn calm_down(world: &mut World) {
    world.luck = Luck::GOOD;
    let end = world.now() + 20 * MINUTE;
    world.run_until(end);
    // A poll may be under way at that very moment.
    while !world.is_settled() && world.now() < end + MINUTE {
        world.run_until(world.now() + 100);
    }
}

proptest! {
    #[test]
    fn nothing_is_lost_or_doubled_and_order_is_kept(seed: u64, luck in luck()) {
        let mut world = writing(seed, luck);
        world.run_until(40 * MINUTE);
        calm_down(&mut world);
        world.check_all_delivered(true);
    }

    #[test]
    fn a_small_way_and_refusals_stop_nobody_else(
        seed: u64,
        luck in luck(),
        most in 1_usize..4,
        refused in proptest::collection::btree_set(0..LETTERS, 1..5),
    ) {
        let mut world = writing(seed, luck);
        world.relay.submissions_max = most;
        world.relay.refused = refused.iter().map(|number| letter_id(0, *number)).collect();
        world.run_until(40 * MINUTE);
        calm_down(&mut world);
        world.check_all_delivered(true);
        for id in world.relay.refused.iter().filter(|id| world.devices[0].kept.contains(id)) {
            let stays = world.devices[0].engine.outbox().any(|waiting| {
                waiting.id() == *id && waiting.standing == Standing::NeedsYou(Refusal::NotAMember)
            });
            prop_assert!(stays, "{id} vanished in silence");
        }
    }

    #[test]
    fn what_fits_through_no_way_needs_its_writer_and_stops_nobody_else(
        seed: u64,
        luck in luck(),
        too_large in proptest::collection::btree_set(0..LETTERS, 1..5),
    ) {
        let mut world = writing(seed, luck);
        world.relay.too_large = too_large.iter().map(|number| letter_id(0, *number)).collect();
        world.run_until(40 * MINUTE);
        calm_down(&mut world);
        world.check_all_delivered(true);
        let device = &world.devices[0];
        for id in world.relay.too_large.iter().filter(|id| device.kept.contains(id)) {
            let stays = device.engine.outbox().any(|waiting| {
                waiting.id() == *id
                    && matches!(waiting.standing, Standing::NeedsYou(Refusal::TooLarge { .. }))
            });
            prop_assert!(stays, "{id} vanished in silence");
        }
    }

    #[test]
    fn a_relay_restored_from_backup_is_offered_what_it_lost(seed: u64, luck in luck()) {
        let mut world = writing(seed, luck);
        world.run_until(12 * MINUTE);
        let backup = world.relay.clone();
        world.run_until(30 * MINUTE);
        world.relay = backup;
        world.relay.begin_another_life(2);
        world.run_until(45 * MINUTE);
        calm_down(&mut world);
        world.check_all_delivered(false);
    }

    #[test]
    fn a_store_that_hangs_from_one_life_of_the_relay_into_the_next_loses_nothing(
        seed: u64,
        luck in luck(),
        store_hangs in 0..60_u64,
    ) {
        let mut world = writing(seed, Luck { store_hangs, ..luck });
        for life in 2..10 {
            world.run_until(world.now() + 2 * MINUTE);
            let backup = world.relay.clone();
            world.run_until(world.now() + 2 * MINUTE);
            world.relay = backup;
            world.relay.begin_another_life(life);
        }
        world.run_until(45 * MINUTE);
        calm_down(&mut world);
        world.check_all_delivered(false);
    }
}

#[test]
fn good_luck_delivers_at_once() {
    let mut world = World::new(1, Luck::GOOD);
    world.run_until(5_000);
    world.write(0, 7, 5_000);
    world.run_until(7_000);
    world.wake(1, Wake::Nudge);
    world.run_until(9_000);
    assert_eq!(world.devices[1].received(), [letter_id(0, 7)]);
    world.check_all_delivered(true);
}

#[test]
fn what_waited_through_an_outage_leaves_in_one_round_trip() {
    let dead = Luck {
        request_lost: 100,
        ..Luck::GOOD
    };
    let mut world = writing(3, dead);
    world.run_until(600 * MINUTE);
    assert_eq!(world.devices[0].waiting().len(), 25);
    world.luck = Luck::GOOD;
    world.wake(0, Wake::Online);
    world.run_until(world.now() + 1_000);
    assert_eq!(world.devices[0].waiting(), []);
}

#[test]
fn after_eviction_everything_comes_back_once() {
    let mut world = writing(5, Luck::GOOD);
    world.run_until(60 * MINUTE);
    let before = world.devices[0].store.stored().len();
    world.evict(0);
    calm_down(&mut world);
    assert_eq!(world.devices[0].store.stored().len(), before);
    assert_eq!(before, 50);
    let place = world.devices[0].store.restore_now().unwrap().place;
    assert_eq!(
        place.map(|place| (place.cursor, place.lacks_own)),
        Some((50, false))
    );
    world.check_all_delivered(true);
}
