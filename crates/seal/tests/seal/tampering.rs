//! Everything that somebody between two people could do to an envelope, and
//! what a dishonest member could.

use crate::by_hand;
use crate::people::{Person, header, letter, patient, random, stranger, therapist};
use holdfast_protocol::{ConversationId, Envelope, EnvelopeId, EnvelopeKind};
use holdfast_seal::{OpenError, open, seal};

fn sealed(id: u8) -> Envelope {
    let (patient, therapist) = (patient(), therapist());
    let mut header = header(&patient, EnvelopeKind::Letter);
    header.id = EnvelopeId::from_bytes([id; 16]);
    let readers = [patient.as_reader(), therapist.as_reader()];
    seal(
        &letter("hi"),
        header,
        &patient.keys,
        &readers,
        &mut random(id),
    )
    .unwrap()
}

fn opens(envelope: &Envelope, reader: &Person) -> Result<(), OpenError> {
    open(envelope, reader.account, &reader.keys, &patient().public()).map(drop)
}

fn with_bit_flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut altered = bytes.to_vec();
    altered[bit / 8] ^= 1 << (bit % 8);
    altered
}

#[test]
fn no_bit_can_be_flipped() {
    let therapist = therapist();
    let bytes = sealed(1).to_bytes();
    assert_eq!(
        opens(&Envelope::from_bytes(&bytes).unwrap(), &therapist),
        Ok(())
    );
    for bit in 0..bytes.len() * 8 {
        if let Ok(altered) = Envelope::from_bytes(&with_bit_flipped(&bytes, bit)) {
            assert!(opens(&altered, &therapist).is_err(), "bit {bit}");
        }
    }
}

/// The seals hold by themselves: even the sender cannot alter one bit later
/// without one of the readers noticing.
#[test]
fn no_bit_can_be_flipped_and_signed_again() {
    let (patient, therapist) = (patient(), therapist());
    let bytes = sealed(1).to_bytes();
    for bit in 0..(bytes.len() - 64) * 8 {
        if let Ok(mut altered) = Envelope::from_bytes(&with_bit_flipped(&bytes, bit)) {
            by_hand::sign(&mut altered, &patient);
            let both = opens(&altered, &therapist).and(opens(&altered, &patient));
            assert!(both.is_err(), "bit {bit}");
        }
    }
}

#[test]
fn nothing_can_be_cut_off_or_added() {
    let bytes = sealed(1).to_bytes();
    for length in 0..bytes.len() {
        assert!(Envelope::from_bytes(&bytes[..length]).is_err(), "{length}");
    }
    assert!(Envelope::from_bytes(&[&bytes[..], &[0]].concat()).is_err());

    let (patient, therapist) = (patient(), therapist());
    let whole = sealed(1);
    for length in 0..whole.ciphertext.len() {
        let mut shorter = whole.clone();
        shorter.ciphertext.truncate(length);
        by_hand::sign(&mut shorter, &patient);
        assert!(
            matches!(
                opens(&shorter, &therapist),
                Err(OpenError::Ciphertext { .. })
            ),
            "{length}"
        );
    }
}

/// Makes `change` to an envelope; once as the relay could, once as the sender
/// could, by signing again.
fn refused(change: impl Fn(&mut Envelope), expected: &OpenError) {
    let therapist = therapist();
    let mut altered = sealed(1);
    change(&mut altered);
    assert_eq!(opens(&altered, &therapist), Err(OpenError::Signature));
    by_hand::sign(&mut altered, &patient());
    assert_eq!(opens(&altered, &therapist).as_ref(), Err(expected));
}

#[test]
fn a_header_cannot_be_swapped() {
    refused(
        |envelope| envelope.header = sealed(2).header,
        &OpenError::KeyBox,
    );
    refused(
        |envelope| envelope.header.conversation = ConversationId::from_bytes([9; 16]),
        &OpenError::KeyBox,
    );
    refused(
        |envelope| envelope.header.sender = therapist().account,
        &OpenError::KeyBox,
    );
}

#[test]
fn a_box_cannot_be_moved_to_another_reader() {
    refused(
        |envelope| {
            envelope.keys[0].reader = therapist().account;
            envelope.keys[1].reader = patient().account;
        },
        &OpenError::KeyBox,
    );
    let stranger = stranger();
    let mut altered = sealed(1);
    altered.keys[1].reader = stranger.account;
    by_hand::sign(&mut altered, &patient());
    assert_eq!(opens(&altered, &stranger), Err(OpenError::KeyBox));
}

#[test]
fn a_box_cannot_be_moved_to_another_envelope() {
    refused(
        |envelope| envelope.keys[1] = sealed(2).keys[1].clone(),
        &OpenError::KeyBox,
    );
}

#[test]
fn a_body_cannot_be_moved_to_another_envelope() {
    let nonce_and_body = |envelope: &mut Envelope| {
        let other = sealed(2);
        envelope.nonce = other.nonce;
        envelope.ciphertext = other.ciphertext;
    };
    refused(nonce_and_body, &OpenError::OtherKey);
}

#[test]
fn a_reader_cannot_be_taken_off_the_list_or_put_on_it() {
    let length = sealed(1).ciphertext.len() - 32;
    let ciphertext = OpenError::Ciphertext { length };
    refused(
        |envelope| envelope.keys = envelope.keys.split_off(1),
        &ciphertext,
    );
    refused(|envelope| envelope.keys.swap(0, 1), &ciphertext);
    refused(
        |envelope| {
            let more = by_hand::key_box(
                &by_hand::CONTENT_KEY,
                &envelope.header,
                stranger().as_reader(),
            );
            envelope.keys.push(more);
        },
        &ciphertext,
    );
}

#[test]
fn a_member_cannot_pass_off_a_letter_as_their_own() {
    let (patient, therapist) = (patient(), therapist());
    let mut stolen = sealed(1);
    stolen.header.sender = therapist.account;
    by_hand::sign(&mut stolen, &therapist);
    assert_eq!(
        open(&stolen, patient.account, &patient.keys, &therapist.public()),
        Err(OpenError::KeyBox)
    );
}

#[test]
fn an_unknown_format_says_so() {
    let mut newer = sealed(1);
    newer.header.format = 2;
    assert_eq!(
        opens(&newer, &therapist()),
        Err(OpenError::UnknownFormat { format: 2 })
    );
}
