//! Older letters beside a tail.

use super::{Shelf, long, whole};
use crate::state::{Around, Conversation, Stretch, ThreadPlace, tests::world::play};
use holdfast_protocol::Role;
use proptest::prelude::*;

/// A stretch as it is read, a few entries at a time.
fn stretch(
    shelf: &Shelf,
    whole: &Conversation,
    around: Around,
    count: usize,
    pages: usize,
) -> Stretch {
    let known = whole.without_letters();
    let read = |around, count| match around {
        Around::Newest => shelf.older(None, count),
        Around::Older(than) => shelf.older(Some(than), count),
        Around::Newer(than) => shelf.newer(Some(than), count),
        Around::At(at) => shelf.older(Some(ThreadPlace::after(at)), count),
    };
    let (page, more) = read(around, count);
    let mut stretch = match around {
        Around::Newer(_) => Stretch::of(&known, page, true, more),
        Around::Newest => Stretch::of(&known, page, more, false),
        _ => Stretch::of(&known, page, more, true),
    };
    while let Some(wanted) = stretch.wants() {
        let (page, more) = read(wanted, pages);
        stretch.take(wanted, page, more);
    }
    stretch
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_letters_of_a_stretch_are_in_the_states_that_they_are_in(
        deeds in long(),
        count in 1..12_usize,
        pages in 1..5_usize,
        place in any::<prop::sample::Index>(),
        way in 0..4_u8,
    ) {
        let played = play(&deeds);
        let now = played.end;
        for role in [Role::Patient, Role::Therapist] {
            let whole = whole(&played, role);
            let shelf = Shelf::of(&played.heard[&role], &whole);
            if shelf.thread.is_empty() {
                continue;
            }
            let place = shelf.thread[place.index(shelf.thread.len())].0;
            let around = match way {
                0 => Around::Newest,
                1 => Around::Older(place),
                2 => Around::Newer(place),
                _ => Around::At(place.left),
            };
            let mut stretch = stretch(&shelf, &whole, around, count, pages);
            stretch.settle(now);
            for (_, id) in &stretch.letters {
                let here = stretch.conversation.letter(*id).unwrap();
                let there = whole.letter(*id).unwrap();
                prop_assert_eq!(
                    stretch.conversation.state_of(here, now),
                    whole.state_of(there, now)
                );
            }
        }
    }
}
