//! Any content that may be sealed.

use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Acceptance, Acknowledgement, Answer, CheckIn, CheckInAnswer, Closing, Content, Draft,
    EnvelopeId, EnvelopeKind, Hint, Introduction, LateNotice, Letter, Noticed, NoticedCategory,
    NoticedLevel, NumberReport, OutsideReason, OutsideRhythm, Plan, PlanContact, Proposal, Reply,
    Window,
};
use proptest::prelude::*;

pub(super) fn text() -> impl Strategy<Value = String> {
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

pub(super) fn any_content() -> impl Strategy<Value = (Content, EnvelopeKind)> {
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
