//! What stands in the thread, and where.

use super::{PATIENT, THERAPIST, at, timeline, window};
use crate::{
    pages::conversation::items::{Item, parted, pieces},
    state::{Conversation, Opened, Standing, reading::Pane},
};
use chrono::{NaiveDate, TimeDelta};
use holdfast_protocol::{
    AccountId, Answer, Closing, ConversationId, EnvelopeId, Letter, Receipt, Refusal, Release, Role,
};
use holdfast_rhythm::Tz;
use std::collections::BTreeSet;

struct Thread {
    conversation: Conversation,
    next: u8,
}

impl Thread {
    fn new() -> Self {
        let id = ConversationId::from_bytes([7; 16]);
        let mut conversation = Conversation::new(id, THERAPIST, Role::Therapist);
        conversation.timeline = timeline();
        Self {
            conversation,
            next: 0,
        }
    }

    fn write(&mut self, from: AccountId, written: &str, release: Option<Release>) -> EnvelopeId {
        self.next += 1;
        let id = EnvelopeId::from_bytes([self.next; 16]);
        self.conversation.apply(Opened::Letter {
            id,
            from,
            letter: Letter {
                text: "words".into(),
                written: at(written),
                answer: Answer::Wanted,
                noticed: None,
            },
            receipt: release.map(|release| Receipt {
                arrived: at(written) + TimeDelta::seconds(1),
                release,
            }),
        });
        id
    }

    fn close(&mut self, from: AccountId, written: &str, release: Option<Release>) -> EnvelopeId {
        self.next += 1;
        let id = EnvelopeId::from_bytes([self.next; 16]);
        let written = at(written);
        self.conversation.apply(Opened::Closing {
            id,
            from,
            closing: Closing {
                letters: vec![EnvelopeId::from_bytes([1; 16])],
                written,
            },
            receipt: release.map(|release| Receipt {
                arrived: written,
                release,
            }),
        });
        id
    }

    fn items(&self) -> Vec<Item> {
        let pieces = pieces(&self.conversation, &Pane::default());
        parted(&pieces, Tz::Europe__Berlin)
    }

    /// Takes something held back; the relay does not know yet.
    fn take_back(&mut self, held: EnvelopeId) -> EnvelopeId {
        self.next += 1;
        let submission = EnvelopeId::from_bytes([self.next; 16]);
        self.conversation.replace(submission, held);
        submission
    }
}

fn day(date: &str, instant: &str, above: EnvelopeId) -> Item {
    let date: NaiveDate = date.parse().unwrap();
    let at = at(instant);
    Item::Day { date, at, above }
}

#[test]
fn days_and_windows_part_the_thread() {
    let mut thread = Thread::new();
    let wrote = "2026-11-22T23:30:00Z";
    let letter = thread.write(PATIENT, wrote, Some(Release::Left(at(wrote))));
    let left = "2026-11-23T14:00:00Z";
    let first = thread.write(
        THERAPIST,
        "2026-11-23T09:00:00Z",
        Some(Release::Left(at(left))),
    );
    let second = thread.write(
        THERAPIST,
        "2026-11-23T09:05:00Z",
        Some(Release::Left(at(left))),
    );
    let open = window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z");
    assert_eq!(
        thread.items(),
        [
            // Half past midnight in Berlin.
            day("2026-11-23", wrote, letter),
            Item::Letter(letter),
            Item::Window {
                window: open,
                above: first,
            },
            Item::Letter(first),
            Item::Letter(second),
        ]
    );
}

#[test]
fn a_held_reply_taken_back_is_left_out_until_it_has_left_after_all() {
    let mut thread = Thread::new();
    let hour = at("2026-11-23T14:00:00Z");
    let held = thread.write(
        THERAPIST,
        "2026-11-23T09:00:00Z",
        Some(Release::HeldUntil(hour)),
    );
    assert_eq!(thread.items().last(), Some(&Item::Letter(held)));
    thread.take_back(held);
    assert!(thread.items().is_empty());
    thread.conversation.apply(Opened::Moved {
        id: held,
        release: Release::Left(hour),
    });
    assert_eq!(thread.items().last(), Some(&Item::Letter(held)));
}

#[test]
fn an_exchange_ends_in_its_place_among_the_letters() {
    let mut thread = Thread::new();
    let (early, late) = ("2026-11-23T08:00:00Z", "2026-11-23T18:00:00Z");
    let first = thread.write(PATIENT, early, Some(Release::Left(at(early))));
    let second = thread.write(PATIENT, late, Some(Release::Left(at(late))));
    let hour = "2026-11-23T14:00:00Z";
    let end = thread.close(
        THERAPIST,
        "2026-11-23T09:00:00Z",
        Some(Release::HeldUntil(at(hour))),
    );
    // Held: open, so at the end, and gone once it is taken back.
    assert_eq!(thread.items().last(), Some(&Item::Closing(end)));
    thread.take_back(end);
    assert_eq!(thread.items().last(), Some(&Item::Letter(second)));
    thread.conversation.apply(Opened::Moved {
        id: end,
        release: Release::Left(at(hour)),
    });
    assert_eq!(
        thread.items(),
        [
            day("2026-11-23", early, first),
            Item::Letter(first),
            Item::Window {
                window: window(hour, "2026-11-23T16:00:00Z"),
                above: end,
            },
            Item::Closing(end),
            Item::Letter(second),
        ]
    );
    // A patient's belongs to no window.
    let own = thread.close(PATIENT, late, Some(Release::Left(at(late))));
    assert_eq!(thread.items().last(), Some(&Item::Closing(own)));
    assert_eq!(thread.items().len(), 6);
}

#[test]
fn an_old_letter_that_still_waits_stands_at_the_end_and_no_two_items_are_alike() {
    let mut thread = Thread::new();
    let early = "2026-11-23T08:00:00Z";
    let first = thread.write(PATIENT, early, Some(Release::Left(at(early))));
    let late = "2026-11-24T08:00:00Z";
    let second = thread.write(PATIENT, late, Some(Release::Left(at(late))));
    // Written on the first day, still on this device: it stands at the end.
    let kept = thread.write(THERAPIST, "2026-11-23T12:00:00Z", None);
    let all = thread.items();
    assert_eq!(
        all,
        [
            day("2026-11-23", early, first),
            Item::Letter(first),
            day("2026-11-24", late, second),
            Item::Letter(second),
            Item::Letter(kept),
        ],
        "days never go back"
    );
    let keys: BTreeSet<_> = all.iter().map(|item| item.key()).collect();
    assert_eq!(keys.len(), all.len());
}

#[test]
fn what_a_refused_or_discarded_submission_was_to_replace_comes_back() {
    let mut thread = Thread::new();
    let hour = at("2026-11-23T14:00:00Z");
    let held = thread.write(
        THERAPIST,
        "2026-11-23T09:00:00Z",
        Some(Release::HeldUntil(hour)),
    );
    let submission = thread.take_back(held);
    assert!(thread.items().is_empty());
    assert!(thread.conversation.held_replies().is_empty());
    let refused = Standing::NeedsYou(Refusal::NotHeld);
    thread.conversation.stand(submission, refused);
    assert_eq!(thread.items().last(), Some(&Item::Letter(held)));
    thread.conversation.stand(submission, Standing::Kept);
    assert!(thread.items().is_empty());
    thread.conversation.discard(submission);
    assert_eq!(thread.items().last(), Some(&Item::Letter(held)));
    assert_eq!(thread.conversation.held_replies().len(), 1);
}
