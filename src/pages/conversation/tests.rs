//! The thread and the outlook, without a browser. A therapist in Berlin with
//! windows on Mondays and Thursdays; 2026-11-23 is a Monday.
#![allow(clippy::unwrap_used, reason = "a test may")]

use super::{
    items::{Item, parted, pieces},
    outlook::{Answered, Leaves, answered, leaves},
    thanks::is_closing_thanks,
};
use crate::state::{Conversation, Opened, Standing, reading::Pane};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use holdfast_protocol::{
    AccountId, Answer, Closing, ConversationId, EnvelopeId, Letter, Receipt, Refusal, Release, Role,
};
use holdfast_rhythm::{Agreement, Timeline, Tz, Window};
use std::collections::BTreeSet;

const PATIENT: AccountId = AccountId::from_bytes([1; 16]);
const THERAPIST: AccountId = AccountId::from_bytes([2; 16]);
const TWICE: &str = r#"{
    "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-16",
    "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
    "cutoff_minutes": 30
}"#;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn timeline() -> Timeline {
    let mut timeline = Timeline::new();
    timeline.accept(Agreement::parse(TWICE).unwrap(), at("2026-11-10T00:00:00Z"));
    timeline
}

fn window(opens: &str, closes: &str) -> Window {
    Window {
        opens: at(opens),
        closes: at(closes),
    }
}

#[test]
fn the_promise_names_the_last_moment_to_arrive() {
    assert_eq!(
        answered(&timeline(), at("2026-11-23T15:29:00Z")),
        Answered::Within {
            before: at("2026-11-23T15:30:00Z"),
            window: window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z"),
        }
    );
    assert_eq!(
        answered(&timeline(), at("2026-11-23T15:31:00Z")),
        Answered::Within {
            before: at("2026-11-26T15:30:00Z"),
            window: window("2026-11-26T14:00:00Z", "2026-11-26T16:00:00Z"),
        }
    );
}

#[test]
fn without_an_agreement_nothing_is_promised_and_nothing_held() {
    let now = at("2026-11-23T10:00:00Z");
    assert_eq!(answered(&Timeline::new(), now), Answered::NothingAgreed);
    assert_eq!(leaves(&Timeline::new(), now), Leaves::NothingAgreed);
}

#[test]
fn a_reply_leaves_at_once_only_while_a_window_is_open() {
    assert_eq!(
        leaves(&timeline(), at("2026-11-23T13:59:00Z")),
        Leaves::At(at("2026-11-23T14:00:00Z"))
    );
    assert_eq!(
        leaves(&timeline(), at("2026-11-23T14:00:00Z")),
        Leaves::Open(at("2026-11-23T16:00:00Z"))
    );
    assert_eq!(
        leaves(&timeline(), at("2026-11-23T16:00:00Z")),
        Leaves::At(at("2026-11-26T14:00:00Z"))
    );
}

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

#[test]
fn short_thanks_may_stay_without_an_answer() {
    for text in [
        "Thank you.",
        "That helped, thanks so much! Mira",
        "Thank you, see you on Thursday.\n\nMira",
        "I tried the walk and it worked. THANKS!",
        "Danke dir, das hat mir sehr geholfen.",
        "Herzlichen Dank und bis nächste Woche, Mira",
        "Alle Termine passen. Dankeschön!",
    ] {
        assert!(is_closing_thanks(text), "{text}");
    }
}

#[test]
fn thanks_that_go_on_or_take_leave_are_not_taken_for_a_closing() {
    for text in [
        "",
        "See you on Thursday.",
        "Thank you for asking. I slept two hours and I do not know what to do with the night.",
        "Thanks. Can we talk about it on Thursday?",
        "Thanks, but it did not help.",
        "Thank you for everything you have done for me.",
        "I am sorry. Thank you.",
        "Danke für alles. Leb wohl.",
        "Danke, aber heute geht es nicht.",
        "Bitte schreib mir, danke.",
    ] {
        assert!(!is_closing_thanks(text), "{text}");
    }
    let long = "one ".repeat(30) + "thanks";
    assert!(!is_closing_thanks(&long));
}
