//! What holds for every conversation, whatever is written, answered, ended or
//! missed in it.

mod order;

use super::world::{Played, begin, deeds, empty, play};
use crate::state::{Author, Conversation, LedgerEntry, Letter, LetterState, Opened, Standing};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Answer, EnvelopeId, Release, Role};
use holdfast_rhythm::{Outcome, PromiseEvents, Window, outcome};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What a side sees that has heard all of it as it happened.
fn attentive(played: &Played, role: Role) -> Conversation {
    let mut view = empty(role);
    for (when, opened) in &played.heard[&role] {
        view.give_promises(*when);
        view.apply(opened.clone());
        view.give_promises(*when);
    }
    view.give_promises(played.end);
    view
}

/// What can be seen of a conversation.
#[derive(Debug, PartialEq)]
struct Seen {
    letters: Vec<(EnvelopeId, LetterState)>,
    ledger: Vec<LedgerEntry>,
    to_own: Vec<Window>,
    owed: Option<super::super::Owed>,
    answerable: Vec<EnvelopeId>,
    closings: Vec<super::super::ClosingEntry>,
    windows: usize,
}

fn seen(view: &Conversation, now: DateTime<Utc>) -> Seen {
    let letters = view.letters();
    let span = (now - TimeDelta::days(60), now + TimeDelta::days(60));
    Seen {
        letters: letters
            .iter()
            .map(|letter| (letter.id, view.state_of(letter, now)))
            .collect(),
        ledger: view.ledger(now),
        to_own: view.to_own(now),
        owed: view.owed(),
        answerable: view.answerable(),
        closings: view.closings().into_iter().cloned().collect(),
        windows: view.timeline.windows(span.0, span.1).len(),
    }
}

/// What happened to one letter, found the slow way.
fn events(view: &Conversation, letter: &Letter, window: &Window) -> PromiseEvents {
    let arrived = letter.arrived().unwrap();
    let replies = || {
        let letters = view.letters().into_iter();
        letters.filter(|other| !view.is_patients(other))
    };
    let effect = |standing: &Standing, author: Author| match standing {
        Standing::Arrived(receipt) if (author == Author::Me) == (view.role == Role::Patient) => {
            Some(receipt.arrived)
        }
        Standing::Arrived(receipt) => receipt.release.left(),
        _ => None,
    };
    PromiseEvents {
        answered_at: replies()
            .filter_map(Letter::left)
            .filter(|left| *left >= arrived)
            .min(),
        repaired_at: replies()
            .filter(|reply| reply.owns.contains(window))
            .filter_map(Letter::left)
            .filter(|left| *left >= window.closes)
            .min(),
        closed_at: view
            .closings()
            .into_iter()
            .filter(|closing| closing.letters.contains(&letter.id))
            .filter_map(|closing| effect(&closing.standing, closing.author))
            .min(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_letter_that_wants_an_answer_is_in_one_state(deeds in deeds()) {
        let played = play(&deeds);
        let now = played.end;
        for role in [Role::Patient, Role::Therapist] {
            let view = attentive(&played, role);
            for letter in view.letters() {
                if !view.is_patients(letter) || letter.answer != Answer::Wanted {
                    continue;
                }
                let events = events(&view, letter, &Window { opens: now, closes: now });
                let settled = events.answered_at.into_iter().chain(events.closed_at).min();
                match view.state_of(letter, now) {
                    LetterState::Answered { at } => {
                        prop_assert_eq!(Some(at), events.answered_at);
                        prop_assert_eq!(Some(at), settled);
                    }
                    LetterState::Closed { at, .. } => {
                        prop_assert_eq!(Some(at), events.closed_at);
                        prop_assert_eq!(Some(at), settled);
                    }
                    LetterState::Promised { promise, .. } => {
                        prop_assert_eq!(settled, None);
                        prop_assert!(now < promise.window.closes);
                        prop_assert_eq!(Some(&promise), letter.promise.as_ref());
                    }
                    LetterState::Missed { promise, next } => {
                        prop_assert_eq!(settled, None);
                        prop_assert!(promise.window.closes <= now);
                        let next = next.expect("a window is always within reach here");
                        prop_assert!(now < next.window.closes);
                        prop_assert_eq!(
                            Some(next.window),
                            view.timeline
                                .promise(promise.window.closes + TimeDelta::milliseconds(1))
                        );
                    }
                    LetterState::WithRelay { since } => {
                        prop_assert_eq!(settled, None);
                        prop_assert!(view.timeline.promise(since).is_none());
                    }
                    other => prop_assert!(false, "{other:?}"),
                }
            }
        }
    }

    #[test]
    fn an_entry_of_the_ledger_is_what_the_rhythm_says_of_its_letters(deeds in deeds()) {
        let played = play(&deeds);
        let now = played.end;
        for role in [Role::Patient, Role::Therapist] {
            let view = attentive(&played, role);
            let mut letters = 0;
            for entry in view.ledger(now) {
                let each: Vec<Outcome> = entry
                    .letters
                    .iter()
                    .map(|id| {
                        let letter = view.letter(*id).unwrap();
                        outcome(&entry.window, &events(&view, letter, &entry.window), now)
                    })
                    .collect();
                let expected = if each.contains(&Outcome::Missed) {
                    Outcome::Missed
                } else if each.contains(&Outcome::Repaired) {
                    Outcome::Repaired
                } else if each.contains(&Outcome::Waiting) {
                    Outcome::Waiting
                } else if each.contains(&Outcome::Closed) {
                    Outcome::Closed
                } else {
                    Outcome::Kept
                };
                prop_assert_eq!(entry.outcome, expected, "{:?}", entry);
                let over = matches!(expected, Outcome::Missed | Outcome::Repaired);
                prop_assert_eq!(entry.next.is_some(), over);
                letters += entry.letters.len();
            }
            let promised = view.letters().iter().filter(|one| one.promise.is_some()).count();
            prop_assert!(letters >= promised);
        }
    }

    #[test]
    fn what_is_to_own_is_what_the_ledger_calls_missed(deeds in deeds()) {
        let played = play(&deeds);
        let now = played.end;
        let view = attentive(&played, Role::Therapist);
        let mut missed: Vec<Window> = view
            .ledger(now)
            .into_iter()
            .filter(|entry| entry.outcome == Outcome::Missed)
            .map(|entry| entry.window)
            .collect();
        missed.reverse();
        for letter in view.letters() {
            missed.retain(|window| !letter.owns.contains(window));
        }
        prop_assert_eq!(view.to_own(now), missed);
    }

    #[test]
    fn a_miss_stays_one_until_it_is_repaired(deeds in deeds()) {
        let played = play(&deeds);
        let mut view = empty(Role::Therapist);
        let mut missed: BTreeMap<(DateTime<Utc>, DateTime<Utc>), Outcome> = BTreeMap::new();
        for (when, opened) in &played.heard[&Role::Therapist] {
            view.apply(opened.clone());
            view.give_promises(*when);
            for entry in view.ledger(*when) {
                let key = (entry.window.opens, entry.window.closes);
                if let Some(before) = missed.get(&key) {
                    let stays = entry.outcome == *before || entry.outcome == Outcome::Repaired;
                    prop_assert!(stays, "{:?} was {:?}", entry, before);
                }
                if matches!(entry.outcome, Outcome::Missed | Outcome::Repaired) {
                    missed.insert(key, entry.outcome);
                }
            }
        }
    }

    #[test]
    fn what_is_owed_is_what_is_open(deeds in deeds()) {
        let played = play(&deeds);
        let now = played.end;
        let view = attentive(&played, Role::Therapist);
        let open: Vec<&Letter> = view
            .letters()
            .into_iter()
            .filter(|letter| view.is_patients(letter))
            .filter(|letter| matches!(
                view.state_of(letter, now),
                LetterState::Promised { .. } | LetterState::Missed { .. } | LetterState::WithRelay { .. }
            ))
            .collect();
        let owed = view.owed();
        prop_assert_eq!(owed.as_ref().map_or(0, |owed| owed.letters), open.len());
        let due = |letter: &&Letter| letter.promises().last().map(|promise| promise.window.closes);
        prop_assert_eq!(
            owed.and_then(|owed| owed.window).map(|window| window.closes),
            open.iter().filter_map(due).min()
        );
        let held = view.closings().into_iter().any(|closing| {
            matches!(&closing.standing, Standing::Arrived(receipt)
                if matches!(receipt.release, Release::HeldUntil(_) | Release::Waits(_)))
        });
        if !held {
            prop_assert_eq!(view.answerable().len(), open.len());
        }
    }
}

#[test]
fn a_letter_of_the_patient_can_own_nothing() {
    use holdfast_protocol::{OutsideReason, OutsideRhythm, Receipt, Reply};
    let window = Window {
        opens: begin(),
        closes: begin() + TimeDelta::hours(1),
    };
    let mut view = empty(Role::Therapist);
    let id = EnvelopeId::from_bytes([1; 16]);
    view.apply(Opened::Reply {
        id,
        from: super::world::PATIENT,
        reply: Reply {
            letter: holdfast_protocol::Letter {
                text: "Mine.".into(),
                written: begin(),
                answer: Answer::Wanted,
                noticed: None,
            },
            owns: vec![window],
            outside: Some(OutsideRhythm {
                reason: OutsideReason::Safety,
                words: String::new(),
            }),
        },
        receipt: Some(Receipt {
            arrived: begin(),
            release: Release::Left(begin()),
        }),
    });
    let letter = view.letter(id).unwrap();
    assert_eq!((letter.owns.len(), &letter.outside), (0, &None));
    assert_eq!(view.owed().unwrap().letters, 1);
}
