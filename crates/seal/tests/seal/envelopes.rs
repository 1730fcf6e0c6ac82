//! Sealing and opening, and what is refused before it is sealed.

mod contents;

use crate::people::{Person, header, letter, patient, random, stranger, therapist};
use contents::any_content;
use holdfast_protocol::{
    Content, Draft, ENVELOPE_BYTES_MAX, Envelope, EnvelopeKind, LETTER_CHARACTERS_MAX, PublicKeys,
};
use holdfast_seal::{OpenError, SealError, open, seal};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_reader_opens_what_was_sealed(
        (content, kind) in any_content(),
        others in 0_u8..5,
        seed in any::<u8>(),
    ) {
        let mut members: Vec<Person> = (1..=others).map(Person::new).collect();
        members.push(patient());
        if kind == EnvelopeKind::Own {
            members.drain(..members.len() - 1);
        }
        let sender = patient();
        let readers: Vec<_> = members.iter().map(Person::as_reader).collect();
        let sealed = seal(&content, header(&sender, kind), &sender.keys, &readers, &mut random(seed)).unwrap();
        let arrived = Envelope::from_bytes(&sealed.to_bytes()).unwrap();
        prop_assert!(arrived == sealed);
        let shown = format!("{content:?}");
        prop_assert!(shown.ends_with("(…)"), "{}", shown.len());
        for member in &members {
            prop_assert_eq!(open(&arrived, member.account, &member.keys, &sender.public()), Ok(content.clone()));
        }
    }
}

fn sealed(text: &str, seed: u8) -> Envelope {
    let (patient, therapist) = (patient(), therapist());
    seal(
        &letter(text),
        header(&patient, EnvelopeKind::Letter),
        &patient.keys,
        &[patient.as_reader(), therapist.as_reader()],
        &mut random(seed),
    )
    .unwrap()
}

#[test]
fn nothing_repeats_between_two_envelopes_of_the_same_letter() {
    let (one, other) = (sealed("the same", 1), sealed("the same", 2));
    assert_ne!(one.nonce, other.nonce);
    assert_ne!(one.ciphertext, other.ciphertext);
    assert_ne!(one.keys[0].encapsulated, one.keys[1].encapsulated);
    assert_ne!(one.keys[0].wrapped, one.keys[1].wrapped);
    assert_ne!(one.keys[0].wrapped, other.keys[0].wrapped);
}

#[test]
fn letters_of_similar_length_look_alike() {
    let size = |characters: usize| sealed(&"x".repeat(characters), 1).ciphertext.len();
    let beside_the_padded_content = 32 + 16;
    assert_eq!(size(0), 256 + beside_the_padded_content);
    assert_eq!(size(240), size(0));
    assert_eq!(size(257), size(260));
    assert!(size(300) > size(0));
}

#[test]
fn the_longest_letter_fits_for_a_care_team() {
    let text = "🌊".repeat(LETTER_CHARACTERS_MAX);
    let team: Vec<Person> = (1..=8).map(Person::new).collect();
    let readers: Vec<_> = team.iter().map(Person::as_reader).collect();
    let sender = &team[0];
    let envelope = seal(
        &letter(&text),
        header(sender, EnvelopeKind::Letter),
        &sender.keys,
        &readers,
        &mut random(1),
    );
    assert!(envelope.unwrap().to_bytes().len() <= ENVELOPE_BYTES_MAX);
}

#[test]
fn what_is_too_large_is_not_sealed() {
    let patient = patient();
    let refused = seal(
        &letter(&"x".repeat(ENVELOPE_BYTES_MAX)),
        header(&patient, EnvelopeKind::Letter),
        &patient.keys,
        &[patient.as_reader()],
        &mut random(1),
    );
    assert!(matches!(refused, Err(SealError::TooLarge { bytes }) if bytes > ENVELOPE_BYTES_MAX));
}

#[test]
fn what_does_not_fit_together_is_not_sealed() {
    let (patient, therapist) = (patient(), therapist());
    let letter = letter("hello");
    let draft = Content::Draft(Draft { text: "hel".into() });
    let refused = |content: &Content, kind, readers: &[_]| {
        seal(
            content,
            header(&patient, kind),
            &patient.keys,
            readers,
            &mut random(1),
        )
        .unwrap_err()
    };
    let (me, them) = (patient.as_reader(), therapist.as_reader());
    let kind = EnvelopeKind::Letter;

    assert_eq!(
        refused(&draft, kind, &[me]),
        SealError::KindMismatch { kind }
    );
    assert_eq!(
        refused(&letter, kind, &[them]),
        SealError::SenderNotAReader { sender: me.0 }
    );
    assert_eq!(
        refused(&letter, kind, &[]),
        SealError::SenderNotAReader { sender: me.0 }
    );
    assert_eq!(
        refused(&letter, kind, &[(me.0, them.1), them]),
        SealError::SenderKeysDiffer { sender: me.0 }
    );
    assert_eq!(
        refused(&letter, kind, &[me, them, them]),
        SealError::ReaderTwice { reader: them.0 }
    );
    assert_eq!(
        refused(&draft, EnvelopeKind::Own, &[me, them]),
        SealError::NotForOthers { reader: them.0 }
    );
    let no_key = PublicKeys {
        sealing: [0; 32],
        ..them.1
    };
    assert_eq!(
        refused(&letter, kind, &[me, (them.0, no_key)]),
        SealError::ReaderKeyUnusable { reader: them.0 }
    );
    let mut newer = header(&patient, kind);
    newer.format = 2;
    assert_eq!(
        seal(&letter, newer, &patient.keys, &[me], &mut random(1)),
        Err(SealError::UnknownFormat { format: 2 })
    );
}

#[test]
fn only_readers_open_and_only_with_the_right_keys() {
    let (patient, therapist, stranger) = (patient(), therapist(), stranger());
    let envelope = sealed("for two", 1);
    let sender = patient.public();
    assert_eq!(
        open(&envelope, stranger.account, &stranger.keys, &sender),
        Err(OpenError::NotForReader {
            reader: stranger.account
        })
    );
    assert_eq!(
        open(&envelope, therapist.account, &stranger.keys, &sender),
        Err(OpenError::KeyBox)
    );
    assert_eq!(
        open(
            &envelope,
            therapist.account,
            &therapist.keys,
            &stranger.public()
        ),
        Err(OpenError::Signature)
    );
    // No point of the curve has the y-coordinate 2.
    let mut no_key = sender;
    no_key.signing = [0; 32];
    no_key.signing[0] = 2;
    assert_eq!(
        open(&envelope, therapist.account, &therapist.keys, &no_key),
        Err(OpenError::SenderKeyUnusable)
    );
}

#[test]
fn debug_shows_neither_keys_nor_content() {
    let envelope = sealed("secret words", 1);
    assert_eq!(format!("{:?}", patient().keys), "AccountKeys(…)");
    let bytes = envelope.ciphertext.len();
    assert!(format!("{envelope:?}").ends_with(&format!("readers: 2, bytes: {bytes} }}")));
}
