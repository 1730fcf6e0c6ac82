//! What became of the promises, one entry for each promised window.

use crate::state::{Conversation, Letter, Standing, promises::Settled};
use chrono::{DateTime, Utc};
use holdfast_protocol::EnvelopeId;
use holdfast_rhythm::{Outcome, PromiseEvents, Window, outcome, sort_by_key};
use std::collections::BTreeMap;

/// One promised window and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The window that was promised.
    pub window: Window,
    /// What became of it.
    pub outcome: Outcome,
    /// The letters it was promised for, the earliest first.
    pub letters: Vec<EnvelopeId>,
    /// When the last answer to them left, if all have one or were closed.
    pub answered: Option<DateTime<Utc>>,
    /// When a reply left that owns the miss.
    pub owned: Option<DateTime<Utc>>,
    /// The window that was named when this one closed without an answer.
    pub next: Option<Window>,
}

/// Windows in the order in which they close.
type ByClose<T> = BTreeMap<(DateTime<Utc>, DateTime<Utc>), T>;

const fn key(window: &Window) -> (DateTime<Utc>, DateTime<Utc>) {
    (window.closes, window.opens)
}

/// What is known of one promised window.
#[derive(Default)]
struct Facts {
    letters: Vec<EnvelopeId>,
    /// Letters without an answer, and without an end of any kind.
    unanswered: usize,
    unsettled: usize,
    answered: Option<DateTime<Utc>>,
    settled: Option<DateTime<Utc>>,
    next: Option<Window>,
}

impl Conversation {
    /// All windows promised, the latest first. Letters that share a window
    /// share its entry: it is kept if each of them was answered before it
    /// closed, and closed if none was missed but for some no answer was owed
    /// any more.
    #[must_use]
    pub fn ledger(&self, now: DateTime<Utc>) -> Vec<LedgerEntry> {
        let mut windows: ByClose<Facts> = BTreeMap::new();
        for letter in self.wanting() {
            self.note_letter(letter, &mut windows);
        }
        let owned = self.owned();
        let entry = |((closes, opens), facts): (_, Facts)| {
            let window = Window { opens, closes };
            facts.entry(window, owned.get(&key(&window)).copied(), now)
        };
        windows.into_iter().rev().map(entry).collect()
    }

    /// The misses that no reply owns yet, sent or under way, the oldest first.
    #[must_use]
    pub fn to_own(&self, now: DateTime<Utc>) -> Vec<Window> {
        let mut missed: Vec<Window> = Vec::new();
        for letter in self.wanting() {
            let settled = self.settled(letter).map(Settled::at);
            let over = |window: &Window| {
                window.closes <= now && settled.is_none_or(|at| at >= window.closes)
            };
            let windows = self.promised(letter).map(|promise| promise.window);
            missed.extend(windows.filter(over));
        }
        sort_by_key(&mut missed, key);
        missed.dedup();
        if missed.is_empty() {
            return missed;
        }
        let replies = self.letters.values().filter(|letter| {
            !letter.owns.is_empty() && !matches!(letter.standing, Standing::NeedsYou(_))
        });
        for reply in replies {
            missed.retain(|window| !reply.owns.contains(window));
        }
        missed
    }

    fn note_letter(&self, letter: &Letter, windows: &mut ByClose<Facts>) {
        let answered = self.answered(letter);
        let settled = self.settled(letter);
        let was_closed = matches!(settled, Some(Settled::Closed(..)));
        let settled = settled.map(Settled::at);
        let mut promises = self.promised(letter).peekable();
        while let Some(promise) = promises.next() {
            let window = promise.window;
            // A letter that comes long after the end of an exchange is no
            // answer to it.
            let answered = answered.filter(|at| !was_closed || *at < window.closes);
            let facts = windows.entry(key(&window)).or_default();
            facts.letters.push(letter.id);
            facts.unanswered += usize::from(answered.is_none());
            facts.unsettled += usize::from(settled.is_none());
            facts.answered = facts.answered.max(answered);
            facts.settled = facts.settled.max(settled);
            let next = promises.peek().map(|next| next.window);
            facts.next = facts.next.or(next);
        }
    }

    /// When the first reply left that owns a miss, by the window missed.
    fn owned(&self) -> ByClose<DateTime<Utc>> {
        let mut owned = ByClose::new();
        for (left, id) in self.departures.all() {
            let windows = self.letters.get(id).into_iter().flat_map(|one| &one.owns);
            for window in windows.filter(|window| *left >= window.closes) {
                owned.entry(key(window)).or_insert(*left);
            }
        }
        owned
    }
}

impl Facts {
    fn entry(
        self,
        window: Window,
        owned: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> LedgerEntry {
        let settled = self.settled.filter(|_| self.unsettled == 0);
        let events = PromiseEvents {
            answered_at: self.answered.filter(|_| self.unanswered == 0),
            repaired_at: owned,
            closed_at: settled,
        };
        // What is here has happened, even where `now` lags a little.
        let now = [settled, owned]
            .into_iter()
            .flatten()
            .fold(now, DateTime::max);
        LedgerEntry {
            window,
            outcome: outcome(&window, &events, now),
            letters: self.letters,
            answered: self.answered.filter(|_| self.unsettled == 0),
            owned,
            next: self.next,
        }
    }
}
