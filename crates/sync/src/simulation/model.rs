//! The reference model: what was promised to whom, whatever the engine says.

use super::{
    relay::{Relay, epoch, instant, is_open, person_of},
    row::Entry,
    script::{Seat, Setting, person},
    violation::Violation,
};
use holdfast_protocol::{
    Act, Envelope, EnvelopeId, Epoch, Event, FeedItem, Receipt, Refusal, Release, Submission,
};
use std::collections::BTreeMap;

/// Everything that was written, and what became of it.
#[derive(Debug, Default)]
pub(super) struct Model {
    pub(super) letters: BTreeMap<EnvelopeId, Track>,
    /// What the relay took for the first time in its present life, in order.
    taken: Vec<EnvelopeId>,
    /// The feeds of the relay's lives that are over.
    over: BTreeMap<Epoch, [Vec<Entry>; 2]>,
    pub(super) lives: u64,
    pub(super) narrowed: bool,
    /// What the relay said of a submission in one of its lives.
    receipts: BTreeMap<(EnvelopeId, Epoch), Vec<Receipt>>,
    serial: u64,
}

/// One submission.
#[derive(Debug, Clone)]
pub(super) struct Track {
    pub(super) seat: Seat,
    pub(super) tab_life: u64,
    /// Its writer has heard whether it is kept.
    pub(super) answered: bool,
    pub(super) submission: Submission,
    /// Counts what was written and what was called kept, together.
    written: u64,
    pub(super) kept: Option<u64>,
    /// It was called not kept once: its place in the order is not promised.
    doubtful: bool,
    pub(super) accepted: bool,
    pub(super) discarded: bool,
    /// It needed its writer once.
    needed: bool,
    /// It was on a device whose storage was taken away, and nowhere else.
    pub(super) evicted: bool,
    /// Some act that took it back was accepted.
    pub(super) taken_back: bool,
}

impl Model {
    pub(super) fn writes(&mut self, seat: Seat, tab_life: u64, submission: Submission) {
        self.serial += 1;
        let track = Track {
            seat,
            tab_life,
            answered: false,
            written: self.serial,
            kept: None,
            doubtful: false,
            accepted: false,
            discarded: false,
            needed: false,
            evicted: false,
            taken_back: false,
            submission,
        };
        self.letters
            .entry(track.submission.id)
            .and_modify(|known| known.doubtful = true)
            .or_insert(track);
    }

    /// The tab heard whether it is kept.
    pub(super) fn answered(&mut self, id: EnvelopeId, seat: Seat, tab_life: u64) {
        if let Some(track) = self.letters.get_mut(&id) {
            track.answered |= (track.seat, track.tab_life) == (seat, tab_life);
        }
    }

    /// The relay's word for a submission, whether it is heard or not.
    pub(super) fn said(&mut self, id: EnvelopeId, life: Epoch, receipt: Receipt) {
        self.receipts.entry((id, life)).or_default().push(receipt);
    }

    /// What is stored as the relay's word must be that.
    pub(super) fn confirmed(
        &self,
        id: EnvelopeId,
        life: Option<Epoch>,
        receipt: Receipt,
    ) -> Result<(), Violation> {
        let said = life.and_then(|life| self.receipts.get(&(id, life)));
        if said.is_some_and(|said| said.contains(&receipt)) {
            Ok(())
        } else {
            Err(Violation::new("not what the relay confirmed", id))
        }
    }

    pub(super) fn kept(&mut self, id: EnvelopeId) -> bool {
        self.serial += 1;
        let serial = self.serial;
        let Some(track) = self.letters.get_mut(&id) else {
            return false;
        };
        track.kept.replace(serial).is_none()
    }

    pub(super) fn not_kept(&mut self, id: EnvelopeId) {
        if let Some(track) = self.letters.get_mut(&id) {
            track.doubtful = true;
        }
    }

    /// It needs its writer, for a reason that must be true.
    pub(super) fn needs(
        &mut self,
        id: EnvelopeId,
        refusal: &Refusal,
        relay: &Relay,
    ) -> Result<(), Violation> {
        let Some(track) = self.letters.get_mut(&id) else {
            return Err(Violation::new("needs its writer and has none", id));
        };
        track.needed = true;
        let true_enough = match refusal {
            Refusal::NotAMember => relay.refuses(id),
            Refusal::TooLarge { .. } => self.narrowed,
            Refusal::NotHeld => !matches!(track.submission.act, Act::Send { .. }),
            _ => false,
        };
        if true_enough {
            Ok(())
        } else {
            let what = format!("{id}: {refusal:?}");
            Err(Violation::new("needs its writer for no good reason", what))
        }
    }

    pub(super) fn accepted(&mut self, id: EnvelopeId) -> Result<(), Violation> {
        let Some(track) = self.letters.get_mut(&id) else {
            return Err(Violation::new("the relay has what nobody wrote", id));
        };
        track.accepted = true;
        self.taken.push(id);
        let gone = track.submission.act.takes_back();
        if let Some(gone) = gone.and_then(|gone| self.letters.get_mut(&gone)) {
            gone.taken_back = true;
        }
        Ok(())
    }

    pub(super) fn life_over(&mut self, relay: &Relay) {
        self.lives += 1;
        self.taken.clear();
        let feeds = [relay.feed(0).to_vec(), relay.feed(1).to_vec()];
        self.over.insert(relay.epoch(), feeds);
    }

    /// What a device stores from its feed is what the relay said, and nothing
    /// early.
    pub(super) fn received(
        &self,
        device: usize,
        life: Epoch,
        item: &FeedItem,
        relay: &Relay,
        setting: Setting,
        now: u64,
    ) -> Result<(), Violation> {
        let feed = if life == relay.epoch() {
            relay.feed(person(device))
        } else {
            let over = self.over.get(&life).map(|feeds| feeds.as_slice());
            over.and_then(|feeds| feeds.get(person(device)))
                .map_or(&[][..], Vec::as_slice)
        };
        let place = usize::try_from(item.sequence).ok();
        let row = place.and_then(|place| feed.get(place.checked_sub(1)?));
        if !row.is_some_and(|row| row.is(&item.event)) {
            return Err(Violation::new("not what the feed says", item.sequence));
        }
        let Event::Arrived { envelope, receipt } = &item.event else {
            return Ok(());
        };
        let Ok(envelope) = Envelope::from_bytes(envelope) else {
            return Err(Violation::new("no envelope", item.sequence));
        };
        let Some(writer) = person_of(envelope.header.sender) else {
            return Err(Violation::new("nobody's letter", envelope.header.id));
        };
        if writer == person(device) {
            return Ok(());
        }
        let id = envelope.header.id;
        let outside = self
            .letters
            .get(&id)
            .is_some_and(|track| matches!(track.submission.act, Act::SendOutside { .. }));
        let in_time = match receipt.release {
            Release::Left(at) => {
                let milliseconds = u64::try_from(at.timestamp_millis()).unwrap_or(u64::MAX);
                at <= instant(now) && (writer == 0 || is_open(setting, milliseconds))
            }
            Release::LeftOutside(_) => outside,
            Release::HeldUntil(_) | Release::Waits(_) => false,
        };
        if in_time {
            Ok(())
        } else {
            Err(Violation::new("handed over early", id))
        }
    }

    /// What one tab kept one after the other, the relay took in that order.
    pub(super) fn check_order(&self) -> Result<(), Violation> {
        let mut last: BTreeMap<(Seat, u64), (u64, EnvelopeId)> = BTreeMap::new();
        for id in &self.taken {
            let Some(track) = self.letters.get(id) else {
                continue;
            };
            // What hangs on another letter may be refused first, unheard.
            let alone = matches!(
                track.submission.act,
                Act::Send { .. }
                    | Act::SendOutside {
                        instead_of: None,
                        ..
                    }
            );
            if track.doubtful || track.needed || !alone {
                continue;
            }
            let writer = (track.seat, track.tab_life);
            if let Some((written, later)) = last.get(&writer)
                && track.kept.is_some_and(|kept| kept < *written)
            {
                let what = format!("{id} after {later}");
                return Err(Violation::new("out of order", what));
            }
            let newest = last.entry(writer).or_insert((0, *id));
            if track.written > newest.0 {
                *newest = (track.written, *id);
            }
        }
        Ok(())
    }

    /// Whether a feed says the same twice.
    pub(super) fn check_feed(relay: &Relay) -> Result<(), Violation> {
        for who in 0..2 {
            let mut seen = std::collections::BTreeSet::new();
            for entry in relay.feed(who) {
                if let Entry::Letter(id, _) = entry
                    && !seen.insert(*id)
                {
                    return Err(Violation::new("twice at the relay", id));
                }
            }
        }
        Ok(())
    }
}

/// The epoch after `lives` lives are over.
pub(super) fn next_life(lives: u64) -> (u64, Epoch) {
    (lives + 2, epoch(lives + 2))
}
