//! A relay by the rules that a device may rely on, and no more.

use super::{
    letters::account,
    script::{Sabotage, Setting, person},
    violation::Violation,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    Act, Envelope, EnvelopeId, Epoch, Event, FeedItem, HoldReason, Outcome, Receipt, Refusal,
    Release, Submission, SubmissionResult, SyncRequest, SyncResponse,
};
use serde_bytes::ByteBuf;
use std::collections::{BTreeMap, BTreeSet};

/// The patient's number.
const PATIENT: usize = 0;
/// The therapist's number.
const THERAPIST: usize = 1;

/// Bytes of envelopes in one answer, one at least apart.
const ANSWER_BYTES: usize = 96 * 1024;

/// Two people's mailbox, in one life of its database.
#[derive(Debug, Clone)]
pub(super) struct Relay {
    setting: Setting,
    life: u64,
    letters: BTreeMap<EnvelopeId, Letter>,
    accepted: BTreeMap<(usize, EnvelopeId), Accepted>,
    feeds: [Vec<Entry>; 2],
    /// The sequence in the therapist's feed of the patient's last letter.
    they_wrote: u64,
    /// Ids that are refused.
    refused: BTreeSet<EnvelopeId>,
}

#[derive(Debug, Clone)]
struct Letter {
    sender: usize,
    device: usize,
    envelope: ByteBuf,
    arrived: DateTime<Utc>,
    /// None once it was taken back.
    release: Option<Release>,
    /// The sequence in the writer's feed that last spoke of it.
    told: u64,
}

#[derive(Debug, Clone)]
struct Accepted {
    submission: Submission,
    arrived: DateTime<Utc>,
    about: Option<EnvelopeId>,
    release: Release,
}

/// One row of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Letter(EnvelopeId, Receipt),
    Moved(EnvelopeId, Release),
    Withdrawn(EnvelopeId),
}

impl Entry {
    /// Whether an item of an answer is this row.
    pub(super) fn is(&self, event: &Event) -> bool {
        match (self, event) {
            (
                Self::Letter(id, receipt),
                Event::Yours {
                    id: told,
                    receipt: r,
                },
            ) => id == told && receipt == r,
            (
                Self::Letter(id, receipt),
                Event::Arrived {
                    envelope,
                    receipt: r,
                },
            ) => {
                receipt == r
                    && Envelope::from_bytes(envelope)
                        .is_ok_and(|envelope| envelope.header.id == *id)
            }
            (
                Self::Moved(id, release),
                Event::Moved {
                    id: told,
                    release: r,
                },
            ) => id == told && release == r,
            (Self::Withdrawn(id), Event::Withdrawn { id: told }) => id == told,
            _ => false,
        }
    }
}

/// What one request did.
pub(super) struct Done {
    pub(super) answer: SyncResponse,
    /// What was accepted for the first time.
    pub(super) new: Vec<EnvelopeId>,
}

impl Relay {
    pub(super) fn new(setting: Setting) -> Self {
        Self {
            setting,
            life: 1,
            letters: BTreeMap::new(),
            accepted: BTreeMap::new(),
            feeds: [Vec::new(), Vec::new()],
            they_wrote: 0,
            refused: BTreeSet::new(),
        }
    }

    pub(super) fn refuse(&mut self, id: EnvelopeId) {
        self.refused.insert(id);
    }

    pub(super) fn refuses(&self, id: EnvelopeId) -> bool {
        self.refused.contains(&id)
    }

    /// Starts anew from `backup`, in life number `life`.
    pub(super) fn restore(&mut self, backup: &Self, life: u64) {
        let refused = core::mem::take(&mut self.refused);
        *self = backup.clone();
        self.refused = refused;
        self.life = life;
    }

    pub(super) fn epoch(&self) -> Epoch {
        epoch(self.life)
    }

    pub(super) fn feed(&self, person: usize) -> &[Entry] {
        self.feeds.get(person).map_or(&[], Vec::as_slice)
    }

    /// About what it takes to hand the feed on from there.
    pub(super) fn feed_bytes(&self, person: usize, cursor: usize) -> usize {
        let rows = self.feed(person).iter().skip(cursor);
        rows.map(|row| match row {
            Entry::Letter(id, _) => {
                let letter = self.letters.get(id);
                64 + letter.map_or(0, |letter| letter.envelope.len())
            }
            Entry::Moved(..) | Entry::Withdrawn(_) => 64,
        })
        .sum()
    }

    /// Whether it has this in its present life.
    pub(super) fn has(&self, person: usize, id: EnvelopeId) -> bool {
        self.accepted.contains_key(&(person, id))
    }

    /// Whether an envelope is there, and whom it belongs to and whether it has
    /// left.
    pub(super) fn envelopes(&self) -> impl Iterator<Item = (EnvelopeId, usize, Option<Release>)> {
        let letters = self.letters.iter();
        letters.map(|(id, letter)| (*id, letter.sender, letter.release))
    }

    /// When the next held reply is due.
    pub(super) fn next_release(&self) -> Option<u64> {
        let hours = self
            .letters
            .values()
            .filter_map(|letter| match letter.release {
                Some(Release::HeldUntil(hour)) => u64::try_from(hour.timestamp_millis()).ok(),
                _ => None,
            });
        hours.min()
    }

    /// Lets go what is due.
    pub(super) fn release(&mut self, now: u64) {
        let due: Vec<EnvelopeId> = self
            .letters
            .iter()
            .filter(|(_, letter)| match letter.release {
                Some(Release::HeldUntil(hour)) => {
                    self.setting.sabotage == Sabotage::LetsGoEarly || hour <= instant(now)
                }
                _ => false,
            })
            .map(|(id, _)| *id)
            .collect();
        for id in due {
            let release = match self.setting.sabotage {
                Sabotage::LetsGoEarly => Release::Left(instant(now)),
                _ => self.by_windows(now),
            };
            self.settle(id, release);
        }
    }

    /// One round trip.
    pub(super) fn sync(
        &mut self,
        device: usize,
        request: SyncRequest,
        now: u64,
    ) -> Result<Done, Violation> {
        self.release(now);
        let read = request.epoch == Some(self.epoch());
        let cursor = if read { request.cursor } else { 0 };
        let who = person(device);
        let length = self.feed(who).len() as u64;
        if cursor > length {
            return Err(Violation::new("a device knows more than the relay", cursor));
        }
        let mut new = Vec::new();
        let mut results = Vec::new();
        // Who does not know of this life first offers again what it lacks.
        let overtakes = request.epoch.is_some() && !read;
        let submissions = request.submissions.into_iter();
        for submission in submissions.filter(|_| !overtakes) {
            let id = submission.id;
            let first = !self.has(who, id);
            let outcome = self.take(device, cursor, submission, now);
            if first && matches!(outcome, Outcome::Accepted(_)) {
                new.push(id);
            }
            results.push(SubmissionResult { id, outcome });
        }
        let mut items = Vec::new();
        let start = usize::try_from(cursor).unwrap_or(usize::MAX);
        let rows = (1..)
            .zip(self.feed(who))
            .skip(start)
            .take(self.setting.page);
        let mut bytes = 0;
        for (sequence, entry) in rows {
            if let Some(event) = self.event(*entry, device, request.lacks_own) {
                if let Event::Arrived { envelope, .. } = &event {
                    bytes += envelope.len();
                }
                if bytes > ANSWER_BYTES && !items.is_empty() {
                    break;
                }
                items.push(FeedItem { sequence, event });
            }
        }
        let more = self.feed(who).len() > start + items.len();
        let answer = SyncResponse {
            now: instant(now),
            epoch: self.epoch(),
            results,
            items,
            more,
            demo: false,
        };
        Ok(Done { answer, new })
    }

    fn event(&self, entry: Entry, device: usize, lacks_own: bool) -> Option<Event> {
        Some(match entry {
            Entry::Moved(id, release) => Event::Moved { id, release },
            Entry::Withdrawn(id) => Event::Withdrawn { id },
            Entry::Letter(id, receipt) => {
                let letter = self.letters.get(&id)?;
                if letter.device == device && !lacks_own {
                    Event::Yours { id, receipt }
                } else {
                    let envelope = letter.envelope.clone();
                    Event::Arrived { envelope, receipt }
                }
            }
        })
    }

    fn take(&mut self, device: usize, cursor: u64, submission: Submission, now: u64) -> Outcome {
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
            Act::Propose { .. } | Act::Accept { .. } => Err(Refusal::WrongRole),
        }
    }

    fn by_windows(&self, now: u64) -> Release {
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

    fn settle(&mut self, id: EnvelopeId, release: Release) {
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

/// Whether a window is open.
pub(super) fn is_open(setting: Setting, now: u64) -> bool {
    now % setting.window_every.max(1) < setting.window_open
}

/// What the relay's clock says.
pub(super) fn instant(now: u64) -> DateTime<Utc> {
    let milliseconds = i64::try_from(now).unwrap_or(i64::MAX);
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

/// A life's epoch: of no order that could help anybody.
pub(super) fn epoch(life: u64) -> Epoch {
    let mut bytes = [0; 16];
    let mixed = life.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
    for (place, byte) in bytes.iter_mut().zip(mixed) {
        *place = byte;
    }
    Epoch::from_bytes(bytes)
}

/// Who a sender is.
pub(super) fn person_of(sender: holdfast_protocol::AccountId) -> Option<usize> {
    [PATIENT, THERAPIST]
        .into_iter()
        .find(|person| account(*person) == sender)
}
