//! Some weeks of a conversation, played by the relay's rules: what each side
//! hears of it, and when.

use super::at;
use crate::state::{Conversation, Opened};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    AccountId, Answer, Closing, ConversationId, EnvelopeId, HoldReason, Letter, Noticed,
    NoticedLevel, Receipt, Release, Reply, Role,
};
use holdfast_rhythm::{Agreement, ReleaseAt, Timeline};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub const PATIENT: AccountId = AccountId::from_bytes([1; 16]);
pub const THERAPIST: AccountId = AccountId::from_bytes([2; 16]);

/// What is agreed: afternoons, then twice a week from the second week on.
const VERSIONS: [(&str, &str); 2] = [
    (
        r#"{ "version": 1, "zone": "Europe/Berlin", "effective_from": "2026-11-23",
            "windows": [{ "days": ["mon", "tue", "wed", "thu", "fri"],
                          "opens": "15:00", "closes": "17:00" }],
            "cutoff_minutes": 30 }"#,
        "2026-11-23T07:00:00Z",
    ),
    (
        r#"{ "version": 2, "zone": "Europe/Berlin", "effective_from": "2026-12-02",
            "windows": [{ "days": ["tue", "fri"], "opens": "09:00", "closes": "10:00" }] }"#,
        "2026-11-27T12:00:00Z",
    ),
];

/// Something that somebody does.
#[derive(Debug, Clone, Copy)]
pub enum Deed {
    /// The patient writes.
    Write { wanted: bool },
    /// The therapist writes, and owns what there is to own or does not.
    Answer { owns: bool },
    /// The therapist writes outside the rhythm.
    AnswerOutside,
    /// Somebody ends the exchange about all that can be ended.
    End(Role),
    /// The therapist takes back what is held.
    TakeBack,
    /// Nothing.
    Wait,
}

/// What happened: by when each side hears of it if it is never offline.
pub struct Played {
    pub heard: BTreeMap<Role, Vec<(DateTime<Utc>, Opened)>>,
    pub end: DateTime<Utc>,
}

pub fn deeds() -> impl Strategy<Value = Vec<(u32, Deed)>> {
    let deed = prop_oneof![
        5 => any::<bool>().prop_map(|often| Deed::Write { wanted: often }),
        3 => Just(Deed::Write { wanted: true }),
        4 => any::<bool>().prop_map(|owns| Deed::Answer { owns }),
        1 => Just(Deed::AnswerOutside),
        1 => Just(Deed::End(Role::Patient)),
        1 => Just(Deed::End(Role::Therapist)),
        1 => Just(Deed::TakeBack),
        3 => Just(Deed::Wait),
    ];
    // A gap of minutes: within a window, or over days.
    let gap = prop_oneof![0..90_u32, 0..3_000_u32];
    prop::collection::vec((gap, deed), 0..30)
}

/// A conversation under the agreements, as one side sees it.
pub fn empty(role: Role) -> Conversation {
    let me = match role {
        Role::Patient => PATIENT,
        Role::Therapist => THERAPIST,
    };
    let mut conversation = Conversation::new(ConversationId::from_bytes([7; 16]), me, role);
    for (document, accepted) in VERSIONS {
        conversation
            .timeline
            .accept(Agreement::parse(document).unwrap(), at(accepted));
    }
    conversation
}

/// The earliest and the latest instant of what is played here.
pub fn begin() -> DateTime<Utc> {
    at("2026-11-22T08:00:00Z")
}

pub fn play(deeds: &[(u32, Deed)]) -> Played {
    let mut world = World {
        now: begin(),
        next: 0,
        held: Vec::new(),
        last_word: None,
        therapist: empty(Role::Therapist),
        heard: BTreeMap::from([(Role::Patient, Vec::new()), (Role::Therapist, Vec::new())]),
    };
    for (gap, deed) in deeds {
        world.go_to(world.now + TimeDelta::minutes(i64::from(*gap)));
        world.act(*deed);
    }
    Played {
        heard: world.heard,
        end: world.now,
    }
}

struct World {
    now: DateTime<Utc>,
    next: u8,
    /// What is held until when.
    held: Vec<(DateTime<Utc>, Opened)>,
    /// When the relay last heard from the patient.
    last_word: Option<DateTime<Utc>>,
    therapist: Conversation,
    heard: BTreeMap<Role, Vec<(DateTime<Utc>, Opened)>>,
}

impl World {
    fn act(&mut self, deed: Deed) {
        let id = self.id();
        match deed {
            Deed::Write { wanted } => {
                let mut letter = self.letter(wanted);
                letter.noticed = match self.next % 3 {
                    0 => None,
                    1 => Some(NoticedLevel::Urgent),
                    _ => Some(NoticedLevel::Concern),
                }
                .map(|level| Noticed {
                    level,
                    categories: Vec::new(),
                    hints: Vec::new(),
                });
                self.patient_sends(Opened::Letter {
                    id,
                    from: PATIENT,
                    letter,
                    receipt: None,
                });
            }
            Deed::Answer { owns } => {
                let reply = self.reply(owns);
                self.therapist_sends(reply(id), false);
            }
            Deed::AnswerOutside => {
                let reply = self.reply(true);
                self.therapist_sends(reply(id), true);
            }
            Deed::End(by) => {
                let from = if by == Role::Patient {
                    PATIENT
                } else {
                    THERAPIST
                };
                let closing = Opened::Closing {
                    id,
                    from,
                    closing: Closing {
                        letters: self.therapist.answerable(),
                        written: self.now,
                    },
                    receipt: None,
                };
                if by == Role::Patient {
                    self.patient_sends(closing);
                } else {
                    self.therapist_sends(closing, false);
                }
            }
            Deed::TakeBack => {
                for (_, held) in core::mem::take(&mut self.held) {
                    let id = id_of(&held);
                    self.tell(Role::Therapist, Opened::Withdrawn { id });
                }
            }
            Deed::Wait => {}
        }
    }

    fn id(&mut self) -> EnvelopeId {
        self.next += 1;
        EnvelopeId::from_bytes([self.next; 16])
    }

    fn letter(&self, wanted: bool) -> Letter {
        Letter {
            text: "…".into(),
            written: self.now,
            answer: if wanted {
                Answer::Wanted
            } else {
                Answer::NotNeeded
            },
            noticed: None,
        }
    }

    fn reply(&self, owns: bool) -> impl Fn(EnvelopeId) -> Opened + use<> {
        let reply = Reply {
            letter: self.letter(false),
            owns: if owns {
                self.therapist.to_own(self.now)
            } else {
                Vec::new()
            },
            outside: None,
        };
        move |id| Opened::Reply {
            id,
            from: THERAPIST,
            reply: reply.clone(),
            receipt: None,
        }
    }

    fn patient_sends(&mut self, opened: Opened) {
        self.last_word = Some(self.now);
        let release = Release::Left(self.now);
        for side in [Role::Patient, Role::Therapist] {
            self.tell(side, self.received(&opened, release));
        }
    }

    fn therapist_sends(&mut self, opened: Opened, outside: bool) {
        let timeline: &Timeline = &self.therapist.timeline;
        let release = match timeline.release(self.now) {
            ReleaseAt::Now => Release::Left(self.now),
            _ if outside => Release::LeftOutside(self.now),
            ReleaseAt::At(at) => Release::HeldUntil(at),
            ReleaseAt::NotWithinReach => Release::Waits(HoldReason::NoWindowWithinReach),
        };
        self.tell(Role::Therapist, self.received(&opened, release));
        match release {
            Release::HeldUntil(at) => self.held.push((at, self.received(&opened, release))),
            Release::Waits(_) => {}
            _ => self.tell(Role::Patient, self.received(&opened, release)),
        }
    }

    /// Lets what is due leave on the way, unless the patient has written since.
    fn go_to(&mut self, then: DateTime<Utc>) {
        while let Some(place) = self.held.iter().position(|(at, _)| *at <= then) {
            let (leaves, held) = self.held.remove(place);
            self.now = leaves;
            let arrived = receipt_of(&held).unwrap().arrived;
            let id = id_of(&held);
            if self.last_word.is_some_and(|word| word > arrived) {
                let release = Release::Waits(HoldReason::TheyWroteSince);
                self.tell(Role::Therapist, Opened::Moved { id, release });
            } else {
                let release = Release::Left(leaves);
                self.tell(Role::Therapist, Opened::Moved { id, release });
                self.tell(Role::Patient, with(&held, Receipt { arrived, release }));
            }
        }
        self.now = then;
        self.therapist.give_promises(then);
    }

    fn received(&self, opened: &Opened, release: Release) -> Opened {
        let arrived = self.now;
        with(opened, Receipt { arrived, release })
    }

    fn tell(&mut self, side: Role, opened: Opened) {
        if side == Role::Therapist {
            self.therapist.apply(opened.clone());
            self.therapist.give_promises(self.now);
        }
        self.heard.entry(side).or_default().push((self.now, opened));
    }
}

/// What a device finds when it reads its records at start: each envelope once,
/// with its last receipt, in order of arrival.
pub fn records(heard: &[(DateTime<Utc>, Opened)]) -> Vec<Opened> {
    let mut records: Vec<Opened> = Vec::new();
    for (_, opened) in heard {
        match opened {
            Opened::Withdrawn { id } => records.retain(|record| id_of(record) != *id),
            Opened::Moved { id, release } => {
                for record in &mut records {
                    if id_of(record) == *id {
                        let arrived = receipt_of(record).unwrap().arrived;
                        let release = *release;
                        *record = with(record, Receipt { arrived, release });
                    }
                }
            }
            other => records.push(other.clone()),
        }
    }
    records.sort_by_key(|record| {
        (
            receipt_of(record).map(|receipt| receipt.arrived),
            id_of(record),
        )
    });
    records
}

pub fn id_of(opened: &Opened) -> EnvelopeId {
    match opened {
        Opened::Letter { id, .. }
        | Opened::Reply { id, .. }
        | Opened::Closing { id, .. }
        | Opened::Moved { id, .. }
        | Opened::Withdrawn { id } => *id,
        other => panic!("nothing of this kind is played: {other:?}"),
    }
}

fn receipt_of(opened: &Opened) -> Option<Receipt> {
    match opened {
        Opened::Letter { receipt, .. }
        | Opened::Reply { receipt, .. }
        | Opened::Closing { receipt, .. } => *receipt,
        _ => None,
    }
}

fn with(opened: &Opened, new: Receipt) -> Opened {
    let mut opened = opened.clone();
    match &mut opened {
        Opened::Letter { receipt, .. }
        | Opened::Reply { receipt, .. }
        | Opened::Closing { receipt, .. } => *receipt = Some(new),
        _ => {}
    }
    opened
}
