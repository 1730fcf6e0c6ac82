//! What it costs to wait for a link that stays away, and how soon a letter
//! leaves once it is there and nobody says so.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use holdfast_sync::simulation::{Happening::*, LinkLuck, Setting, World, letter_id, seat};

const MINUTE: u64 = 60_000;
const DAY: u64 = 24 * 60 * MINUTE;

/// A letter that waits on the patient's only device, whose link is away for
/// so long and comes back without a word.
fn waiting_for(time: u64, is_looked_at: bool) -> World {
    let mut world = World::new(3, Setting::PLAIN).unwrap();
    for device in 1..4 {
        world.plan(0, Closes(seat(device, 0)));
    }
    let away = LinkLuck::LosesRequest;
    world.plan(1_000, Link(0, away, time - 1_000, 100));
    let write = Write {
        seat: seat(0, 0),
        letter: 1,
        bytes: 320,
    };
    world.plan(2_000, write);
    if !is_looked_at {
        world.plan(3_000, Hides(seat(0, 0)));
    }
    world.run_until(time).unwrap();
    assert_eq!(world.waiting(0), [letter_id(1)]);
    world
}

/// Milliseconds until the letter is confirmed.
fn until_confirmed(mut world: World) -> u64 {
    let began = world.now();
    while !world.waiting(0).is_empty() {
        world.run_until(world.now() + 100).unwrap();
    }
    world.now() - began
}

#[test]
fn a_day_without_a_link_costs_few_requests() {
    let seen = waiting_for(DAY, true).counts.requests;
    let hidden = waiting_for(DAY, false).counts.requests;
    println!("{seen} requests in a day while somebody looks, {hidden} while nobody does");
    assert!(seen < 2_000, "{seen}");
    assert!(hidden < 450, "{hidden}");
}

#[test]
fn in_the_first_minutes_little_is_slept_through_and_later_a_small_share() {
    for (minutes, is_looked_at, most) in [
        (1, true, 25),
        (4, false, 25),
        (15, true, 40),
        (60, true, 77),
        (15, false, 85),
        (600, false, 317),
    ] {
        // A request that hangs, and the longest wait after it.
        let took = until_confirmed(waiting_for(minutes * MINUTE, is_looked_at));
        println!("after {minutes} minutes, looked at: {is_looked_at}: {took} ms");
        assert!(took <= most * 1_000, "{minutes} minutes: {took}");
    }
}
