//! Two people, real keys, real envelopes; no browser.

mod agreeing;
mod alarms;
mod check_ins;
mod closing;
mod heeded;
mod late;
mod laws;
mod letters;
mod lists;
mod missing;
mod noticing;
mod opening;
mod order;
mod plans;
mod quiet;
mod records;
mod series;
mod tail;
mod today;
mod triage;
mod unsent;
mod unworking;
mod world;

use super::{Conversation, Identity, Opened, Opener, Person, open_event};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    AccountId, Answer, Content, ConversationId, DeviceId, EnvelopeId, EnvelopeKind, Event, Header,
    Letter, Noticed, NoticedLevel, PublicKeys, Receipt, Release, Role,
};
use holdfast_rhythm::Tz;
use holdfast_seal::{AccountKeys, seal};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use serde_bytes::ByteBuf;

/// An instant of the test's week; 2026-11-23 is a Monday.
fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Both ends of one conversation.
struct Pair {
    random: ChaCha20Rng,
    next: u8,
    conversation: ConversationId,
    patient: Side,
    therapist: Side,
}

struct Side {
    account: AccountId,
    keys: AccountKeys,
    role: Role,
    name: &'static str,
}

impl Side {
    fn person(&self) -> Person {
        Person {
            account: self.account,
            keys: self.keys.public(),
            role: self.role,
            name: self.name.into(),
            zone: Tz::Europe__Berlin,
        }
    }
}

impl Pair {
    /// Who the patient is on a device of theirs.
    fn identity(&self) -> Identity {
        Identity::new(
            self.patient.account,
            DeviceId::from_bytes([2; 16]),
            [3; 32],
            &self.patient.keys,
            Role::Patient,
            "Robin".into(),
            Some(self.conversation),
        )
    }

    fn new() -> Self {
        let mut random = ChaCha20Rng::from_seed([9; 32]);
        let mut side = |account, role, name| Side {
            account: AccountId::from_bytes([account; 16]),
            keys: AccountKeys::generate(&mut random),
            role,
            name,
        };
        let patient = side(1, Role::Patient, "Robin");
        let therapist = side(2, Role::Therapist, "Dr. Lind");
        Self {
            random,
            next: 0,
            conversation: ConversationId::from_bytes([7; 16]),
            patient,
            therapist,
        }
    }

    fn side(&self, role: Role) -> &Side {
        match role {
            Role::Patient => &self.patient,
            Role::Therapist => &self.therapist,
        }
    }

    fn view(&self, role: Role) -> Conversation {
        let mut conversation = Conversation::new(self.conversation, self.side(role).account, role);
        conversation.partner = Some(self.other(role).person());
        conversation
    }

    fn other(&self, role: Role) -> &Side {
        match role {
            Role::Patient => &self.therapist,
            Role::Therapist => &self.patient,
        }
    }

    fn seal(&mut self, from: Role, kind: EnvelopeKind, content: &Content) -> (EnvelopeId, ByteBuf) {
        self.next += 1;
        let id = EnvelopeId::from_bytes([self.next; 16]);
        let readers: Vec<(AccountId, PublicKeys)> = [&self.patient, &self.therapist]
            .map(|side| (side.account, side.keys.public()))
            .to_vec();
        let sender = match from {
            Role::Patient => &self.patient,
            Role::Therapist => &self.therapist,
        };
        let header = Header {
            format: Header::FORMAT,
            id,
            conversation: self.conversation,
            sender: sender.account,
            kind,
        };
        let envelope = seal(content, header, &sender.keys, &readers, &mut self.random).unwrap();
        (id, ByteBuf::from(envelope.to_bytes()))
    }

    fn letter(&mut self, from: Role, text: &str) -> (EnvelopeId, ByteBuf) {
        self.letter_with(from, text, Answer::Wanted, None)
    }

    fn letter_with(
        &mut self,
        from: Role,
        text: &str,
        answer: Answer,
        level: Option<NoticedLevel>,
    ) -> (EnvelopeId, ByteBuf) {
        let content = Content::Letter(Letter {
            text: text.into(),
            written: at("2026-11-23T08:00:00Z"),
            answer,
            noticed: level.map(|level| Noticed {
                level,
                categories: Vec::new(),
                hints: Vec::new(),
            }),
        });
        self.seal(from, EnvelopeKind::Letter, &content)
    }

    /// Opens an event as `reader` would.
    fn open(&self, reader: Role, event: &Event) -> Option<Opened> {
        let partner = self.other(reader).person();
        let me = self.side(reader);
        open_event(
            &Opener {
                account: me.account,
                keys: &me.keys,
                partner: Some(&partner),
                secret: None,
            },
            event,
        )
    }

    /// Delivers to a conversation, as its owner's feed would.
    fn deliver(&self, into: &mut Conversation, envelope: &ByteBuf, receipt: Receipt) {
        let event = Event::Arrived {
            envelope: envelope.clone(),
            receipt,
        };
        into.apply(self.open(into.role, &event).unwrap());
    }
}

fn left(text: &str) -> Receipt {
    Receipt {
        arrived: at(text),
        release: Release::Left(at(text)),
    }
}

fn held(arrived: &str, until: &str) -> Receipt {
    Receipt {
        arrived: at(arrived),
        release: Release::HeldUntil(at(until)),
    }
}

const AFTERNOONS: &str = r#"{
  "version": 1,
  "zone": "Europe/Berlin",
  "effective_from": "2026-11-23",
  "windows": [ { "days": ["mon", "tue", "wed", "thu", "fri"], "opens": "15:00", "closes": "17:00" } ],
  "cutoff_minutes": 30
}"#;
