//! Plays what two people do, and what both sides hear of it.

use super::{Deed, PATIENT, Played, THERAPIST, begin, empty, with};
use crate::state::{Conversation, Opened};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{
    Answer, Closing, EnvelopeId, HoldReason, Letter, Noticed, NoticedLevel, Receipt, Release,
    Reply, Role,
};
use holdfast_rhythm::{ReleaseAt, Timeline};
use std::collections::BTreeMap;

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

pub(super) fn receipt_of(opened: &Opened) -> Option<Receipt> {
    match opened {
        Opened::Letter { receipt, .. }
        | Opened::Reply { receipt, .. }
        | Opened::Closing { receipt, .. } => *receipt,
        _ => None,
    }
}
