//! News of alarms, and what is shared beside the letters: in any order, any
//! number of times.

use super::{Pair, at};
use crate::state::{Author, Opened, Standing};
use holdfast_protocol::{
    Acknowledgement, AlarmNews, AlarmStep, Content, EnvelopeId, EnvelopeKind, Event, NumberReport,
    Receipt, Release, Role, Way,
};
use proptest::prelude::*;

const LETTER: EnvelopeId = EnvelopeId::from_bytes([1; 16]);
const OTHER: EnvelopeId = EnvelopeId::from_bytes([2; 16]);

fn news(pair: &Pair, letter: EnvelopeId, second: u32, what: AlarmStep) -> AlarmNews {
    AlarmNews {
        conversation: pair.conversation,
        letter,
        at: at(&format!("2026-11-23T21:30:{second:02}Z")),
        what,
    }
}

fn climbed(pair: &Pair) -> Vec<AlarmNews> {
    let name = || "On call".to_owned();
    let told = AlarmStep::Told {
        step: 1,
        round: 0,
        name: name(),
        way: Way::Mail,
    };
    let empty = AlarmStep::Empty {
        step: 0,
        round: 0,
        name: "Dr. Lind".into(),
    };
    let acknowledged = || AlarmStep::Acknowledged { name: name() };
    vec![
        news(pair, LETTER, 0, AlarmStep::Begun),
        news(pair, LETTER, 1, empty),
        news(pair, OTHER, 2, AlarmStep::Begun),
        news(pair, LETTER, 3, told),
        news(pair, LETTER, 4, acknowledged()),
        news(pair, OTHER, 4, acknowledged()),
    ]
}

proptest! {
    #[test]
    fn the_news_of_each_letter_are_in_their_order_however_they_come(
        order in proptest::collection::vec(0_usize..6, 0..30),
    ) {
        let pair = Pair::new();
        let all = climbed(&pair);
        for role in [Role::Patient, Role::Therapist] {
            let mut view = pair.view(role);
            // Whatever came first, and came twice: all comes in the end.
            for nth in order.iter().copied().chain(0..all.len()) {
                let event = Event::Alarm(all[nth].clone());
                let opened = pair.open(role, &event);
                view.apply(opened.unwrap());
            }
            prop_assert_eq!(view.alarms(), &all[..]);
            let of: Vec<_> = view.alarm_of(LETTER).cloned().collect();
            let expected: Vec<_> = all.iter().filter(|one| one.letter == LETTER).cloned().collect();
            prop_assert_eq!(of, expected);
            prop_assert_eq!(view.alarm_of(EnvelopeId::from_bytes([3; 16])).count(), 0);
        }
    }
}

#[test]
fn what_is_shared_is_kept_once_with_how_far_it_is() {
    let mut pair = Pair::new();
    let acknowledged = Content::Acknowledgement(Acknowledgement {
        letters: vec![LETTER],
        written: at("2026-11-23T22:00:00Z"),
    });
    let (id, _) = pair.seal(Role::Therapist, EnvelopeKind::Shared, &acknowledged);
    let from = pair.therapist.account;
    let receipt = Receipt {
        arrived: at("2026-11-23T22:00:01Z"),
        release: Release::Left(at("2026-11-23T22:00:01Z")),
    };
    for (role, author) in [(Role::Therapist, Author::Me), (Role::Patient, Author::Them)] {
        let mut view = pair.view(role);
        view.apply(Opened::of((id, from), Some(acknowledged.clone()), None));
        assert_eq!(view.shared().next().unwrap().standing, Standing::Kept);
        for _ in 0..2 {
            let content = Some(acknowledged.clone());
            view.apply(Opened::of((id, from), content, Some(receipt)));
        }
        let all: Vec<_> = view.shared().collect();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].id, all[0].author), (id, author));
        assert_eq!(all[0].standing, Standing::Arrived(receipt));
        assert!(view.knows(id));
        assert_eq!((view.letters().len(), view.unreadable), (0, 0));

        // What waits here is read anew; what has left stays.
        let report = Content::NumberReport(NumberReport {
            country: "DE".into(),
            line: "A line".into(),
            number: "0800".into(),
            written: at("2026-11-23T22:00:00Z"),
        });
        view.apply(Opened::of((OTHER, from), Some(report), None));
        view.forget_open();
        assert_eq!(view.shared().map(|one| one.id).collect::<Vec<_>>(), [id]);
        view.discard(id);
        assert_eq!(view.shared().count(), 0);
    }
}
