//! What is stored and sealed names a variant by its place: it never moves.
#![allow(clippy::unwrap_used, reason = "a test ends where something is amiss")]

use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acceptance, Act, Answer, Closing, Content, Draft, EnvelopeId, EnvelopeKind, HoldReason,
    Introduction, Letter, OutsideReason, OutsideRhythm, Proposal, Refusal, Release, Reply,
    SignedTiming, encode,
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
    ];
    assert_eq!(places(&contents), [0, 1, 2, 3, 4, 5, 6]);
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
    ];
    assert_eq!(places(&acts), [0, 1, 2, 3, 4, 5, 6]);
    let takes_back: Vec<bool> = acts.iter().map(|act| act.takes_back().is_some()).collect();
    assert_eq!(
        takes_back,
        [false, false, false, true, true, false, true],
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
    ];
    assert_eq!(places(&kinds), [0, 1, 2]);
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
