//! What a new version changes, its history, and the weeks worth a look.

mod changes;

use super::{
    history::{Fate, history},
    standing::standing,
    weeks::{Why, worth_a_look},
};
use crate::{
    i18n::{Language, times::Reader},
    state::{Conversation, Opened},
};
use changes::serde_free;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc, Weekday};
use holdfast_protocol::{
    Acceptance, AccountId, Answer, ConversationId, EnvelopeId, Letter, Proposal, Receipt, Release,
    Role,
};
use holdfast_rhythm::{Agreement, AgreementDocument, Away, ExtraWindow, Tz, WindowRule};

const PATIENT: AccountId = AccountId::from_bytes([1; 16]);
const THERAPIST: AccountId = AccountId::from_bytes([2; 16]);

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

fn rule(days: &[Weekday], hours: &str, every_weeks: u32) -> WindowRule {
    let (opens, closes) = hours.split_once('-').expect("two times");
    WindowRule {
        days: days.to_vec(),
        opens: opens.parse().expect(opens),
        closes: closes.parse().expect(closes),
        every_weeks,
    }
}

/// Monday to Friday in the afternoon.
fn afternoons() -> AgreementDocument {
    AgreementDocument {
        version: 1,
        zone: "Europe/Berlin".into(),
        effective_from: date("2026-11-23"),
        windows: vec![rule(&DAYS[..5], "15:00-17:00", 1)],
        away: Vec::new(),
        extra: Vec::new(),
        cutoff_minutes: 0,
        notice_hours: 48,
        escalation: None,
        check_ins: Vec::new(),
    }
}

const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

fn away(from: &str, until: &str, note: Option<&str>) -> Away {
    Away {
        from: date(from),
        until: date(until),
        note: note.map(Into::into),
    }
}

fn proposed(view: &mut Conversation, id: u8, document: &AgreementDocument, when: &str) -> String {
    let text = serde_free(document);
    view.apply(Opened::Proposal {
        id: EnvelopeId::from_bytes([id; 16]),
        from: THERAPIST,
        proposal: Proposal {
            document: text.clone(),
            proposed: at(when),
        },
        receipt: Some(Receipt {
            arrived: at(when),
            release: Release::Left(at(when)),
        }),
    });
    text
}

fn accepted(view: &mut Conversation, document: &str, version: u32, when: &str) {
    view.apply(Opened::Acceptance {
        from: PATIENT,
        acceptance: Acceptance {
            version,
            document_digest: holdfast_seal::document_digest(document),
        },
        receipt: None,
    });
    view.apply(Opened::Agreed {
        timing: Agreement::parse(document).expect("sound").timing(),
        accepted: at(when),
    });
}

fn conversation() -> Conversation {
    Conversation::new(ConversationId::from_bytes([9; 16]), PATIENT, Role::Patient)
}

#[test]
fn the_history_says_what_became_of_each_version() {
    let mut view = conversation();
    let mut document = afternoons();
    let first = proposed(&mut view, 1, &document, "2026-11-22T08:00:00Z");
    accepted(&mut view, &first, 1, "2026-11-22T09:00:00Z");
    for (version, from) in [(2, "2026-12-07"), (3, "2026-12-14"), (4, "2026-12-21")] {
        document.version = version;
        document.effective_from = date(from);
        let text = proposed(
            &mut view,
            u8::try_from(version).expect("few"),
            &document,
            "2026-11-30T08:00:00Z",
        );
        if version == 3 {
            accepted(&mut view, &text, 3, "2026-11-30T09:00:00Z");
        }
    }
    let chapters = history(&view);
    let told: Vec<(u32, Option<u32>, Fate)> = chapters
        .iter()
        .map(|chapter| {
            let before = chapter.before.map(Agreement::version);
            (chapter.agreement.version(), before, chapter.fate)
        })
        .collect();
    let third = at("2026-12-13T23:00:00Z");
    assert_eq!(
        told,
        [
            (4, Some(3), Fate::Open),
            (
                3,
                Some(1),
                Fate::Agreed {
                    accepted: at("2026-11-30T09:00:00Z"),
                    from: third,
                    until: None
                }
            ),
            (2, Some(1), Fate::Superseded),
            (
                1,
                None,
                Fate::Agreed {
                    accepted: at("2026-11-22T09:00:00Z"),
                    from: at("2026-11-22T23:00:00Z"),
                    until: Some(third)
                }
            ),
        ]
    );
    assert_eq!(chapters[3].proposed, Some(at("2026-11-22T08:00:00Z")));
}

#[test]
fn what_is_promised_stands_each_window_once() {
    let mut view = conversation();
    let document = serde_free(&afternoons());
    let agreement = Agreement::parse(&document).expect("sound");
    view.timeline.accept(agreement, at("2026-11-22T09:00:00Z"));
    for (id, when) in [
        (1, "2026-11-23T18:00:00Z"),
        (2, "2026-11-23T19:00:00Z"),
        (3, "2026-11-23T08:00:00Z"),
    ] {
        let id = EnvelopeId::from_bytes([id; 16]);
        view.apply(Opened::Letter {
            id,
            from: PATIENT,
            letter: Letter {
                text: "…".into(),
                written: at(when),
                answer: Answer::Wanted,
                noticed: None,
            },
            receipt: Some(Receipt {
                arrived: at(when),
                release: Release::Left(at(when)),
            }),
        });
        let promise = view.timeline.promise_record(at(when)).expect("a window");
        view.promise(id, promise);
    }
    let now = at("2026-11-23T20:00:00Z");
    let opens: Vec<_> = standing(&view, now).iter().map(|w| w.opens).collect();
    // The window of the third letter is over: nothing of it stands.
    assert_eq!(opens, [at("2026-11-24T14:00:00Z")]);
    assert_eq!(standing(&view, at("2026-11-25T20:00:00Z")), []);
}

#[test]
fn the_weeks_in_which_something_is_otherwise_can_be_looked_at() {
    let mut document = afternoons();
    document.away = vec![
        away("2026-11-01", "2026-11-10", None),
        away("2026-12-24", "2027-01-01", None),
    ];
    document.extra = vec![ExtraWindow {
        date: date("2027-01-12"),
        opens: "10:00".parse().expect("a time"),
        closes: "10:45".parse().expect("a time"),
    }];
    document.windows.push(rule(&DAYS[6..], "02:00-03:00", 1));
    document.windows.push(rule(&DAYS[5..6], "10:00-11:00", 2));
    let agreement = Agreement::new(document).expect("sound");
    let reader = Reader {
        language: Language::English,
        zone: Tz::America__New_York,
        other: Some(Tz::Europe__Berlin),
        now: at("2026-11-20T08:00:00Z"),
        dated: false,
    };
    let weeks: Vec<_> = worth_a_look(&agreement, &reader)
        .into_iter()
        .map(|(week, why)| (week.first_day(), why))
        .collect();
    assert_eq!(
        weeks,
        [
            // In New York the version begins on Sunday evening; its first
            // window is on Monday.
            (date("2026-11-23"), Why::First),
            (date("2026-11-30"), Why::Second),
            (date("2026-12-21"), Why::Away),
            (date("2027-01-11"), Why::Extra),
            (date("2027-03-08"), Why::Clocks),
            (date("2027-03-22"), Why::Skipped),
            (date("2027-10-25"), Why::Clocks),
        ]
    );
    assert!(weeks.iter().all(|(day, _)| day.weekday() == Weekday::Mon));
}
