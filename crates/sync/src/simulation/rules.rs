//! What the relay makes of one submission.

use super::{
    relay::{Accepted, Letter, PATIENT, Relay, THERAPIST, instant, is_open},
    row::Entry,
    script::{Sabotage, person},
};
use holdfast_protocol::{
    Act, EnvelopeId, HoldReason, Outcome, Receipt, Refusal, Release, Submission,
};
use serde_bytes::ByteBuf;

/// Whether a patient's letter asks for somebody: one in five does.
fn pages(id: EnvelopeId) -> bool {
    let sum: u32 = id.as_bytes().iter().map(|byte| u32::from(*byte)).sum();
    sum.is_multiple_of(5)
}

impl Relay {
    pub(super) fn take(
        &mut self,
        device: usize,
        cursor: u64,
        submission: Submission,
        now: u64,
    ) -> Outcome {
        let who = person(device);
        let key = (who, submission.id);
        let forgets = self.setting.sabotage == Sabotage::ForgetsRepeats;
        if let Some(first) = self.accepted.get(&key).filter(|_| !forgets) {
            if first.submission != submission {
                return Outcome::Refused(Refusal::IdInUse);
            }
            let letter = first.about.and_then(|id| self.letters.get(&id));
            let release = letter.and_then(|letter| letter.release);
            return Outcome::Accepted(Receipt {
                arrived: first.arrived,
                release: release.unwrap_or(first.release),
            });
        }
        if self.refused.contains(&submission.id) {
            return Outcome::Refused(Refusal::NotAMember);
        }
        match self.decide(device, cursor, &submission, now) {
            Err(refusal) => Outcome::Refused(refusal),
            Ok((about, release)) => {
                let arrived = instant(now);
                let accepted = Accepted {
                    submission,
                    arrived,
                    about,
                    release,
                };
                self.accepted.insert(key, accepted);
                Outcome::Accepted(Receipt { arrived, release })
            }
        }
    }

    fn decide(
        &mut self,
        device: usize,
        cursor: u64,
        submission: &Submission,
        now: u64,
    ) -> Result<(Option<EnvelopeId>, Release), Refusal> {
        let who = person(device);
        let id = submission.id;
        let unheard = self.they_wrote > cursor;
        let reply = if who == PATIENT {
            Release::Left(instant(now))
        } else if unheard {
            Release::Waits(HoldReason::TheyWroteSince)
        } else {
            self.by_windows(now)
        };
        match &submission.act {
            Act::Send { envelope } => {
                self.keep(device, id, envelope, reply, now);
                if who == PATIENT {
                    self.they_wrote = self.feed(THERAPIST).len() as u64;
                    for held in self.held() {
                        self.moved(held, Release::Waits(HoldReason::TheyWroteSince));
                    }
                    if pages(id) {
                        self.alarm(id, now);
                    }
                }
                Ok((Some(id), reply))
            }
            Act::SendOutside {
                envelope,
                instead_of,
            } => {
                if who == PATIENT {
                    return Err(Refusal::WrongRole);
                }
                if let Some(held) = instead_of {
                    self.find_held(who, *held)?;
                    self.withdraw(*held);
                }
                let release = match self.by_windows(now) {
                    left @ Release::Left(_) => left,
                    _ => Release::LeftOutside(instant(now)),
                };
                self.keep(device, id, envelope, release, now);
                Ok((Some(id), release))
            }
            Act::Replace { held, envelope } => {
                let (old, told) = self.find_held(who, *held)?;
                let waits = old == Release::Waits(HoldReason::TheyWroteSince);
                let release = if waits && told > cursor { old } else { reply };
                self.withdraw(*held);
                self.keep(device, id, envelope, release, now);
                Ok((Some(id), release))
            }
            Act::Withdraw { held } => {
                self.find_held(who, *held)?;
                self.withdraw(*held);
                Ok((None, Release::Left(instant(now))))
            }
            Act::SendRegardless { held } => {
                let (old, told) = self.find_held(who, *held)?;
                let waits = old == Release::Waits(HoldReason::TheyWroteSince);
                if waits && told > cursor {
                    self.moved(*held, old);
                    return Ok((Some(*held), old));
                }
                let release = if waits { self.by_windows(now) } else { old };
                self.settle(*held, release);
                Ok((Some(*held), release))
            }
            Act::Acknowledge { .. } if who != PATIENT => Ok((None, Release::Left(instant(now)))),
            Act::Propose { .. } | Act::Accept { .. } | Act::Acknowledge { .. } => {
                Err(Refusal::WrongRole)
            }
        }
    }

    pub(super) fn by_windows(&self, now: u64) -> Release {
        if is_open(self.setting, now) {
            Release::Left(instant(now))
        } else {
            let every = self.setting.window_every.max(1);
            Release::HeldUntil(instant((now / every + 1) * every))
        }
    }

    fn held(&self) -> Vec<EnvelopeId> {
        let letters = self.letters.iter().filter(|(_, letter)| {
            letter.sender == THERAPIST
                && letter
                    .release
                    .is_some_and(|release| release.left().is_none())
        });
        letters.map(|(id, _)| *id).collect()
    }

    fn find_held(&self, who: usize, id: EnvelopeId) -> Result<(Release, u64), Refusal> {
        let letter = self.letters.get(&id).filter(|letter| letter.sender == who);
        let held = letter.and_then(|letter| Some((letter.release?, letter.told)));
        held.filter(|(release, _)| release.left().is_none())
            .ok_or(Refusal::NotHeld)
    }

    fn keep(
        &mut self,
        device: usize,
        id: EnvelopeId,
        envelope: &ByteBuf,
        release: Release,
        now: u64,
    ) {
        let sender = person(device);
        let arrived = instant(now);
        let letter = Letter {
            sender,
            device,
            envelope: envelope.clone(),
            arrived,
            release: Some(release),
            told: 0,
        };
        self.letters.insert(id, letter);
        self.show(id, sender, release);
        if release.left().is_some() {
            self.show(id, 1 - sender, release);
        }
    }

    /// An alarm that is over as soon as it has begun: both hear both.
    fn alarm(&mut self, id: EnvelopeId, now: u64) {
        for (at, over) in [(now, false), (now + 1, true)] {
            for reader in [PATIENT, THERAPIST] {
                if let Some(feed) = self.feeds.get_mut(reader) {
                    feed.push(Entry::Alarm(id, instant(at), over));
                }
            }
        }
    }

    fn show(&mut self, id: EnvelopeId, reader: usize, release: Release) {
        let Some(letter) = self.letters.get(&id) else {
            return;
        };
        let receipt = Receipt {
            arrived: letter.arrived,
            release,
        };
        self.tell(reader, id, Entry::Letter(id, receipt));
    }

    pub(super) fn settle(&mut self, id: EnvelopeId, release: Release) {
        let before = self.letters.get(&id).and_then(|letter| letter.release);
        if before == Some(release) {
            return;
        }
        self.moved(id, release);
        if release.left().is_some() {
            self.show(id, PATIENT, release);
        }
    }

    fn moved(&mut self, id: EnvelopeId, release: Release) {
        if let Some(letter) = self.letters.get_mut(&id) {
            letter.release = Some(release);
        }
        self.tell(THERAPIST, id, Entry::Moved(id, release));
    }

    fn withdraw(&mut self, id: EnvelopeId) {
        if let Some(letter) = self.letters.get_mut(&id) {
            letter.release = None;
        }
        self.tell(THERAPIST, id, Entry::Withdrawn(id));
    }

    fn tell(&mut self, reader: usize, id: EnvelopeId, entry: Entry) {
        let Some(feed) = self.feeds.get_mut(reader) else {
            return;
        };
        feed.push(entry);
        let sequence = feed.len() as u64;
        let letter = self.letters.get_mut(&id);
        if let Some(letter) = letter.filter(|letter| letter.sender == reader) {
            letter.told = sequence;
        }
    }
}
