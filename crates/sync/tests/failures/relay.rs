//! What the relay holds back, refuses or loses.

use super::*;

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
