//! A relay by the rules that a device may rely on, and no more.

use super::{
    letters::account,
    row::{Entry, news},
    script::{Sabotage, Setting, person},
    violation::Violation,
};
use chrono::{DateTime, Utc};
use holdfast_protocol::{
    EnvelopeId, Epoch, Event, FeedItem, Outcome, Release, Submission, SubmissionResult,
    SyncRequest, SyncResponse,
};
use serde_bytes::ByteBuf;
use std::collections::{BTreeMap, BTreeSet};

/// The patient's number.
pub(super) const PATIENT: usize = 0;
/// The therapist's number.
pub(super) const THERAPIST: usize = 1;

/// Bytes of envelopes in one answer, one at least apart.
const ANSWER_BYTES: usize = 96 * 1024;

/// Two people's mailbox, in one life of its database.
#[derive(Debug, Clone)]
pub(super) struct Relay {
    pub(super) setting: Setting,
    pub(super) life: u64,
    pub(super) letters: BTreeMap<EnvelopeId, Letter>,
    pub(super) accepted: BTreeMap<(usize, EnvelopeId), Accepted>,
    pub(super) feeds: [Vec<Entry>; 2],
    /// The sequence in the therapist's feed of the patient's last letter.
    pub(super) they_wrote: u64,
    /// Ids that are refused.
    pub(super) refused: BTreeSet<EnvelopeId>,
}

#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) sender: usize,
    pub(super) device: usize,
    pub(super) envelope: ByteBuf,
    pub(super) arrived: DateTime<Utc>,
    /// None once it was taken back.
    pub(super) release: Option<Release>,
    /// The sequence in the writer's feed that last spoke of it.
    pub(super) told: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Accepted {
    pub(super) submission: Submission,
    pub(super) arrived: DateTime<Utc>,
    pub(super) about: Option<EnvelopeId>,
    pub(super) release: Release,
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
            Entry::Moved(..) | Entry::Withdrawn(_) | Entry::Alarm(..) => 64,
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
            Entry::Alarm(letter, at, over) => Event::Alarm(news(letter, at, over)),
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
