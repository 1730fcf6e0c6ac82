//! A patient in New York, a therapist in Berlin, November 2026.

mod facts;
mod looking_back;
mod shoreline;
mod week;

use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AccountId, Answer, Closing, ConversationId, EnvelopeId, Letter, OutsideReason, OutsideRhythm,
    Receipt, Release, Reply, Role,
};
use holdfast_rhythm::{Agreement, Tz, Window};

use super::picture::{Week, week};
use super::saying::{Said, Words};
use crate::components::tide::TideChart;
use crate::i18n::{Language, times::Reader};
use crate::state::{Conversation, Opened};

const PATIENT: AccountId = AccountId::from_bytes([1; 16]);
const THERAPIST: AccountId = AccountId::from_bytes([2; 16]);

/// Mondays and Thursdays 15:00–17:00 in Berlin.
const TWICE: &str = r#"{
    "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-16",
    "windows": [{ "days": ["mon", "thu"], "opens": "15:00", "closes": "17:00" }],
    "away": [{ "from": "2026-12-24", "until": "2027-01-01", "note": "Winter" }]
}"#;
/// Fridays instead, from the 27th on.
const FRIDAYS: &str = r#"{
    "version": 2, "zone": "Europe/Berlin", "effective_from": "2026-11-26",
    "windows": [{ "days": ["fri"], "opens": "10:00", "closes": "11:00" }]
}"#;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect(text)
}

fn window(opens: &str, closes: &str) -> Window {
    Window {
        opens: at(opens),
        closes: at(closes),
    }
}

/// What is said, as it is written here.
struct Plain;

impl Words for Plain {
    fn say(&self, said: Said<'_>) -> String {
        match said {
            Said::Away(day) => format!("Away until {day}"),
            other => format!("{other:?}"),
        }
    }
}

fn reader(now: &str) -> Reader {
    Reader {
        language: Language::English,
        zone: Tz::America__New_York,
        other: Some(Tz::Europe__Berlin),
        now: at(now),
        dated: false,
    }
}

struct Pages {
    conversation: Conversation,
    next: u8,
}

impl Pages {
    fn of(role: Role) -> Self {
        Self::under(role, TWICE)
    }

    fn under(role: Role, agreement: &str) -> Self {
        let me = match role {
            Role::Patient => PATIENT,
            Role::Therapist => THERAPIST,
        };
        let mut conversation = Conversation::new(ConversationId::from_bytes([7; 16]), me, role);
        conversation.timeline.accept(
            Agreement::parse(agreement).expect("an agreement"),
            at("2026-11-10T00:00:00Z"),
        );
        Self {
            conversation,
            next: 0,
        }
    }

    fn id(&mut self) -> EnvelopeId {
        self.next += 1;
        EnvelopeId::from_bytes([self.next; 16])
    }

    fn write(&mut self, from: AccountId, written: &str, release: Release) -> EnvelopeId {
        self.write_reply(from, written, release, Vec::new(), None)
    }

    fn write_reply(
        &mut self,
        from: AccountId,
        written: &str,
        release: Release,
        owns: Vec<Window>,
        outside: Option<OutsideRhythm>,
    ) -> EnvelopeId {
        let id = self.id();
        let arrived = at(written) + TimeDelta::minutes(1);
        let reply = Reply {
            letter: Letter {
                text: "words".into(),
                written: at(written),
                answer: Answer::Wanted,
                noticed: None,
            },
            owns,
            outside,
        };
        let receipt = Some(Receipt { arrived, release });
        self.conversation.apply(Opened::Reply {
            id,
            from,
            reply,
            receipt,
        });
        self.conversation.give_promises(arrived);
        id
    }

    fn letter(&mut self, written: &str) -> EnvelopeId {
        let left = at(written) + TimeDelta::minutes(1);
        self.write(PATIENT, written, Release::Left(left))
    }

    fn reply(&mut self, written: &str, left: &str) -> EnvelopeId {
        self.write(THERAPIST, written, Release::Left(at(left)))
    }

    fn owning(&mut self, left: &str, owns: Window) -> EnvelopeId {
        self.write_reply(THERAPIST, left, Release::Left(at(left)), vec![owns], None)
    }

    fn outside(&mut self, left: &str) -> EnvelopeId {
        let outside = OutsideRhythm {
            reason: OutsideReason::Appointment,
            words: String::new(),
        };
        let release = Release::LeftOutside(at(left));
        self.write_reply(THERAPIST, left, release, Vec::new(), Some(outside))
    }

    fn close(&mut self, left: &str, letters: Vec<EnvelopeId>) {
        let id = self.id();
        self.conversation.apply(Opened::Closing {
            id,
            from: THERAPIST,
            closing: Closing {
                letters,
                written: at(left),
            },
            receipt: Some(Receipt {
                arrived: at(left),
                release: Release::Left(at(left)),
            }),
        });
    }

    fn week(&mut self, now: &str) -> TideChart {
        self.conversation.give_promises(at(now));
        let reader = reader(now);
        let this = Week::of(reader.now, reader.zone);
        week(&self.conversation, this, &reader, &Plain)
    }
}
