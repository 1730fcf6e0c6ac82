//! What holds for every sequence of acts.

use super::play::{Play, step};
use crate::{
    fixtures::{PATIENT, THERAPIST, id},
    mailbox::{Entry, Hold},
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::Release;
use proptest::prelude::*;
use std::collections::HashSet;

/// Whether the rhythm lets a reply out at `instant`: before any agreement, in a
/// window that was agreed by then, or in one promised to a letter before.
fn rhythm_allows(play: &Play, instant: DateTime<Utc>) -> bool {
    let timeline = play.timeline(instant);
    let promised = |(arrived, window): &(_, holdfast_rhythm::Window)| {
        *arrived <= instant && window.contains(instant)
    };
    timeline.in_force(instant).is_none()
        || timeline.window_at(instant).is_some()
        || play.promised.iter().any(promised)
}

proptest! {
    /// That every promise can be kept is asserted on the way: at each opening,
    /// agreed or promised, nothing stays but what waits for a word.
    #[test]
    fn nothing_leaves_twice_too_early_or_past_their_letter(
        steps in prop::collection::vec(step(), 1..80),
    ) {
        let mut play = Play::new();
        for step in steps {
            play.take(step);
        }
        play.wait(play.now + TimeDelta::days(30));

        for who in [THERAPIST, PATIENT] {
            let shown = play.model.shown(who);
            let different: HashSet<_> = shown.iter().collect();
            prop_assert_eq!(different.len(), shown.len(), "a letter came twice");
        }
        let replies: HashSet<_> = play.replies.iter().map(|number| id(*number)).collect();
        for (letter, entry) in play.model.feed(PATIENT) {
            let Some(letter) = letter.filter(|letter| replies.contains(letter)) else {
                continue;
            };
            let Entry::Letter(receipt) = entry else {
                return Err(TestCaseError::fail("a letter without receipt"));
            };
            let (left, allowed) = match receipt.release {
                Release::Left(left) => (left, true),
                Release::LeftOutside(left) => {
                    prop_assert!(play.overrides.contains(&letter), "{letter} was no override");
                    prop_assert_eq!(left, receipt.arrived);
                    (left, false)
                }
                _ => return Err(TestCaseError::fail("a held reply is visible")),
            };
            prop_assert_eq!(rhythm_allows(&play, left), allowed, "{} at {}", letter, left);
        }
        // In the end every reply has left, was withdrawn, or waits for a word.
        for held in play.model.facts().held {
            prop_assert_eq!(held.hold, Hold::TheyWroteSince, "{:?}", held);
        }
    }
}
