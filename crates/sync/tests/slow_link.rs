//! What a poor link takes, in virtual time, with the bytes that really travel.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use holdfast_protocol::encode;
use holdfast_sync::simulation::{Happening::*, LinkLuck, Setting, World, envelope, letter, seat};

/// 64 kbit/s and 300 milliseconds.
const POOR: Setting = Setting {
    round_trip: 300,
    bytes_per_second: 8_000,
    page: 500,
    ..Setting::PLAIN
};
const HOUR: u64 = 3_600_000;

/// A world with one device each, in which the patient's has written so many
/// letters of so many padded bytes without a link.
fn written_offline(seed: u64, letters: u32, bytes: u32) -> World {
    let mut world = World::new(seed, POOR).unwrap();
    for device in [1, 3] {
        world.plan(0, Closes(seat(device, 0)));
    }
    world.plan(5_000, Link(0, LinkLuck::NoLink, 2 * HOUR, 100));
    for number in 0..letters {
        let at = 10_000 + u64::from(number) * 1_000;
        let write = Write {
            seat: seat(0, 0),
            letter: number,
            bytes,
        };
        world.plan(at, write);
    }
    world.run_until(HOUR + 123).unwrap();
    assert_eq!(world.waiting(0).len(), letters as usize);
    world
}

/// Milliseconds from the link's coming up until the device has nothing left.
fn until_confirmed(world: &mut World, step: u64) -> u64 {
    let began = world.now();
    world.link_comes_up(0).unwrap();
    while !world.waiting(0).is_empty() {
        world.run_until(world.now() + step).unwrap();
    }
    world.now() - began
}

/// Milliseconds on the wire.
fn takes(bytes: usize) -> u64 {
    bytes as u64 * 1_000 / POOR.bytes_per_second
}

#[test]
fn a_short_letter_is_confirmed_in_one_round_trip_once_the_link_comes_up() {
    for seed in 0..20 {
        // 300 bytes are padded to 320.
        let mut world = written_offline(seed, 1, 320);
        let before = world.counts.requests;
        let took = until_confirmed(&mut world, 1);
        let wire = takes(encode(&letter(0, 0, 320)).len());
        let round_trip = POOR.round_trip + wire;
        assert!(took * 10 <= round_trip * 13, "{took} of {round_trip} ms");
        println!("a letter of 300 bytes: {took} ms");
        assert!(
            world.counts.requests - before <= 3,
            "one that hung, one, and its reader's"
        );
    }
}

#[test]
fn a_thousand_letters_take_little_more_than_their_bytes_need() {
    let mut world = written_offline(1, 1_000, 1_024);
    let took = until_confirmed(&mut world, 50);
    let need = takes(1_000 * envelope(0, 0, 1_024).len());
    assert!(took * 10 <= need * 13, "{took} of {need} ms");
    println!("1000 letters of 1 KB: {took} ms, their bytes alone {need} ms");
    world.run_until(world.now() + HOUR / 10).unwrap();
    assert_eq!(world.feed(1).len(), 1_000);
    assert_eq!(world.copies(2, 999), 1);
}

#[test]
fn what_travels_is_little_more_than_what_is_sealed() {
    let mut world = written_offline(1, 100, 320);
    let before = world.counts.bytes;
    until_confirmed(&mut world, 50);
    world.run_until(world.now() + 60_000).unwrap();
    assert_eq!(world.copies(2, 99), 1);
    let bytes = world.counts.bytes - before;
    // Once from its writer, once to its reader.
    let sealed = 2 * 100 * envelope(0, 0, 320).len() as u64;
    assert!(bytes * 10 <= sealed * 13, "{bytes} of {sealed}");
    println!("100 letters of 300 bytes: {bytes} bytes travel, {sealed} are sealed");
}

#[test]
fn a_request_of_any_size_is_given_the_time_that_it_needs() {
    // The longest letter, and a page of them for whoever reads.
    let mut world = written_offline(1, 8, 120_000);
    let took = until_confirmed(&mut world, 50);
    let need = takes(8 * envelope(0, 0, 120_000).len());
    assert!(took * 10 <= need * 13, "{took} of {need} ms");
    let requests = world.counts.requests;
    world.run_until(world.now() + HOUR / 4).unwrap();
    assert_eq!(world.copies(2, 7), 1);
    let polls = world.counts.requests - requests;
    assert!(polls < 30, "{polls}: nothing is asked for again and again");
}
