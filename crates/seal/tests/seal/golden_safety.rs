//! Plans, check-ins, acknowledgements and reports, and letters that page:
//! contents and kinds that came after the first vectors of format 1. Sealed
//! once, they open for ever.

use crate::{
    golden::{assert_opens, checked_in, sealed_by_both, vectors},
    people::letter,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acknowledgement, CheckIn, CheckInAnswer, Content, EnvelopeId, EnvelopeKind, Hint, LateNotice,
    Noticed, NoticedCategory, NoticedLevel, NumberReport, Plan, PlanContact,
};

const FILE: &str = "format-1-safety.txt";

/// Name, kind, content, and whether the patient wrote it.
fn all() -> Vec<(&'static str, EnvelopeKind, Content, bool)> {
    use EnvelopeKind::{Page, Shared};
    vec![
        ("plan", Shared, plan(), false),
        ("check-in", Shared, check_in(None), true),
        ("check-in-page", Page, check_in(Some(noticed())), true),
        ("acknowledgement", Shared, acknowledgement(), false),
        ("number-report", Shared, report(), true),
        (
            "letter-page",
            Page,
            letter("I cannot stay safe tonight."),
            true,
        ),
        ("late-notice", Shared, late_notice(false), true),
        ("late-notice-page", Page, late_notice(true), true),
    ]
}

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
fn write_golden_safety() {
    std::fs::write(vectors(FILE), written()).unwrap();
}

fn written() -> String {
    sealed_by_both("tests/seal/golden_safety.rs", 0x71, all())
}

fn plan() -> Content {
    let contact = |name: &str, number: &str| PlanContact {
        name: name.into(),
        number: number.into(),
        note: String::new(),
    };
    Content::Plan(Plan {
        version: 2,
        follows: Some(EnvelopeId::from_bytes([1; 16])),
        written: at("2026-11-25T15:00:00.007Z"),
        warning_signs: vec!["I stop answering.".into()],
        what_helps: vec!["A walk by the river.".into(), "Music.".into()],
        people: vec![contact("Sam", "+49 30 1234567")],
        professionals: vec![contact("Dr. Lind", "")],
        safer: vec!["Sam keeps the tablets.".into()],
    })
}

fn check_in(noticed: Option<Noticed>) -> Content {
    Content::CheckIn(CheckIn {
        measure: "phq9".into(),
        id: "phq9-a".into(),
        due: "2026-11-23".into(),
        written: at("2026-11-23T09:00:00Z"),
        answers: vec![
            CheckInAnswer::Choice(3),
            CheckInAnswer::Skipped,
            CheckInAnswer::Words("Less sleep.".into()),
        ],
        score: Some(17),
        noticed,
    })
}

fn noticed() -> Noticed {
    Noticed {
        level: NoticedLevel::Urgent,
        categories: vec![NoticedCategory::Suicide],
        hints: vec![Hint {
            rule: "check_in.item_nine".into(),
            span: (8, 9),
        }],
    }
}

fn acknowledgement() -> Content {
    Content::Acknowledgement(Acknowledgement {
        letters: vec![EnvelopeId::from_bytes([3; 16])],
        written: at("2026-11-23T21:40:00Z"),
    })
}

fn report() -> Content {
    Content::NumberReport(NumberReport {
        country: "DE".into(),
        line: "Telefonseelsorge".into(),
        number: "0800 1110111".into(),
        written: at("2026-11-23T21:45:00Z"),
    })
}

fn late_notice(pages: bool) -> Content {
    Content::LateNotice(LateNotice {
        letter: EnvelopeId::from_bytes([4; 16]),
        noticed: noticed(),
        pages,
        written: at("2026-11-23T21:50:00Z"),
    })
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
