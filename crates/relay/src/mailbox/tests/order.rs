//! The instants at which letters left are the order in which they were written
//! and came, on both sides, however many come at once.

use super::model::Model;
use crate::{
    fixtures::{
        BEFORE, PATIENT, THERAPIST, accept, at, id, propose, replace, send, send_regardless, timing,
    },
    mailbox::{Entry, Fate, moment},
    store::SignedIn,
};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{EnvelopeId, Outcome, Receipt};
use proptest::prelude::*;
use std::collections::HashMap;

const MILLISECOND: TimeDelta = TimeDelta::milliseconds(1);

#[derive(Debug, Clone, Copy)]
enum Step {
    /// So many letters in one request.
    Letters(u8),
    /// So many replies in one request.
    Replies(u8),
    /// Another in the place of a held one, and a word on another.
    Change(usize),
    /// Time passes, and what is due leaves.
    Wait(TimeDelta),
    /// The relay's clock is set back.
    Back(TimeDelta),
}

fn step() -> impl Strategy<Value = Step> {
    let wait = prop_oneof![
        Just(TimeDelta::zero()),
        (0_i64..20).prop_map(TimeDelta::milliseconds),
        (0_i64..3000).prop_map(TimeDelta::minutes),
    ];
    prop_oneof![
        (1_u8..30).prop_map(Step::Letters),
        (1_u8..30).prop_map(Step::Replies),
        (0_usize..8).prop_map(Step::Change),
        wait.prop_map(Step::Wait),
        (0_i64..500).prop_map(|by| Step::Back(TimeDelta::milliseconds(by))),
    ]
}

/// What a feed has shown, in its order, with the instant at which it left.
fn left(model: &Model, who: SignedIn) -> Vec<(DateTime<Utc>, EnvelopeId)> {
    let shown = model.feed(who).iter().filter_map(|(id, entry)| {
        let Entry::Letter(Receipt { release, .. }) = entry else {
            return None;
        };
        Some((release.left()?, (*id)?))
    });
    shown.collect()
}

/// The same of one's own feed, where a held reply comes first and its leaving
/// is told later.
fn left_by_fate(model: &Model) -> Vec<(DateTime<Utc>, EnvelopeId)> {
    let letters = model.letters.iter().filter_map(|letter| {
        let at = match letter.kept.fate {
            Fate::Left(at) | Fate::LeftOutside(at) => at,
            Fate::Held(_) | Fate::Withdrawn => return None,
        };
        Some((at, letter.kept.sealed.header.id))
    });
    let mut letters: Vec<_> = letters.collect();
    letters.sort_unstable();
    letters
}

/// Ids in no order, as random ones are.
fn scattered(number: u16) -> u16 {
    number.wrapping_mul(40_503)
}

proptest! {
    #[test]
    fn no_two_leave_at_one_instant_and_instants_are_the_order_of_coming(
        steps in prop::collection::vec(step(), 1..30),
        agreed in any::<bool>(),
    ) {
        let mut model = if agreed { Model::agreed() } else { Model::new() };
        let (mut now, mut next) = (at(BEFORE), 0_u16);
        let mut come: HashMap<EnvelopeId, u16> = HashMap::new();
        let mut replies = Vec::new();
        for step in &steps {
            let (who, many) = match *step {
                Step::Letters(many) => (PATIENT, many),
                Step::Replies(many) => (THERAPIST, many),
                Step::Change(which) => {
                    let held = model.facts().held;
                    if let (Some(one), Some(other)) =
                        (held.get(which), held.get((which + 1) % held.len().max(1)))
                    {
                        let number = |id: EnvelopeId| {
                            let bytes = id.as_bytes();
                            u16::from_be_bytes([bytes[0], bytes[1]])
                        };
                        let cursor = model.feed(THERAPIST).len() as u64;
                        let (one, other) = (number(one.id), number(other.id));
                        next += 1;
                        let new = replace(scattered(next), one);
                        come.insert(new.id, next);
                        replies.push(new.id);
                        model.submit_at(now, THERAPIST, cursor, new);
                        next += 1;
                        let word = send_regardless(scattered(next), other);
                        model.submit_at(now, THERAPIST, cursor, word);
                    }
                    continue;
                }
                Step::Wait(by) => {
                    now += by;
                    model.release(now);
                    continue;
                }
                Step::Back(by) => {
                    now -= by;
                    continue;
                }
            };
            // As the store does before it looks at a request.
            model.release(now);
            let cursor = model.feed(who).len() as u64;
            let mut last = None;
            for _ in 0..many {
                next += 1;
                let submission = send(who.account, scattered(next));
                come.insert(submission.id, next);
                if who == THERAPIST {
                    replies.push(submission.id);
                }
                let outcome = model.submit_at(now, who, cursor, submission);
                let Outcome::Accepted(receipt) = outcome else {
                    return Err(TestCaseError::fail(format!("{outcome:?}")));
                };
                prop_assert!(last < Some(receipt.arrived), "two arrived at once");
                last = Some(receipt.arrived);
            }
        }
        model.release(now + TimeDelta::days(7));

        let theirs = left(&model, PATIENT);
        prop_assert!(theirs.windows(2).all(|two| two[0].0 < two[1].0), "{theirs:?}");
        prop_assert_eq!(&theirs, &left_by_fate(&model), "the two sides part");
        // Nothing but a word on one held reply changes which comes first.
        for replies_too in [false, !steps.iter().any(|step| matches!(step, Step::Change(_)))] {
            let some = theirs.iter().map(|(_, id)| id);
            let some = some.filter(|id| replies.contains(id) == replies_too);
            let numbers: Vec<_> = some.filter_map(|id| come.get(id)).collect();
            prop_assert!(numbers.is_sorted(), "{numbers:?}");
        }
    }
}

#[test]
fn replies_held_for_one_opening_leave_in_the_order_of_their_writing() {
    let mut model = Model::agreed();
    let opens = at("2026-11-23T15:00:00Z");
    for number in [9, 3, 7] {
        model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, number));
    }
    model.release(opens);
    let expected =
        [(0, 9), (1, 3), (2, 7)].map(|(after, it)| (opens + MILLISECOND * after, id(it)));
    assert_eq!(left(&model, PATIENT), expected);
    assert_eq!(left_by_fate(&model), expected);
}

#[test]
fn what_an_acceptance_lets_go_leaves_one_after_the_other() {
    let mut model = Model::new();
    for number in [9, 3, 7] {
        model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, number));
    }
    assert_eq!(left(&model, PATIENT).len(), 3);
    let mut model = Model::agreed();
    for number in [9, 3, 7] {
        model.accepted(BEFORE, THERAPIST, send(THERAPIST.account, number));
    }
    let before = at(BEFORE);
    model.accepted(BEFORE, THERAPIST, propose(20, &timing(2, "2026-11-26")));
    model.accepted(
        "2026-11-23T15:30:00Z",
        PATIENT,
        accept(21, &timing(2, "2026-11-26")),
    );
    let left: Vec<_> = left(&model, PATIENT);
    let ids: Vec<_> = left.iter().map(|(_, id)| *id).collect();
    assert_eq!(ids, [20, 21, 9, 3, 7].map(id));
    assert!(left.windows(2).all(|two| two[0].0 < two[1].0), "{left:?}");
    assert!(left[0].0 > before, "after what arrived before it");
}

#[test]
fn a_moment_is_now_or_the_next_after_the_last() {
    let now = at(BEFORE);
    assert_eq!(moment(now, None), now);
    assert_eq!(moment(now, Some(now - MILLISECOND)), now);
    assert_eq!(moment(now, Some(now)), now + MILLISECOND);
    let last = now + TimeDelta::minutes(2) - MILLISECOND;
    assert_eq!(moment(now, Some(last)), now + TimeDelta::minutes(2));
    // The clock was wrong by more than that: its word counts now.
    assert_eq!(moment(now, Some(now + TimeDelta::minutes(2))), now);
    let end = DateTime::<Utc>::MAX_UTC;
    assert_eq!(moment(end, Some(end)), end);
}
