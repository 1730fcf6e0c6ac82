//! Records that are written today and read by a later build.

use super::Pair;
use crate::state::{DraftOf, Folder, Identity, Joining, Note};
use holdfast_protocol::{ConversationId, EnvelopeId, InvitationSecret, Link, decode, encode};
use proptest::prelude::*;

#[test]
fn an_identity_keeps_its_keys() {
    let pair = Pair::new();
    let stored = encode(&pair.identity());
    let read: Identity = decode(&stored, "an identity").unwrap();
    assert_eq!(read.keys().unwrap().public(), pair.patient.keys.public());
    assert_eq!(read, pair.identity());
}

#[test]
fn a_join_keeps_both_secrets() {
    let pair = Pair::new();
    let link = Link {
        secret: InvitationSecret::from_bytes([4; 20]),
        onward: Some(InvitationSecret::from_bytes([5; 20])),
    };
    let stored = encode(&Joining::new(pair.identity(), &link, None));
    let read: Joining = decode(&stored, "a join").unwrap();
    assert_eq!(read.secret(), link.secret);
    assert_eq!(read.onward(), link.onward);
}

#[test]
fn secrets_and_names_stay_out_of_debug() {
    let pair = Pair::new();
    let folder = Folder::Invited {
        conversation: pair.conversation,
        secret: [77; 20],
        label: "Tuesday at nine".into(),
        confirmed: false,
    };
    let shown = format!(
        "{:?} {:?} {:?}",
        pair.identity(),
        folder,
        pair.patient.person()
    );
    assert!(!shown.contains("Robin") && !shown.contains("Tuesday") && !shown.contains("77"));
}

proptest! {
    #[test]
    fn a_note_is_found_under_its_key(
        bytes: [u8; 16],
        kind in 0..13_u8,
        closed in -1_000_000_000_000..10_000_000_000_000_i64,
    ) {
        let note = match kind {
            0 => Note::Folder(ConversationId::from_bytes(bytes)),
            1 => Note::Draft(DraftOf::Letter(ConversationId::from_bytes(bytes))),
            3 => Note::Draft(DraftOf::Change(EnvelopeId::from_bytes(bytes))),
            2 => Note::Beyond(ConversationId::from_bytes(bytes)),
            4 => Note::Draft(DraftOf::Agreement(ConversationId::from_bytes(bytes))),
            5 => Note::Renewal(
                ConversationId::from_bytes(bytes),
                chrono::DateTime::from_timestamp_millis(closed).unwrap(),
            ),
            6 => Note::LastReached,
            7 => Note::SignedOut,
            8 => Note::Draft(DraftOf::CheckIn(ConversationId::from_bytes(bytes))),
            9 => Note::Draft(DraftOf::Plan(ConversationId::from_bytes(bytes))),
            10 => Note::Draft(DraftOf::Beside(ConversationId::from_bytes(bytes))),
            11 => Note::Draft(DraftOf::Unlooked(ConversationId::from_bytes(bytes))),
            _ => Note::ClockOffset,
        };
        prop_assert_eq!(Note::from_key(&note.key()), Some(note));
    }

    #[test]
    fn a_key_of_another_build_is_let_be(key in ".{0,40}") {
        if let Some(note) = Note::from_key(&key) {
            prop_assert_eq!(note.key(), key.to_lowercase());
        }
    }
}
