//! Promises: given once for each letter, given anew when a promised window
//! closes without an answer, and what is settled.

use crate::state::{Author, Conversation, Letter, LetterState};
use chrono::{DateTime, TimeDelta, Utc};
use holdfast_protocol::{Answer, EnvelopeId};
use holdfast_rhythm::Promise;

/// The most windows that are named for one letter, one after the other: more
/// than a year of daily windows. A device whose clock runs years ahead would
/// otherwise name thousands.
const RENEWALS_MAX: usize = 400;

/// A letter that arrives in the instant in which a window without a cut-off
/// closes is still promised for it; who was missed in it is not. Instants are
/// told apart by the millisecond everywhere.
const AFTER: TimeDelta = TimeDelta::milliseconds(1);

/// Promises that were given now, to be stored.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The first promise of a letter.
    pub promises: Vec<(EnvelopeId, Promise)>,
    /// A window named anew, by the close of the one that was missed.
    pub renewals: Vec<(DateTime<Utc>, Promise)>,
    /// Windows named by a clock that was ahead, by the close of the one that
    /// has not closed yet: to be forgotten.
    pub untimely: Vec<DateTime<Utc>>,
}

impl Given {
    /// Whether there is nothing to store.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.promises.is_empty() && self.renewals.is_empty() && self.untimely.is_empty()
    }
}

/// Why no answer is owed any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    /// A reply has left.
    Answered(DateTime<Utc>),
    /// The exchange was ended.
    Closed(DateTime<Utc>, Author),
}

impl Settled {
    pub(super) const fn at(self) -> DateTime<Utc> {
        match self {
            Self::Answered(at) | Self::Closed(at, _) => at,
        }
    }
}

impl Conversation {
    /// Letters that are owed a promise and have none recorded yet.
    #[must_use]
    pub fn without_promise(&self) -> Vec<(EnvelopeId, DateTime<Utc>)> {
        self.wanting()
            .filter(|letter| letter.promise.is_none())
            .filter_map(|letter| Some((letter.id, letter.arrived()?)))
            .collect()
    }

    /// Records the promise given for a letter; a promise once given stands.
    pub fn promise(&mut self, id: EnvelopeId, promise: Promise) {
        self.look_again();
        if let Some(letter) = self.letters.get_mut(&id) {
            letter.promise.get_or_insert(promise);
        }
    }

    /// Records the window that was named when a promised one had closed at
    /// `closed` without an answer; what was named once stands.
    pub fn renew(&mut self, closed: DateTime<Utc>, promise: Promise) {
        self.look_again();
        if let Err(place) = self.renewal(closed) {
            self.renewals.insert(place, (closed, promise));
        }
    }

    /// Whether promises may be due at `now`; cheap enough for every tick.
    #[must_use]
    pub fn may_promise(&self, now: DateTime<Utc>) -> bool {
        now >= self.all_promised_until
    }

    /// Gives the promises that are due at `now`: to each letter one by the
    /// agreement in force when it arrived, and after each window that closed
    /// without an answer the next one (product rule 6), however long nobody
    /// looked. Asking again gives nothing more.
    pub fn give_promises(&mut self, now: DateTime<Utc>) -> Given {
        let mut given = Given::default();
        if !self.may_promise(now) {
            return given;
        }
        for (id, arrived) in self.without_promise() {
            if let Some(promise) = self.timeline.promise_record(arrived) {
                self.promise(id, promise.clone());
                given.promises.push((id, promise));
            }
        }
        let timely = self.renewals.partition_point(|(closed, _)| *closed <= now);
        let untimely = self.renewals.split_off(timely).into_iter();
        given.untimely = untimely.map(|(closed, _)| closed).collect();
        let mut until = DateTime::<Utc>::MAX_UTC;
        let promised: Vec<EnvelopeId> = self.wanting().map(|letter| letter.id).collect();
        for id in promised {
            let Some((renewed, closes)) = self.renewed(id, now, &mut given.renewals) else {
                continue;
            };
            until = closes.map_or(until, |closes| until.min(closes));
            if let Some(letter) = self.letters.get_mut(&id) {
                letter.renewed = renewed;
            }
        }
        self.all_promised_until = until;
        given
    }

    /// When the last window closed, up to `now`, that was promised for a letter
    /// to which an answer is still owed.
    #[must_use]
    pub fn last_missed(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.open()
            .flat_map(Letter::promises)
            .map(|promise| promise.window.closes)
            .filter(|closes| *closes <= now)
            .max()
    }

    /// The first reply that left after a patient's letter had arrived, and is
    /// no word from before it.
    pub(super) fn first_reply(&self, letter: &Letter) -> Option<(DateTime<Utc>, EnvelopeId)> {
        let arrived = letter.arrived()?;
        let mut left = self.departures.since(arrived).iter().copied();
        left.find(|(left, id)| self.answers_until(*left, *id) >= arrived)
    }

    /// Whether, when and how a patient's letter came to be owed no answer any
    /// more: whichever happened first.
    pub(super) fn settled(&self, letter: &Letter) -> Option<Settled> {
        let answered = self.first_reply(letter);
        let answered = answered.map(|(left, _)| Settled::Answered(left));
        let closed = self
            .closed(letter.id)
            .map(|(at, by)| Settled::Closed(at, by));
        match (answered, closed) {
            (Some(answered), Some(closed)) if closed.at() < answered.at() => Some(closed),
            (answered, closed) => answered.or(closed),
        }
    }

    /// The windows promised for a letter that count: up to the one in which it
    /// was settled. What was named while this device could not know of an
    /// answer falls away once it does.
    pub(super) fn promised<'a>(&'a self, letter: &'a Letter) -> impl Iterator<Item = &'a Promise> {
        let settled = self.settled(letter).map(Settled::at);
        let mut done = false;
        letter.promises().take_while(move |promise| {
            let counts = !done;
            done = settled.is_some_and(|at| at < promise.window.closes);
            counts
        })
    }

    pub(super) fn patients_state(
        &self,
        letter: &Letter,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> LetterState {
        match (self.settled(letter), letter.answer) {
            (_, Answer::NotNeeded) => return LetterState::NoAnswerNeeded { since },
            (Some(Settled::Answered(at)), _) => return LetterState::Answered { at },
            (Some(Settled::Closed(at, by)), _) => return LetterState::Closed { at, by },
            (None, Answer::Wanted) => {}
        }
        let mut missed = None;
        for promise in letter.promises() {
            if now < promise.window.closes {
                let promise = promise.clone();
                return match missed {
                    None => LetterState::Promised { since, promise },
                    Some(missed) => LetterState::Missed {
                        promise: missed,
                        next: Some(promise),
                    },
                };
            }
            missed = Some(promise.clone());
        }
        match missed {
            None => LetterState::WithRelay { since },
            Some(promise) => LetterState::Missed {
                promise,
                next: None,
            },
        }
    }

    /// The patient's letters that want an answer and have arrived.
    pub(super) fn wanting(&self) -> impl Iterator<Item = &Letter> {
        self.arrivals
            .all()
            .iter()
            .filter_map(|(_, id)| self.letters.get(id))
            .filter(|letter| letter.answer == Answer::Wanted)
    }

    /// Where the promise given anew at this close is, or where it would be.
    fn renewal(&self, closed: DateTime<Utc>) -> Result<usize, usize> {
        self.renewals.binary_search_by_key(&closed, |(at, _)| *at)
    }

    /// The windows named anew for a letter up to `now`, and when the last of
    /// them closes if it is still to come; `given` gets those that are new.
    fn renewed(
        &mut self,
        id: EnvelopeId,
        now: DateTime<Utc>,
        given: &mut Vec<(DateTime<Utc>, Promise)>,
    ) -> Option<(Vec<Promise>, Option<DateTime<Utc>>)> {
        let letter = self.letters.get(&id)?;
        let settled = self.settled(letter).map(Settled::at);
        let mut closes = letter.promise.as_ref()?.window.closes;
        let mut renewed = Vec::new();
        loop {
            if settled.is_some_and(|at| at < closes) {
                return Some((renewed, None));
            }
            if now < closes {
                return Some((renewed, Some(closes)));
            }
            if renewed.len() >= RENEWALS_MAX {
                return Some((renewed, None));
            }
            let next = match self.renewal(closes) {
                Ok(known) => self.renewals.get(known)?.1.clone(),
                Err(place) => {
                    let after = closes.checked_add_signed(AFTER);
                    let next = after.and_then(|after| self.timeline.promise_record(after));
                    let Some(next) = next else {
                        return Some((renewed, None));
                    };
                    self.renewals.insert(place, (closes, next.clone()));
                    given.push((closes, next.clone()));
                    next
                }
            };
            if next.window.closes <= closes {
                return Some((renewed, None));
            }
            closes = next.window.closes;
            renewed.push(next);
        }
    }
}
