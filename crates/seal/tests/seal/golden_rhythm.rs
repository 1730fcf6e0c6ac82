//! What replies say of the rhythm, and the end of an exchange: contents that
//! came after the first vectors of format 1. Sealed once, they open for ever.

use crate::{
    golden::{assert_opens, checked_in, sealed_by_both, vectors},
    people::letter,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Closing, Content, EnvelopeId, EnvelopeKind, OutsideReason, OutsideRhythm, Reply, Window,
};

const FILE: &str = "format-1-rhythm.txt";

#[test]
fn they_open() {
    let golden = checked_in(&vectors(FILE));
    for (name, kind, _, by_patient) in all() {
        let sender = if by_patient { "patient" } else { "therapist" };
        assert_opens(&golden, name, kind, sender);
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
    sealed_by_both("tests/seal/golden_rhythm.rs", 0x61, all())
}

/// Name, kind, content, and whether the patient wrote it.
fn all() -> Vec<(&'static str, EnvelopeKind, Content, bool)> {
    use EnvelopeKind::Letter;
    vec![
        ("owning", Letter, owning(), false),
        ("override", Letter, outside(), false),
        ("closing", Letter, closing(&[1, 2]), false),
        ("no-answer-needed", Letter, closing(&[3]), true),
    ]
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
