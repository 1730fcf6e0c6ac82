//! The thread and the outlook, without a browser. A therapist in Berlin with
//! windows on Mondays and Thursdays; 2026-11-23 is a Monday.
#![allow(clippy::unwrap_used, reason = "a test may")]

mod thread;

use super::{
    outlook::{Answered, Leaves, answered, leaves},
    thanks::is_closing_thanks,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::AccountId;
use holdfast_rhythm::{Agreement, Timeline, Window};

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
