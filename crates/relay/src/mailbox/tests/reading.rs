//! What is a submission at all.

use super::model::Model;
use crate::{
    fixtures::{
        BEFORE, CONVERSATION, PATIENT, THERAPIST, act, envelope, envelope_of, id, send, timing,
    },
    mailbox::{Facts, Origin, decide, read},
};
use holdfast_protocol::{
    AccountId, Act, ConversationId, ENVELOPE_BYTES_MAX, EnvelopeKind, Header, Refusal,
    SignedTiming, Submission,
};
use serde_bytes::{ByteArray, ByteBuf};

fn header() -> Header {
    Header {
        format: Header::FORMAT,
        id: id(1),
        conversation: CONVERSATION,
        sender: PATIENT.account,
        kind: EnvelopeKind::Letter,
    }
}

fn refusal_of(envelope: ByteBuf) -> Option<Refusal> {
    read(PATIENT.account, act(1, Act::Send { envelope })).err()
}

#[test]
fn a_header_must_fit() {
    assert_eq!(refusal_of(envelope_of(header(), b"words")), None);
    let wrong = [
        Header {
            format: Header::FORMAT + 1,
            ..header()
        },
        Header {
            id: id(2),
            ..header()
        },
        Header {
            sender: THERAPIST.account,
            ..header()
        },
    ];
    for header in wrong {
        let refusal = refusal_of(envelope_of(header, b"words"));
        assert_eq!(refusal, Some(Refusal::NotAnEnvelope), "{header:?}");
    }
    let mut long = envelope_of(header(), b"words").into_vec();
    long.push(0);
    for bytes in [vec![], vec![0xFF; 40], long] {
        assert_eq!(refusal_of(bytes.into()), Some(Refusal::NotAnEnvelope));
    }
}

#[test]
fn the_largest_envelope_passes_and_one_byte_more_does_not() {
    let around = envelope_of(header(), &vec![0; 100_000]).len() - 100_000;
    let largest = envelope_of(header(), &vec![0; ENVELOPE_BYTES_MAX - around]);
    assert_eq!(largest.len(), ENVELOPE_BYTES_MAX);
    assert_eq!(refusal_of(largest), None);
    let larger = envelope_of(header(), &vec![0; ENVELOPE_BYTES_MAX - around + 1]);
    let bytes = ENVELOPE_BYTES_MAX as u64 + 1;
    assert_eq!(refusal_of(larger), Some(Refusal::TooLarge { bytes }));
}

#[test]
fn an_act_takes_only_its_kinds() {
    use EnvelopeKind::{Agreement, Letter, Own, Page, Shared};
    let signed = || SignedTiming {
        document: timing(1, "2026-11-23"),
        signature: ByteArray::new([0; 64]),
    };
    for kind in [Letter, Agreement, Own, Shared, Page] {
        let envelope = || envelope(PATIENT.account, 1, kind, "words");
        let cases: [(Act, &[EnvelopeKind]); 5] = [
            (
                Act::Send {
                    envelope: envelope(),
                },
                &[Letter, Own, Shared, Page],
            ),
            (
                Act::Propose {
                    envelope: envelope(),
                    timing: signed(),
                },
                &[Agreement],
            ),
            (
                Act::Accept {
                    envelope: envelope(),
                    timing: signed(),
                },
                &[Agreement],
            ),
            (
                Act::Replace {
                    held: id(9),
                    envelope: envelope(),
                },
                &[Letter],
            ),
            (
                Act::SendOutside {
                    envelope: envelope(),
                    instead_of: Some(id(9)),
                },
                &[Letter],
            ),
        ];
        for (asked, takes) in cases {
            let taken = read(PATIENT.account, act(1, asked.clone())).is_ok();
            assert_eq!(taken, takes.contains(&kind), "{kind:?} in {asked:?}");
        }
    }
}

#[test]
fn only_members_write() {
    let stranger = AccountId::from_bytes([0xEE; 16]);
    let refuse = |facts: &Facts, sender: AccountId, submission: Submission| {
        let origin = Origin {
            account: sender,
            device: PATIENT.device,
            cursor: 0,
        };
        let parcel = read(sender, submission).unwrap();
        decide(crate::fixtures::at(BEFORE), origin, parcel, facts).unwrap_err()
    };
    let facts = Model::agreed().facts();
    assert_eq!(
        refuse(&facts, stranger, send(stranger, 1)),
        Refusal::NotAMember
    );
    let nowhere = Header {
        conversation: ConversationId::from_bytes([0; 16]),
        ..header()
    };
    let submission = act(
        1,
        Act::Send {
            envelope: envelope_of(nowhere, b"words"),
        },
    );
    let refusal = refuse(&Facts::default(), PATIENT.account, submission);
    assert_eq!(refusal, Refusal::NotAMember);
}
