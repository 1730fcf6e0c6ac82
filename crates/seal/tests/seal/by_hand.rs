//! The envelope format, written a second time from `docs/ENVELOPE.md` with
//! nothing of this crate: it shows that the page is true, and it seals what
//! `seal` refuses to.

use crate::people::{Person, header, letter, patient, random, therapist};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use chrono::DateTime;
use ed25519_dalek::{Signer, SigningKey};
use hkdf::Hkdf;
use holdfast_protocol::{
    AccountId, Closing, Content, Draft, Envelope, EnvelopeKind, Header, KeyBox, NumberReport,
    PublicKeys, encode,
};
use holdfast_seal::{OpenError, open};
use hpke::{
    Deserializable, Kem, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, single_shot_seal_with_rng,
};
use serde_bytes::{ByteArray, ByteBuf};
use sha2::Sha256;

pub(crate) const CONTENT_KEY: [u8; 32] = [0x5A; 32];

fn header_bytes(header: &Header) -> Vec<u8> {
    let mut bytes = vec![header.format];
    bytes.extend(header.id.as_bytes());
    bytes.extend(header.conversation.as_bytes());
    bytes.extend(header.sender.as_bytes());
    bytes.push(match header.kind {
        EnvelopeKind::Letter => 0,
        EnvelopeKind::Agreement => 1,
        EnvelopeKind::Own => 2,
        EnvelopeKind::Shared => 3,
        EnvelopeKind::Page => 4,
    });
    assert_eq!(bytes.len(), 50);
    bytes
}

pub(crate) fn key_box(
    content_key: &[u8; 32],
    header: &Header,
    (reader, keys): (AccountId, PublicKeys),
) -> KeyBox {
    let mut associated = header_bytes(header);
    associated.extend(reader.as_bytes());
    let (encapsulated, wrapped) =
        single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &<X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&keys.sealing).unwrap(),
            b"holdfast key box 1\0",
            content_key,
            &associated,
            &mut random(0x77),
        )
        .unwrap();
    KeyBox {
        reader,
        encapsulated: ByteArray::new(encapsulated.to_bytes().into()),
        wrapped: ByteArray::new(wrapped.try_into().unwrap()),
    }
}

fn padded(content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![1];
    bytes.extend((content.len() as u32).to_be_bytes());
    bytes.extend(content);
    assert!(bytes.len() <= 256, "a short example");
    bytes.resize(256, 0);
    bytes
}

pub(crate) fn sealed(
    plaintext: &[u8],
    header: Header,
    sender: &Person,
    keys: Vec<KeyBox>,
) -> Envelope {
    let nonce = [0x99; 24];
    let mut derived = [0; 64];
    Hkdf::<Sha256>::new(None, &CONTENT_KEY)
        .expand(b"holdfast content key 1\0", &mut derived)
        .unwrap();
    let (key, commitment) = derived.split_at(32);
    let mut associated = header_bytes(&header);
    associated.push(u8::try_from(keys.len()).unwrap());
    associated.extend(keys.iter().flat_map(|key| key.reader.as_bytes()));
    let ciphertext = XChaCha20Poly1305::new_from_slice(key)
        .unwrap()
        .encrypt(
            &nonce.into(),
            Payload {
                msg: plaintext,
                aad: &associated,
            },
        )
        .unwrap();
    let mut envelope = Envelope {
        header,
        keys,
        nonce: ByteArray::new(nonce),
        ciphertext: ByteBuf::from([commitment, &ciphertext].concat()),
        signature: ByteArray::new([0; 64]),
    };
    sign(&mut envelope, sender);
    envelope
}

/// Signs again what was changed.
pub(crate) fn sign(envelope: &mut Envelope, sender: &Person) {
    let bytes = envelope.to_bytes();
    let mut message = b"holdfast envelope signature 1\0".to_vec();
    message.extend(&bytes[..bytes.len() - 64]);
    let seed = sender.keys.to_secret_bytes()[..32].try_into().unwrap();
    envelope.signature = ByteArray::new(SigningKey::from_bytes(&seed).sign(&message).to_bytes());
}

fn to_both(plaintext: &[u8], kind: EnvelopeKind) -> Envelope {
    let (patient, therapist) = (patient(), therapist());
    let header = header(&patient, kind);
    let keys = [&patient, &therapist]
        .map(|reader| key_box(&CONTENT_KEY, &header, reader.as_reader()))
        .to_vec();
    sealed(plaintext, header, &patient, keys)
}

fn opened_by_therapist(envelope: &Envelope) -> Result<Content, OpenError> {
    let therapist = therapist();
    open(
        envelope,
        therapist.account,
        &therapist.keys,
        &patient().public(),
    )
}

#[test]
fn what_is_sealed_after_the_page_opens() {
    let letter = letter("after the page");
    let envelope = to_both(&padded(&encode(&letter)), EnvelopeKind::Letter);
    assert_eq!(opened_by_therapist(&envelope), Ok(letter));
}

#[test]
fn content_of_another_kind_than_the_header_says_is_refused() {
    let letter = padded(&encode(&letter("a letter")));
    let draft = padded(&encode(&Content::Draft(Draft {
        text: String::new(),
    })));
    let report = padded(&encode(&Content::NumberReport(NumberReport {
        country: String::new(),
        line: String::new(),
        number: String::new(),
        written: DateTime::UNIX_EPOCH,
    })));
    let closing = padded(&encode(&Content::Closing(Closing {
        letters: Vec::new(),
        written: DateTime::UNIX_EPOCH,
    })));
    for (content, kind) in [
        (&letter, EnvelopeKind::Agreement),
        (&draft, EnvelopeKind::Letter),
        (&closing, EnvelopeKind::Agreement),
        (&closing, EnvelopeKind::Page),
        (&letter, EnvelopeKind::Shared),
        (&report, EnvelopeKind::Letter),
        (&report, EnvelopeKind::Page),
    ] {
        assert_eq!(
            opened_by_therapist(&to_both(content, kind)),
            Err(OpenError::KindMismatch { kind })
        );
    }
}

#[test]
fn what_is_for_the_writer_alone_is_refused_from_others() {
    let draft = padded(&encode(&Content::Draft(Draft {
        text: String::new(),
    })));
    assert_eq!(
        opened_by_therapist(&to_both(&draft, EnvelopeKind::Own)),
        Err(OpenError::NotForOthers {
            sender: patient().account
        })
    );
}

#[test]
fn content_that_cannot_be_read_is_refused() {
    let letter = encode(&letter("a letter"));
    let longer = [&letter[..], &[0]].concat();
    let mut unknown = letter.clone();
    unknown[0] = 99;
    for plaintext in [
        padded(&longer),
        padded(&unknown),
        padded(&letter[1..]),
        padded(&[]),
        letter,
        vec![],
    ] {
        let envelope = to_both(&plaintext, EnvelopeKind::Letter);
        assert_eq!(
            opened_by_therapist(&envelope),
            Err(OpenError::Unreadable {
                length: plaintext.len()
            })
        );
    }
}

#[test]
fn a_box_with_another_key_is_refused_so_that_all_readers_read_the_same() {
    let (patient, therapist) = (patient(), therapist());
    let header = header(&patient, EnvelopeKind::Letter);
    let keys = vec![
        key_box(&CONTENT_KEY, &header, patient.as_reader()),
        key_box(&[0xA5; 32], &header, therapist.as_reader()),
    ];
    let envelope = sealed(
        &padded(&encode(&letter("two-faced"))),
        header,
        &patient,
        keys,
    );
    assert_eq!(opened_by_therapist(&envelope), Err(OpenError::OtherKey));
}
