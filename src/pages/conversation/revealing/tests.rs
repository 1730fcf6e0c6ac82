//! What is drawn next, whatever is wanted and whatever is there.
#![allow(clippy::unwrap_used, reason = "a test may")]

use super::{MOST, Pace, Piece, reveal};
use crate::{pages::conversation::items::Item, state::Stage};
use chrono::DateTime;
use core::{ops::Range, time::Duration};
use holdfast_protocol::EnvelopeId;
use proptest::prelude::*;

fn id(number: usize) -> EnvelopeId {
    EnvelopeId::from_bytes([u8::try_from(number).unwrap(); 16])
}

fn pieces(numbers: Range<usize>) -> Vec<Piece> {
    let at = DateTime::UNIX_EPOCH;
    let piece = |number| {
        (
            ((Stage::Left, at), at, id(number)),
            Item::Letter(id(number)),
            None,
        )
    };
    numbers.map(piece).collect()
}

fn shown(numbers: Range<usize>) -> Vec<Item> {
    numbers.map(|number| Item::Letter(id(number))).collect()
}

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

proptest! {
    #[test]
    fn it_grows_by_a_few_without_a_gap_until_all_is_there(
        first in 0..40_usize, wanted in 1..60_usize, from in 0..60_usize, length in 1..40_usize, most in 1..11_usize,
    ) {
        let wanted = pieces(first..first + wanted);
        let mut there = shown(from..from + length);
        let overlaps = wanted.iter().any(|(_, item, _)| there.contains(item));
        for _ in 0..wanted.len() {
            let now = reveal(&wanted, &there, None, most);
            prop_assert!(!now.is_empty());
            let next: Vec<Item> = wanted[now.clone()].iter().map(|(_, item, _)| *item).collect();
            let stays = wanted.iter().filter(|(_, item, _)| there.contains(item));
            for (_, item, _) in stays {
                prop_assert!(next.contains(item), "{item:?} was there and is wanted");
            }
            let new = next.iter().filter(|item| !there.contains(item)).count();
            prop_assert!(!overlaps || new <= most, "{new} at once");
            prop_assert!(new > 0 || now == (0..wanted.len()), "it stands still at {now:?}");
            there = next;
        }
        prop_assert_eq!(there.len(), wanted.len());
    }

    #[test]
    fn what_is_gone_to_is_there_at_once(first in 0..30_usize, goal in 0..30_usize, from in 0..40_usize, most in 1..11_usize) {
        let wanted = pieces(first..first + 30);
        let now = reveal(&wanted, &shown(from..from + 12), Some(goal), most);
        prop_assert!(now.contains(&goal));
    }

    #[test]
    fn a_pace_is_one_to_ten_whatever_the_machine(took in prop::collection::vec((0..20_usize, 0..500_u64), 0..60)) {
        let pace = took.iter().fold(Pace::default(), |pace, (count, took)| pace.after(*count, ms(*took)));
        prop_assert!((1..=MOST).contains(&pace.pieces()));
    }
}

#[test]
fn an_empty_page_begins_at_the_end_and_what_is_below_comes_first() {
    assert_eq!(reveal(&pieces(0..10), &[], None, 2), 8..10);
    assert_eq!(reveal(&pieces(0..10), &shown(4..6), None, 3), 4..9);
    assert_eq!(reveal(&pieces(0..10), &shown(8..10), None, 3), 5..10);
    assert_eq!(reveal(&pieces(0..10), &shown(7..9), None, 3), 5..10);
    assert_eq!(reveal(&[], &[], None, 3), 0..0);
}

#[test]
fn another_place_comes_as_a_whole() {
    assert_eq!(reveal(&pieces(0..10), &shown(20..30), None, 2), 0..10);
}

#[test]
fn a_slow_machine_draws_one_by_one_and_a_fast_one_ten() {
    let slow = Pace::default().after(2, ms(30)).after(1, ms(20));
    assert_eq!(slow.pieces(), 1);
    let mut fast = slow;
    for _ in 0..6 {
        fast = fast.after(fast.pieces(), ms(1));
    }
    assert_eq!(fast.pieces(), MOST);
    assert_eq!(fast.after(0, ms(100)), fast, "nothing was drawn");
    assert_eq!(fast.after(1, ms(1)), fast);
    assert_eq!(slow.after(0, ms(1)), slow, "nothing was drawn");
}
