//! Which steps of a proposed list nobody can be reached at, as the relay tells.

use super::{Pair, at, left};
use crate::state::{Conversation, Opened};
use holdfast_protocol::{
    Acceptance, AlarmNews, AlarmStep, Answer, Content, EnvelopeId, EnvelopeKind, Event, Letter,
    Proposal, Role,
};
use holdfast_rhythm::Agreement;
use holdfast_seal::document_digest;
use serde_bytes::ByteBuf;

const LISTED: &str = r#"{ "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
    "windows": [{ "days": ["mon"], "opens": "15:00", "closes": "17:00" }],
    "escalation": { "reference": "", "rounds": 1, "call_cost": 1, "miss_cost": 20, "steps": [
        { "name": "Dr. Lind", "contact": "therapist", "delay_minutes": 5 },
        { "name": "Dr. Weber", "contact": "weber", "delay_minutes": 5 }] } }"#;

fn empty(step: u16) -> AlarmStep {
    AlarmStep::Empty {
        step,
        round: 0,
        name: "somebody".into(),
    }
}

fn seen_to() -> AlarmStep {
    AlarmStep::Acknowledged {
        name: String::new(),
    }
}

fn proposal(pair: &mut Pair, document: &str) -> (EnvelopeId, ByteBuf) {
    let content = Content::Proposal(Proposal {
        document: document.into(),
        proposed: at("2026-11-23T07:00:00Z"),
    });
    pair.seal(Role::Therapist, EnvelopeKind::Agreement, &content)
}

fn proposed(pair: &mut Pair, document: &str) -> (EnvelopeId, [Conversation; 2]) {
    let (id, sealed) = proposal(pair, document);
    let views = [Role::Patient, Role::Therapist].map(|role| {
        let mut view = pair.view(role);
        pair.deliver(&mut view, &sealed, left("2026-11-23T07:01:00Z"));
        view
    });
    (id, views)
}

fn news(pair: &Pair, about: EnvelopeId, second: usize, what: AlarmStep) -> Opened {
    let news = AlarmNews {
        conversation: pair.conversation,
        letter: about,
        at: at(&format!("2026-11-23T07:01:{second:02}Z")),
        what,
    };
    pair.open(Role::Patient, &Event::Alarm(news)).unwrap()
}

fn unreached(view: &Conversation) -> Vec<&str> {
    let steps = view.unreached(&view.proposals()[0]).into_iter();
    steps.map(|step| step.contact.as_str()).collect()
}

#[test]
fn what_was_said_last_of_a_list_counts_in_whatever_order_it_comes() {
    let mut pair = Pair::new();
    let (id, views) = proposed(&mut pair, LISTED);
    // The place 7 is one that this list does not have.
    let told = [empty(1), empty(0), seen_to(), empty(0), empty(7)];
    let after = [
        vec![],
        vec!["weber"],
        vec!["therapist", "weber"],
        vec![],
        vec!["therapist"],
        vec!["therapist"],
    ];
    for view in views {
        for (count, expected) in after.iter().enumerate() {
            let mut view = view.clone();
            for (second, what) in told.iter().take(count).enumerate().rev() {
                view.apply(news(&pair, id, second, what.clone()));
            }
            assert_eq!(&unreached(&view), expected, "after {count}");
        }
    }
}

#[test]
fn what_is_said_of_a_list_says_nothing_of_a_letter_and_the_other_way_round() {
    let mut pair = Pair::new();
    let (id, views) = proposed(&mut pair, LISTED);
    let content = Content::Letter(Letter {
        text: "words".into(),
        written: at("2026-11-23T07:00:30Z"),
        answer: Answer::Wanted,
        noticed: None,
    });
    let (letter, sealed) = pair.seal(Role::Patient, EnvelopeKind::Page, &content);
    for mut view in views {
        pair.deliver(&mut view, &sealed, left("2026-11-23T07:01:00Z"));
        view.apply(news(&pair, letter, 1, AlarmStep::Begun));
        view.apply(news(&pair, letter, 2, empty(1)));
        let of_letter = view.ladder_of(letter);
        assert!(of_letter.is_some() && unreached(&view).is_empty());
        view.apply(news(&pair, id, 3, empty(0)));
        view.apply(news(&pair, id, 4, seen_to()));
        view.apply(news(&pair, id, 5, empty(0)));
        assert_eq!(unreached(&view), ["therapist"]);
        assert_eq!(view.ladder_of(letter), of_letter);
        assert!(view.is_calling(letter));
    }
}

#[test]
fn of_the_list_that_is_agreed_it_is_known_and_of_no_other() {
    let mut pair = Pair::new();
    // From another of the therapist's devices, of the same version.
    let (_, earlier) = proposal(&mut pair, &LISTED.replace("weber", "nobody"));
    let (id, sealed) = proposal(&mut pair, LISTED);
    let yes = Content::Acceptance(Acceptance {
        version: 1,
        document_digest: document_digest(LISTED),
    });
    let (_, yes) = pair.seal(Role::Patient, EnvelopeKind::Agreement, &yes);
    let now = at("2026-11-23T08:00:00Z");
    for role in [Role::Patient, Role::Therapist] {
        let mut view = pair.view(role);
        pair.deliver(&mut view, &earlier, left("2026-11-23T07:00:30Z"));
        pair.deliver(&mut view, &sealed, left("2026-11-23T07:01:00Z"));
        view.apply(news(&pair, id, 1, empty(1)));
        assert_eq!(view.unreached_at(now).len(), 0, "nothing is agreed yet");
        pair.deliver(&mut view, &yes, left("2026-11-23T07:02:00Z"));
        view.apply(Opened::Agreed {
            timing: Agreement::parse(LISTED).unwrap().timing(),
            accepted: at("2026-11-23T07:02:00Z"),
        });
        // Before its first day, too.
        for now in [now, at("2026-11-22T08:00:00Z")] {
            let steps = view.unreached_at(now);
            assert_eq!(steps.len(), 1);
            assert_eq!(steps[0].contact, "weber");
        }
        let agreed = view.proposals()[1].agreement.clone().unwrap();
        assert_eq!(view.proposal_of(&agreed).map(|entry| entry.id), Some(id));
        let other = LISTED.replace(r#""version": 1"#, r#""version": 2"#);
        let other = Agreement::parse(&other).unwrap();
        assert!(view.proposal_of(&other).is_none());
    }
}

#[test]
fn a_list_that_is_agreed_to_begin_later_is_known_before_its_first_day() {
    let later = LISTED
        .replace(r#""version": 1"#, r#""version": 2"#)
        .replace("2026-11-23", "2026-12-03");
    for first in [super::AFTERNOONS, LISTED] {
        let mut pair = Pair::new();
        let mut agreed = Vec::new();
        for (version, document) in [(1, first), (2, &*later)] {
            let (id, sealed) = proposal(&mut pair, document);
            let yes = Content::Acceptance(Acceptance {
                version,
                document_digest: document_digest(document),
            });
            let (_, yes) = pair.seal(Role::Patient, EnvelopeKind::Agreement, &yes);
            agreed.push((id, sealed, yes, Agreement::parse(document).unwrap()));
        }
        for role in [Role::Patient, Role::Therapist] {
            let mut view = pair.view(role);
            for (id, sealed, yes, agreement) in &agreed {
                pair.deliver(&mut view, sealed, left("2026-11-23T07:00:00Z"));
                pair.deliver(&mut view, yes, left("2026-11-23T07:00:30Z"));
                let timing = agreement.timing();
                let accepted = at("2026-11-23T07:00:30Z");
                view.apply(Opened::Agreed { timing, accepted });
                if agreement.document().escalation.is_some() {
                    view.apply(news(&pair, *id, 3, empty(1)));
                }
            }
            let named = |view: &Conversation, day: &str| -> Vec<String> {
                let steps = view.unreached_at(at(day)).into_iter();
                steps.map(|step| step.contact.clone()).collect()
            };
            // Once, also where it stands on both lists.
            for day in ["2026-11-24T08:00:00Z", "2026-12-04T08:00:00Z"] {
                assert_eq!(named(&view, day), ["weber"], "{day}");
            }
            view.apply(news(&pair, agreed[1].0, 4, seen_to()));
            let still = if first == LISTED {
                vec!["weber"]
            } else {
                vec![]
            };
            assert_eq!(named(&view, "2026-11-24T08:00:00Z"), still);
            assert_eq!(named(&view, "2026-12-04T08:00:00Z"), [""; 0]);
        }
    }
}

#[test]
fn a_proposal_without_a_list_or_that_cannot_be_read_has_no_steps() {
    for document in [super::AFTERNOONS, "{"] {
        let mut pair = Pair::new();
        let (id, views) = proposed(&mut pair, document);
        for mut view in views {
            view.apply(news(&pair, id, 1, empty(0)));
            assert_eq!(unreached(&view), [""; 0]);
        }
    }
}
