//! A timing's signature counts for one conversation, one document, one signer.

use crate::people::{conversation, patient, therapist};
use ed25519_dalek::{Signer, SigningKey};
use holdfast_protocol::{ConversationId, SignedTiming};
use holdfast_seal::{OpenError, sign_timing, verify_timing};
use serde_bytes::ByteArray;

const DOCUMENT: &str = r#"{"version":1}"#;

fn signed() -> SignedTiming {
    sign_timing(DOCUMENT, conversation(), &therapist().keys)
}

#[test]
fn a_signed_timing_is_verified() {
    assert_eq!(signed().document, DOCUMENT);
    assert_eq!(
        verify_timing(&signed(), conversation(), &therapist().public()),
        Ok(())
    );
}

#[test]
fn a_timing_of_another_conversation_signer_or_wording_is_refused() {
    let signer = therapist().public();
    let refused = Err(OpenError::Signature);
    let other = ConversationId::from_bytes([0xC1; 16]);
    assert_eq!(verify_timing(&signed(), other, &signer), refused);
    assert_eq!(
        verify_timing(&signed(), conversation(), &patient().public()),
        refused
    );
    let mut altered = signed();
    altered.document.push(' ');
    assert_eq!(verify_timing(&altered, conversation(), &signer), refused);
    let mut altered = signed();
    altered.signature[0] ^= 1;
    assert_eq!(verify_timing(&altered, conversation(), &signer), refused);
}

#[test]
fn a_signature_made_for_something_else_is_refused() {
    let therapist = therapist();
    let seed = therapist.keys.to_secret_bytes()[..32].try_into().unwrap();
    let key = SigningKey::from_bytes(&seed);
    let under = |label: &[u8]| SignedTiming {
        document: DOCUMENT.into(),
        signature: ByteArray::new(
            key.sign(&[label, conversation().as_bytes(), DOCUMENT.as_bytes()].concat())
                .to_bytes(),
        ),
    };
    let verified = |timing| verify_timing(&timing, conversation(), &therapist.public());
    assert_eq!(verified(under(b"holdfast timing signature 1\0")), Ok(()));
    assert_eq!(
        verified(under(b"holdfast envelope signature 1\0")),
        Err(OpenError::Signature)
    );
    assert_eq!(verified(under(b"")), Err(OpenError::Signature));
}
