//! Plans, check-ins, acknowledgements and reports, and letters that page:
//! contents and kinds that came after the first vectors of format 1. Sealed
//! once, they open for ever.

use crate::{
    golden::{as_text, assert_opens, checked_in, vectors},
    people::{header, letter, patient, random, therapist},
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acknowledgement, CheckIn, CheckInAnswer, Content, EnvelopeId, EnvelopeKind, Hint, LateNotice,
    Noticed, NoticedCategory, NoticedLevel, NumberReport, Plan, PlanContact, encode,
};
use holdfast_seal::seal;

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
    let (patient, therapist) = (patient(), therapist());
    let mut random = random(0x71);
    let both = [patient.as_reader(), therapist.as_reader()];
    let mut lines = vec![
        (
            "patient.account".to_owned(),
            patient.account.as_bytes().to_vec(),
        ),
        (
            "patient.secret".into(),
            patient.keys.to_secret_bytes().to_vec(),
        ),
        (
            "therapist.account".into(),
            therapist.account.as_bytes().to_vec(),
        ),
        (
            "therapist.secret".into(),
            therapist.keys.to_secret_bytes().to_vec(),
        ),
    ];
    for (name, kind, content, by_patient) in all() {
        let sender = if by_patient { &patient } else { &therapist };
        let header = header(sender, kind);
        let envelope = seal(&content, header, &sender.keys, &both, &mut random).unwrap();
        lines.push((format!("{name}.content"), encode(&content)));
        lines.push((format!("{name}.envelope"), envelope.to_bytes()));
    }
    let lines: Vec<(&str, Vec<u8>)> = lines
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    as_text("tests/seal/golden_safety.rs", &lines)
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
