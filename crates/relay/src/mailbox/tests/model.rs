//! One conversation in memory.

use crate::{
    fixtures::{CONVERSATION, PATIENT, THERAPIST, at, timing},
    mailbox::{
        Agreed, Change, Earlier, Entry, Facts, Fate, Held, Kept, Member, Origin, decide, digest,
        look_again, moment, read, repeat,
    },
    store::SignedIn,
};
use chrono::{DateTime, SubsecRound as _, Utc};
use holdfast_protocol::{
    AccountId, EnvelopeId, EnvelopeKind, Event, Outcome, Receipt, Refusal, Release, Submission,
};
use std::collections::HashMap;

pub(super) struct Model {
    pub(super) agreed: Agreed,
    pub(super) proposed: Option<String>,
    pub(super) letters: Vec<Letter>,
    feeds: HashMap<AccountId, Vec<(Option<EnvelopeId>, Entry)>>,
    submissions: HashMap<(AccountId, EnvelopeId), (Earlier, Option<EnvelopeId>)>,
}

fn to_the_second(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.trunc_subsecs(0)
}

pub(super) struct Letter {
    pub(super) kept: Kept,
    pub(super) told: u64,
}

impl Model {
    /// Two people who have agreed on nothing.
    pub(super) fn new() -> Self {
        Self {
            agreed: Agreed::default(),
            proposed: None,
            letters: Vec::new(),
            feeds: HashMap::new(),
            submissions: HashMap::new(),
        }
    }

    /// Two people with weekday windows from 15:00 to 17:00 UTC.
    pub(super) fn agreed() -> Self {
        let mut model = Self::new();
        let accepted = at("2026-11-01T00:00:00Z");
        model
            .agreed
            .accept(&timing(1, "2026-11-01"), accepted)
            .unwrap();
        model
    }

    /// What is known when the therapist submits.
    pub(super) fn facts(&self) -> Facts {
        let members = [THERAPIST, PATIENT].map(|who| Member {
            account: who.account,
            role: who.role,
        });
        let held = self
            .letters
            .iter()
            .filter_map(|letter| match letter.kept.fate {
                Fate::Held(hold) => Some(Held {
                    writer: letter.kept.sealed.header.sender,
                    id: letter.kept.sealed.header.id,
                    arrived: letter.kept.arrived,
                    hold,
                    told: letter.told,
                }),
                Fate::Left(_) | Fate::LeftOutside(_) | Fate::Withdrawn => None,
            });
        Facts {
            members: members.into(),
            agreed: self.agreed.clone().into(),
            proposed: self.proposed.clone(),
            held: held.collect(),
            they_wrote: self.they_wrote(),
            last: self.last(),
        }
    }

    /// When anything last arrived or left.
    fn last(&self) -> Option<DateTime<Utc>> {
        let instants = self.letters.iter().map(|letter| match letter.kept.fate {
            Fate::Left(at) | Fate::LeftOutside(at) => at,
            Fate::Held(_) | Fate::Withdrawn => letter.kept.arrived,
        });
        instants.max()
    }

    /// Where in the therapist's feed the patient's last letter stands.
    fn they_wrote(&self) -> u64 {
        let letter = |id: EnvelopeId| {
            let letter = self.letter(PATIENT.account, id);
            letter.is_some_and(|it| it.kept.sealed.header.kind == EnvelopeKind::Letter)
        };
        let shown = self.feed(THERAPIST).iter();
        let last = (1..)
            .zip(shown)
            .filter(|(_, (id, _))| id.is_some_and(letter));
        last.last().map_or(0, |(sequence, _)| sequence)
    }

    /// Submits as a device that has read all of its feed.
    pub(super) fn submit(&mut self, now: &str, who: SignedIn, submission: Submission) -> Outcome {
        let cursor = self.feed(who).len() as u64;
        self.submit_at(at(now), who, cursor, submission)
    }

    pub(super) fn submit_at(
        &mut self,
        now: DateTime<Utc>,
        who: SignedIn,
        cursor: u64,
        submission: Submission,
    ) -> Outcome {
        let (key, digest) = ((who.account, submission.id), digest(&submission));
        if let Some((earlier, about)) = self.submissions.get(&key) {
            let fate = about
                .and_then(|id| self.letter(who.account, id))
                .map(|it| it.kept.fate);
            let release = fate
                .and_then(Fate::release)
                .unwrap_or(earlier.receipt.release);
            let receipt = Receipt {
                release,
                ..earlier.receipt
            };
            let earlier = Earlier {
                receipt,
                ..*earlier
            };
            return repeat(&earlier, digest);
        }
        let origin = Origin {
            account: who.account,
            device: who.device,
            cursor,
        };
        let plan = read(who.account, submission)
            .and_then(|parcel| decide(now, origin, parcel, &self.facts()));
        match plan {
            Err(refusal) => Outcome::Refused(refusal),
            Ok(plan) => {
                let receipt = plan.receipt;
                let earlier = Earlier { digest, receipt };
                self.submissions.insert(key, (earlier, plan.about));
                for change in plan.changes {
                    self.apply(change);
                }
                Outcome::Accepted(receipt)
            }
        }
    }

    /// The release that an accepted submission was answered with, to the second:
    /// what a test does at one instant happens some moments apart.
    pub(super) fn accepted(&mut self, now: &str, who: SignedIn, submission: Submission) -> Release {
        match self.submit(now, who, submission) {
            Outcome::Accepted(receipt) => {
                assert_eq!(to_the_second(receipt.arrived), at(now));
                match receipt.release {
                    Release::Left(left) => Release::Left(to_the_second(left)),
                    Release::LeftOutside(left) => Release::LeftOutside(to_the_second(left)),
                    held => held,
                }
            }
            Outcome::Refused(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    pub(super) fn refused(&mut self, now: &str, who: SignedIn, submission: Submission) -> Refusal {
        let (feeds, letters) = (self.feeds.clone(), self.letters.len());
        match self.submit(now, who, submission) {
            Outcome::Refused(refusal) => {
                assert_eq!((&self.feeds, self.letters.len()), (&feeds, letters));
                refusal
            }
            Outcome::Accepted(receipt) => panic!("accepted: {receipt:?}"),
        }
    }

    /// Releases what is due.
    pub(super) fn release(&mut self, now: DateTime<Utc>) {
        let held = self.facts().held;
        for held in &held {
            let other = [THERAPIST, PATIENT].into_iter().map(|who| who.account);
            let readers = other.filter(|it| *it != held.writer);
            let now = moment(now, self.last());
            for change in look_again(now, held, &self.agreed, readers) {
                self.apply(change);
            }
        }
    }

    pub(super) fn feed(&self, who: SignedIn) -> &[(Option<EnvelopeId>, Entry)] {
        self.feeds.get(&who.account).map_or(&[], Vec::as_slice)
    }

    /// The letters in a feed, in order.
    pub(super) fn shown(&self, who: SignedIn) -> Vec<EnvelopeId> {
        self.feed(who).iter().filter_map(|(id, _)| *id).collect()
    }

    /// What a feed says beside letters, in order.
    pub(super) fn told(&self, who: SignedIn) -> Vec<Event> {
        let told = self.feed(who).iter().filter_map(|(_, entry)| match entry {
            Entry::Told(event) => Some(event.clone()),
            Entry::Letter(_) => None,
        });
        told.collect()
    }

    pub(super) fn fate(&self, id: EnvelopeId) -> Fate {
        let letter = self
            .letters
            .iter()
            .find(|it| it.kept.sealed.header.id == id);
        letter.unwrap().kept.fate
    }

    fn letter(&self, writer: AccountId, id: EnvelopeId) -> Option<&Letter> {
        let mut letters = self.letters.iter();
        letters.find(|it| (it.kept.sealed.header.sender, it.kept.sealed.header.id) == (writer, id))
    }

    fn letter_mut(&mut self, writer: AccountId, id: EnvelopeId) -> &mut Letter {
        let mut letters = self.letters.iter_mut();
        letters
            .find(|it| (it.kept.sealed.header.sender, it.kept.sealed.header.id) == (writer, id))
            .unwrap()
    }

    fn append(&mut self, to: AccountId, id: Option<EnvelopeId>, entry: Entry) -> u64 {
        let feed = self.feeds.entry(to).or_default();
        feed.push((id, entry));
        feed.len() as u64
    }

    fn apply(&mut self, change: Change) {
        match change {
            Change::Keep(kept) => {
                let header = kept.sealed.header;
                if header.sender == PATIENT.account && header.kind == EnvelopeKind::Letter {
                    self.agreed.take_letter(kept.arrived);
                }
                self.letters.push(Letter { kept, told: 0 });
            }
            Change::Show {
                to,
                writer,
                id,
                receipt,
            } => {
                let sequence = self.append(to, Some(id), Entry::Letter(receipt));
                if to == writer {
                    self.letter_mut(writer, id).told = sequence;
                }
            }
            Change::Move { writer, id, fate } => {
                let told = self.append(writer, None, Entry::Told(fate.event(id)));
                let letter = self.letter_mut(writer, id);
                letter.kept.fate = fate;
                letter.told = told;
            }
            Change::Tell { to, event } => {
                self.append(to, None, Entry::Told(event));
            }
            Change::Propose {
                conversation,
                timing,
                ..
            } => {
                assert_eq!(conversation, CONVERSATION);
                self.proposed = Some(timing.document);
            }
            Change::Agree {
                timing, accepted, ..
            } => {
                self.proposed = None;
                self.agreed.accept(&timing.document, accepted).unwrap();
            }
            // Alarms change nothing of what is held.
            Change::Page { .. } | Change::Acknowledge { .. } => {}
        }
    }
}
