//! What replies say of the rhythm, and the end of an exchange: contents that
//! came after the first vectors of format 1. Sealed once, they open for ever.

use crate::{
    golden::{as_text, assert_opens, checked_in, vectors},
    people::{header, letter, patient, random, therapist},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Closing, Content, EnvelopeId, EnvelopeKind, OutsideReason, OutsideRhythm, Reply, Window, encode,
};
use holdfast_seal::seal;

const FILE: &str = "format-1-rhythm.txt";

#[test]
fn they_open() {
    let golden = checked_in(&vectors(FILE));
    for (name, sender) in [
        ("owning", "therapist"),
        ("override", "therapist"),
        ("closing", "therapist"),
        ("no-answer-needed", "patient"),
    ] {
        assert_opens(&golden, name, EnvelopeKind::Letter, sender);
    }
}

#[test]
fn this_build_still_writes_them_byte_for_byte() {
    assert!(
        written() == std::fs::read_to_string(vectors(FILE)).unwrap(),
        "the format, or how randomness is drawn, has changed"
    );
}

#[test]
#[ignore = "writes the file that the others read; by hand, once"]
fn write_golden_rhythm() {
    std::fs::write(vectors(FILE), written()).unwrap();
}

fn written() -> String {
    let (patient, therapist) = (patient(), therapist());
    let mut random = random(0x61);
    let both = [patient.as_reader(), therapist.as_reader()];
    let mut lines = vec![
        ("patient.account", patient.account.as_bytes().to_vec()),
        ("patient.secret", patient.keys.to_secret_bytes().to_vec()),
        ("therapist.account", therapist.account.as_bytes().to_vec()),
        (
            "therapist.secret",
            therapist.keys.to_secret_bytes().to_vec(),
        ),
    ];
    for (name, sealed_name, content, sender) in [
        ("owning.content", "owning.envelope", owning(), &therapist),
        (
            "override.content",
            "override.envelope",
            outside(),
            &therapist,
        ),
        (
            "closing.content",
            "closing.envelope",
            closing(&[1, 2]),
            &therapist,
        ),
        (
            "no-answer-needed.content",
            "no-answer-needed.envelope",
            closing(&[3]),
            &patient,
        ),
    ] {
        let header = header(sender, EnvelopeKind::Letter);
        let envelope = seal(&content, header, &sender.keys, &both, &mut random).unwrap();
        lines.push((name, encode(&content)));
        lines.push((sealed_name, envelope.to_bytes()));
    }
    as_text("tests/seal/golden_rhythm.rs", &lines)
}

fn owning() -> Content {
    let window = |opens: &str, closes: &str| Window {
        opens: at(opens),
        closes: at(closes),
    };
    Content::Reply(Reply {
        letter: words("I missed our window. That was mine."),
        owns: vec![
            window("2026-11-23T14:00:00Z", "2026-11-23T16:00:00Z"),
            window("2026-11-24T14:00:00Z", "2026-11-24T16:00:00Z"),
        ],
        outside: None,
    })
}

fn outside() -> Content {
    Content::Reply(Reply {
        letter: words("Tomorrow at ten instead of nine."),
        owns: Vec::new(),
        outside: Some(OutsideRhythm {
            reason: OutsideReason::Appointment,
            words: "So that you hear of it today.".into(),
        }),
    })
}

fn closing(letters: &[u8]) -> Content {
    let ids = letters.iter().map(|id| EnvelopeId::from_bytes([*id; 16]));
    Content::Closing(Closing {
        letters: ids.collect(),
        written: at("2026-11-25T15:00:00.007Z"),
    })
}

fn words(text: &str) -> holdfast_protocol::Letter {
    match letter(text) {
        Content::Letter(letter) => letter,
        other => unreachable!("{other:?}"),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
