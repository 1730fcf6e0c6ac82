//! Sealing and opening, and what is refused before it is sealed.

use crate::people::{Person, header, letter, patient, random, stranger, therapist};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acceptance, Acknowledgement, Answer, CheckIn, CheckInAnswer, Closing, Content, Draft,
    ENVELOPE_BYTES_MAX, Envelope, EnvelopeId, EnvelopeKind, Hint, Introduction,
    LETTER_CHARACTERS_MAX, LateNotice, Letter, Noticed, NoticedCategory, NoticedLevel,
    NumberReport, OutsideReason, OutsideRhythm, Plan, PlanContact, Proposal, PublicKeys, Reply,
    Window,
};
use holdfast_seal::{OpenError, SealError, open, seal};
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 0..600).prop_map(String::from_iter)
}

fn time() -> impl Strategy<Value = DateTime<Utc>> {
    (-1_000_000_000_000_i64..4_000_000_000_000)
        .prop_map(|millis| DateTime::from_timestamp_millis(millis).unwrap())
}

fn any_letter() -> impl Strategy<Value = Letter> {
    let noticed = proptest::option::of(any_noticed());
    (text(), time(), any::<bool>(), noticed).prop_map(|(text, written, wanted, noticed)| {
        let answer = if wanted {
            Answer::Wanted
        } else {
            Answer::NotNeeded
        };
        Letter {
            text,
            written,
            answer,
            noticed,
        }
    })
}

fn any_reply() -> impl Strategy<Value = Reply> {
    let window = (time(), time()).prop_map(|(opens, closes)| Window { opens, closes });
    let reason = prop_oneof![
        Just(OutsideReason::Safety),
        Just(OutsideReason::Appointment),
        Just(OutsideReason::Correction),
        Just(OutsideReason::Arranged),
        Just(OutsideReason::Other),
    ];
    let outside = (reason, text()).prop_map(|(reason, words)| OutsideRhythm { reason, words });
    (
        any_letter(),
        proptest::collection::vec(window, 0..4),
        proptest::option::of(outside),
    )
        .prop_map(|(letter, owns, outside)| Reply {
            letter,
            owns,
            outside,
        })
}

fn any_closing() -> impl Strategy<Value = Closing> {
    let letters = proptest::collection::vec(any::<[u8; 16]>(), 0..30);
    (letters, time()).prop_map(|(letters, written)| Closing {
        letters: letters.into_iter().map(EnvelopeId::from_bytes).collect(),
        written,
    })
}

fn letter_kind() -> impl Strategy<Value = EnvelopeKind> {
    prop_oneof![Just(EnvelopeKind::Letter), Just(EnvelopeKind::Page)]
}

fn check_in_kind() -> impl Strategy<Value = EnvelopeKind> {
    prop_oneof![Just(EnvelopeKind::Shared), Just(EnvelopeKind::Page)]
}

fn any_check_in() -> impl Strategy<Value = CheckIn> {
    let answer = prop_oneof![
        Just(CheckInAnswer::Skipped),
        any::<u8>().prop_map(CheckInAnswer::Choice),
        text().prop_map(CheckInAnswer::Words),
    ];
    (
        text(),
        time(),
        proptest::collection::vec(answer, 0..12),
        proptest::option::of(any::<u16>()),
        proptest::option::of(any_noticed()),
    )
        .prop_map(|(id, written, answers, score, noticed)| CheckIn {
            measure: "phq9".into(),
            id,
            due: "2026-11-20".into(),
            written,
            answers,
            score,
            noticed,
        })
}

fn any_shared() -> impl Strategy<Value = Content> {
    let contact = || {
        (text(), text(), text()).prop_map(|(name, number, note)| PlanContact { name, number, note })
    };
    let contacts = || proptest::collection::vec(contact(), 0..4);
    let lines = || proptest::collection::vec(text(), 0..4);
    let follows = proptest::option::of(any::<[u8; 16]>().prop_map(EnvelopeId::from_bytes));
    let plan = (
        (any::<u32>(), follows, time()),
        (lines(), lines(), lines()),
        (contacts(), contacts()),
    )
        .prop_map(|((version, follows, written), lines, contacts)| {
            let (warning_signs, what_helps, safer) = lines;
            let (people, professionals) = contacts;
            Content::Plan(Plan {
                version,
                follows,
                written,
                warning_signs,
                what_helps,
                people,
                professionals,
                safer,
            })
        });
    let letters = proptest::collection::vec(any::<[u8; 16]>(), 0..9);
    let acknowledged = (letters, time()).prop_map(|(letters, written)| {
        let letters = letters.into_iter().map(EnvelopeId::from_bytes).collect();
        Content::Acknowledgement(Acknowledgement { letters, written })
    });
    let report = (text(), text(), time()).prop_map(|(line, number, written)| {
        Content::NumberReport(NumberReport {
            country: "DE".into(),
            line,
            number,
            written,
        })
    });
    prop_oneof![plan, acknowledged, report]
}

fn any_content() -> impl Strategy<Value = (Content, EnvelopeKind)> {
    prop_oneof![
        (any_letter(), letter_kind()).prop_map(|(letter, kind)| (Content::Letter(letter), kind)),
        (any_check_in(), check_in_kind())
            .prop_map(|(check_in, kind)| (Content::CheckIn(check_in), kind)),
        any_shared().prop_map(|content| (content, EnvelopeKind::Shared)),
        any_late_notice().prop_map(|(notice, kind)| (Content::LateNotice(notice), kind)),
        any_reply().prop_map(|reply| (Content::Reply(reply), EnvelopeKind::Letter)),
        any_closing().prop_map(|closing| (Content::Closing(closing), EnvelopeKind::Letter)),
        (text(), text()).prop_map(|(name, zone)| (
            Content::Introduction(Introduction { name, zone }),
            EnvelopeKind::Letter
        )),
        (text(), time()).prop_map(|(document, proposed)| (
            Content::Proposal(Proposal { document, proposed }),
            EnvelopeKind::Agreement
        )),
        any::<(u32, [u8; 32])>().prop_map(|(version, document_digest)| (
            Content::Acceptance(Acceptance {
                version,
                document_digest
            }),
            EnvelopeKind::Agreement
        )),
        text().prop_map(|text| (Content::Draft(Draft { text }), EnvelopeKind::Own)),
    ]
}

fn any_late_notice() -> impl Strategy<Value = (LateNotice, EnvelopeKind)> {
    let letter = any::<[u8; 16]>().prop_map(EnvelopeId::from_bytes);
    (letter, any_noticed(), any::<bool>(), time()).prop_map(|(letter, noticed, pages, written)| {
        let notice = LateNotice {
            letter,
            noticed,
            pages,
            written,
        };
        let kind = if pages {
            EnvelopeKind::Page
        } else {
            EnvelopeKind::Shared
        };
        (notice, kind)
    })
}

fn any_noticed() -> impl Strategy<Value = Noticed> {
    any::<(String, (u32, u32))>().prop_map(|(rule, span)| Noticed {
        level: NoticedLevel::Concern,
        categories: vec![NoticedCategory::SelfHarm, NoticedCategory::Medical],
        hints: vec![Hint { rule, span }],
    })
}

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
