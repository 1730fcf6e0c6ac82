//! Safety numbers and digests.

use crate::people::{patient, stranger, therapist};
use holdfast_protocol::PublicKeys;
use holdfast_seal::{document_digest, safety_number, token_digest};
use sha2::{Digest, Sha256};

#[test]
fn a_safety_number_is_the_same_on_both_sides() {
    let (patient, therapist) = (patient().public(), therapist().public());
    let number = safety_number(&patient, &therapist);
    assert_eq!(number, safety_number(&therapist, &patient));
    let groups: Vec<&str> = number.split(' ').collect();
    assert_eq!(groups.len(), 12);
    assert!(
        groups
            .iter()
            .all(|group| group.len() == 5 && group.bytes().all(|b| b.is_ascii_digit()))
    );
}

#[test]
fn a_safety_number_depends_on_all_four_keys() {
    let (patient, therapist, other) = (
        patient().public(),
        therapist().public(),
        stranger().public(),
    );
    let number = safety_number(&patient, &therapist);
    let with_other_signing = |keys| PublicKeys {
        signing: other.signing,
        ..keys
    };
    let with_other_sealing = |keys| PublicKeys {
        sealing: other.sealing,
        ..keys
    };
    for (one, another) in [
        (with_other_signing(patient), therapist),
        (with_other_sealing(patient), therapist),
        (patient, with_other_signing(therapist)),
        (patient, with_other_sealing(therapist)),
    ] {
        assert_ne!(safety_number(&one, &another), number);
    }
}

#[test]
fn a_document_digest_is_plain_sha_256() {
    let empty: [u8; 32] = Sha256::digest(b"").into();
    assert_eq!(document_digest(""), empty);
    assert_ne!(document_digest("{}"), document_digest("{} "));
}

#[test]
fn a_token_digest_is_sha_256_over_its_label_and_the_token() {
    let expected: [u8; 32] =
        Sha256::digest([&b"holdfast device token 1\0"[..], &[7; 32]].concat()).into();
    assert_eq!(token_digest(&[7; 32]), expected);
    assert_ne!(token_digest(&[8; 32]), expected);
}
