//! What the tests share: two people, their conversation, their agreement.

use crate::{Config, Relay, relay::Time, store::SignedIn};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AccountId, Act, ConversationId, DeviceId, Envelope, EnvelopeId, EnvelopeKind, Header, Role,
    SignedTiming, Submission,
};
use serde_bytes::{ByteArray, ByteBuf};
use std::path::Path;

pub(crate) const THERAPIST: SignedIn = SignedIn {
    account: AccountId::from_bytes([0xA1; 16]),
    device: DeviceId::from_bytes([0xA2; 16]),
    role: Role::Therapist,
};

pub(crate) const PATIENT: SignedIn = SignedIn {
    account: AccountId::from_bytes([0xB1; 16]),
    device: DeviceId::from_bytes([0xB2; 16]),
    role: Role::Patient,
};

pub(crate) const CONVERSATION: ConversationId = ConversationId::from_bytes([0xC1; 16]);

/// Monday morning, before the window.
pub(crate) const BEFORE: &str = "2026-11-23T10:00:00Z";
/// When that Monday's window opens.
pub(crate) const OPENS: &str = "2026-11-23T15:00:00Z";
/// Inside it.
pub(crate) const INSIDE: &str = "2026-11-23T16:00:00Z";
/// Monday evening, after the window.
pub(crate) const AFTER: &str = "2026-11-23T18:00:00Z";
/// When Tuesday's window opens.
pub(crate) const NEXT: &str = "2026-11-24T15:00:00Z";

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A demonstration, with its database in this folder.
pub(crate) async fn demonstration(folder: &Path) -> Relay {
    let config = Config {
        database: folder.join("relay.sqlite"),
        app: None,
        demo: true,
        ..Config::default()
    };
    Relay::open(&config).await.unwrap()
}

/// Moves the clock of a demonstration, and nothing else.
pub(crate) fn move_clock(relay: &Relay, now: DateTime<Utc>) {
    if let Time::Demo(clock, _) = &relay.time {
        clock.move_to(now);
    }
}

/// The moment after, where something has happened at that instant.
pub(crate) fn just_after(text: &str) -> DateTime<Utc> {
    at(text) + TimeDelta::milliseconds(1)
}

pub(crate) fn id(number: u16) -> EnvelopeId {
    let mut bytes = [0; 16];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    EnvelopeId::from_bytes(bytes)
}

/// An envelope as the relay sees one; `words` only makes its bytes differ.
pub(crate) fn envelope(sender: AccountId, number: u16, kind: EnvelopeKind, words: &str) -> ByteBuf {
    let header = Header {
        format: Header::FORMAT,
        id: id(number),
        conversation: CONVERSATION,
        sender,
        kind,
    };
    envelope_of(header, words.as_bytes())
}

pub(crate) fn envelope_of(header: Header, words: &[u8]) -> ByteBuf {
    let envelope = Envelope {
        header,
        keys: Vec::new(),
        nonce: ByteArray::new([1; 24]),
        ciphertext: ByteBuf::from(words),
        signature: ByteArray::new([2; 64]),
    };
    envelope.to_bytes().into()
}

pub(crate) fn send(sender: AccountId, number: u16) -> Submission {
    send_kind(sender, number, EnvelopeKind::Letter)
}

pub(crate) fn send_kind(sender: AccountId, number: u16, kind: EnvelopeKind) -> Submission {
    act(
        number,
        Act::Send {
            envelope: envelope(sender, number, kind, "words"),
        },
    )
}

pub(crate) fn replace(number: u16, held: u16) -> Submission {
    act(
        number,
        Act::Replace {
            held: id(held),
            envelope: envelope(THERAPIST.account, number, EnvelopeKind::Letter, "better"),
        },
    )
}

pub(crate) fn withdraw(number: u16, held: u16) -> Submission {
    act(number, Act::Withdraw { held: id(held) })
}

pub(crate) fn send_regardless(number: u16, held: u16) -> Submission {
    act(number, Act::SendRegardless { held: id(held) })
}

pub(crate) fn send_outside(number: u16, instead_of: Option<u16>) -> Submission {
    act(
        number,
        Act::SendOutside {
            envelope: envelope(THERAPIST.account, number, EnvelopeKind::Letter, "now"),
            instead_of: instead_of.map(id),
        },
    )
}

pub(crate) fn propose(number: u16, document: &str) -> Submission {
    act(
        number,
        Act::Propose {
            envelope: envelope(THERAPIST.account, number, EnvelopeKind::Agreement, "new"),
            timing: signed(document),
        },
    )
}

pub(crate) fn accept(number: u16, document: &str) -> Submission {
    act(
        number,
        Act::Accept {
            envelope: envelope(PATIENT.account, number, EnvelopeKind::Agreement, "yes"),
            timing: signed(document),
        },
    )
}

pub(crate) fn act(number: u16, act: Act) -> Submission {
    Submission {
        id: id(number),
        act,
    }
}

/// Weekdays from 15:00 to 17:00 UTC.
pub(crate) fn timing(version: u32, effective_from: &str) -> String {
    let weekdays = r#"{"days":["mon","tue","wed","thu","fri"],"opens":"15:00","closes":"17:00"}"#;
    timing_of(version, effective_from, weekdays)
}

/// These `windows`, written as JSON, in UTC.
pub(crate) fn timing_of(version: u32, effective_from: &str, windows: &str) -> String {
    format!(
        r#"{{"version":{version},"zone":"UTC","effective_from":"{effective_from}","windows":[{windows}],"away":[],"extra":[],"cutoff_minutes":0,"notice_hours":48}}"#
    )
}

fn signed(document: &str) -> SignedTiming {
    SignedTiming {
        document: document.into(),
        signature: ByteArray::new([3; 64]),
    }
}
