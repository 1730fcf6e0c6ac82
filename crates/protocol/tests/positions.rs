//! What is stored and sealed names a variant by its place: it never moves.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acceptance, Acknowledgement, Act, AlarmStep, Answer, CheckIn, CheckInAnswer, Closing, Content,
    Draft, EnvelopeId, EnvelopeKind, HoldReason, Introduction, LateNotice, Letter, Noticed,
    NoticedLevel, NumberReport, OutsideReason, OutsideRhythm, Plan, Proposal, Refusal, Release,
    Reply, SignedTiming, Way, encode,
};
use serde::Serialize;
use serde_bytes::{ByteArray, ByteBuf};

fn places<T: Serialize>(values: &[T]) -> Vec<u8> {
    let first = |value| *encode(value).first().unwrap();
    values.iter().map(first).collect()
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

fn letter() -> Letter {
    Letter {
        text: String::new(),
        written: now(),
        answer: Answer::Wanted,
        noticed: None,
    }
}

#[test]
fn contents_keep_their_places() {
    let outside = OutsideRhythm {
        reason: OutsideReason::Safety,
        words: String::new(),
    };
    let contents = [
        Content::Letter(letter()),
        Content::Proposal(Proposal {
            document: String::new(),
            proposed: now(),
        }),
        Content::Acceptance(Acceptance {
            version: 1,
            document_digest: [0; 32],
        }),
        Content::Draft(Draft {
            text: String::new(),
        }),
        Content::Introduction(Introduction {
            name: String::new(),
            zone: String::new(),
        }),
        Content::Reply(Reply {
            letter: letter(),
            owns: Vec::new(),
            outside: Some(outside),
        }),
        Content::Closing(Closing {
            letters: Vec::new(),
            written: now(),
        }),
        Content::Plan(Plan {
            version: 1,
            follows: None,
            written: now(),
            warning_signs: Vec::new(),
            what_helps: Vec::new(),
            people: Vec::new(),
            professionals: Vec::new(),
            safer: Vec::new(),
        }),
        Content::CheckIn(CheckIn {
            measure: String::new(),
            id: String::new(),
            due: String::new(),
            written: now(),
            answers: Vec::new(),
            score: None,
            noticed: None,
        }),
        Content::Acknowledgement(Acknowledgement {
            letters: Vec::new(),
            written: now(),
        }),
        Content::NumberReport(NumberReport {
            country: String::new(),
            line: String::new(),
            number: String::new(),
            written: now(),
        }),
        Content::LateNotice(LateNotice {
            letter: EnvelopeId::from_bytes([1; 16]),
            noticed: Noticed {
                level: NoticedLevel::Concern,
                categories: Vec::new(),
                hints: Vec::new(),
            },
            pages: false,
            written: now(),
        }),
    ];
    assert_eq!(places(&contents), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    let answers = [
        CheckInAnswer::Skipped,
        CheckInAnswer::Choice(0),
        CheckInAnswer::Words(String::new()),
    ];
    assert_eq!(places(&answers), [0, 1, 2]);
    let reasons = [
        OutsideReason::Safety,
        OutsideReason::Appointment,
        OutsideReason::Correction,
        OutsideReason::Arranged,
        OutsideReason::Other,
    ];
    assert_eq!(places(&reasons), [0, 1, 2, 3, 4]);
}

#[test]
fn acts_keep_their_places() {
    let envelope = ByteBuf::new;
    let timing = || SignedTiming {
        document: String::new(),
        signature: ByteArray::new([0; 64]),
    };
    let held = EnvelopeId::from_bytes([1; 16]);
    let acts = [
        Act::Send {
            envelope: envelope(),
        },
        Act::Propose {
            envelope: envelope(),
            timing: timing(),
        },
        Act::Accept {
            envelope: envelope(),
            timing: timing(),
        },
        Act::Replace {
            held,
            envelope: envelope(),
        },
        Act::Withdraw { held },
        Act::SendRegardless { held },
        Act::SendOutside {
            envelope: envelope(),
            instead_of: Some(held),
        },
        Act::Acknowledge { letter: held },
    ];
    assert_eq!(places(&acts), [0, 1, 2, 3, 4, 5, 6, 7]);
    let takes_back: Vec<_> = acts.iter().map(Act::takes_back).collect();
    let gone = Some(held);
    assert_eq!(
        takes_back,
        [None, None, None, gone, gone, None, gone, None],
        "what takes a held reply back"
    );
}

#[test]
fn fates_keep_their_places() {
    let releases = [
        Release::Left(now()),
        Release::HeldUntil(now()),
        Release::Waits(HoldReason::TheyWroteSince),
        Release::LeftOutside(now()),
    ];
    assert_eq!(places(&releases), [0, 1, 2, 3]);
    let left: Vec<bool> = releases.iter().map(|it| it.left().is_some()).collect();
    assert_eq!(left, [true, false, false, true]);
    let reasons = [HoldReason::TheyWroteSince, HoldReason::NoWindowWithinReach];
    assert_eq!(places(&reasons), [0, 1]);
    let kinds = [
        EnvelopeKind::Letter,
        EnvelopeKind::Agreement,
        EnvelopeKind::Own,
        EnvelopeKind::Shared,
        EnvelopeKind::Page,
    ];
    assert_eq!(places(&kinds), [0, 1, 2, 3, 4]);
    let refusals = [
        Refusal::NotAnEnvelope,
        Refusal::TooLarge { bytes: 1 },
        Refusal::NotAMember,
        Refusal::IdInUse,
        Refusal::NotHeld,
        Refusal::BadTiming {
            problems: Vec::new(),
        },
        Refusal::TooSoon,
        Refusal::NoSuchProposal,
        Refusal::WrongRole,
    ];
    assert_eq!(places(&refusals), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
}

#[test]
fn news_of_an_alarm_keeps_its_places() {
    let (step, round, way) = (0, 0, Way::Mail);
    let name = String::new;
    let steps = [
        AlarmStep::Begun,
        AlarmStep::Told {
            step,
            round,
            name: name(),
            way,
        },
        AlarmStep::Undelivered {
            step,
            round,
            name: name(),
            way,
        },
        AlarmStep::Empty {
            step,
            round,
            name: name(),
        },
        AlarmStep::Acknowledged { name: name() },
        AlarmStep::Unanswered,
    ];
    assert_eq!(places(&steps), [0, 1, 2, 3, 4, 5]);
    assert_eq!(places(&[Way::Push, Way::Mail, Way::Webhook]), [0, 1, 2]);
}
