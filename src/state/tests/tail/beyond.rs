//! What stands for letters beyond the tail.

use crate::state::{
    Beyond, Conversation, Opened,
    tests::{
        at, left,
        world::{PATIENT, THERAPIST},
    },
};
use holdfast_protocol::{Answer, ConversationId, EnvelopeId, Letter, Role};
use holdfast_rhythm::Agreement;

#[test]
fn a_window_that_stands_for_a_letter_beyond_the_tail_goes_on_standing() {
    let agreement = |version: u32, day: &str| {
        let document = format!(
            r#"{{ "version": {version}, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
                "windows": [{{ "days": ["{day}"], "opens": "15:00", "closes": "17:00" }}] }}"#
        );
        Agreement::parse(&document).unwrap()
    };
    let mut view = Conversation::new(
        ConversationId::from_bytes([7; 16]),
        THERAPIST,
        Role::Therapist,
    );
    view.timeline
        .accept(agreement(1, "fri"), at("2026-11-23T08:00:00Z"));
    let arrive = |view: &mut Conversation, id: u8, from, instant: &str| {
        let letter = Letter {
            text: "…".into(),
            written: at(instant),
            answer: Answer::NotNeeded,
            noticed: None,
        };
        view.apply(Opened::Letter {
            id: EnvelopeId::from_bytes([id; 16]),
            from,
            letter,
            receipt: Some(left(instant)),
        });
    };
    arrive(&mut view, 1, PATIENT, "2026-11-24T08:00:00Z");
    view.timeline
        .accept(agreement(2, "mon"), at("2026-11-24T12:00:00Z"));
    for (id, day) in (2..8).zip(25..) {
        arrive(
            &mut view,
            id,
            THERAPIST,
            &format!("2026-11-{day}T08:00:00Z"),
        );
    }
    let span = (at("2026-11-20T00:00:00Z"), at("2026-12-20T00:00:00Z"));
    let before = view.timeline.windows(span.0, span.1);
    let friday = at("2026-11-27T14:00:00Z");
    assert!(
        before.iter().any(|window| window.at() == friday),
        "it stands"
    );
    assert!(view.keep_tail(2, 1, span.1));
    assert_eq!(view.letters().len(), 2);
    assert_eq!(view.timeline.windows(span.0, span.1), before);
    let note: Beyond = holdfast_protocol::decode(
        &holdfast_protocol::encode(view.beyond().unwrap()),
        "what lies beyond a tail",
    )
    .unwrap();
    let mut anew = Conversation::new(view.id, THERAPIST, Role::Therapist);
    anew.note_beyond(Some(note));
    anew.timeline
        .accept(agreement(1, "fri"), at("2026-11-23T08:00:00Z"));
    anew.timeline
        .accept(agreement(2, "mon"), at("2026-11-24T12:00:00Z"));
    assert_eq!(anew.timeline.windows(span.0, span.1), before);
}
