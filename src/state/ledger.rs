//! What became of the promises, one entry for each promised window.

use crate::state::{Conversation, Letter, Standing, promises::Settled};
use chrono::{DateTime, Utc};
use holdfast_protocol::EnvelopeId;
use holdfast_rhythm::{Outcome, PromiseEvents, Window, outcome, sort_by_key};

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

/// One letter in one of the windows that it was promised.
struct Link {
    window: Window,
    letter: EnvelopeId,
    answered: Option<DateTime<Utc>>,
    /// Answered, or its exchange ended.
    settled: Option<DateTime<Utc>>,
    next: Option<Window>,
}

const fn by_close(window: &Window) -> (DateTime<Utc>, DateTime<Utc>) {
    (window.closes, window.opens)
}

impl Conversation {
    /// All windows promised, the latest first. Letters that share a window
    /// share its entry: it is kept if each of them was answered before it
    /// closed, and closed if none was missed but for some no answer was owed
    /// any more.
    #[must_use]
    pub fn ledger(&self, now: DateTime<Utc>) -> Vec<LedgerEntry> {
        let mut links: Vec<Link> = self
            .wanting()
            .flat_map(|letter| self.links(letter))
            .collect();
        sort_by_key(&mut links, |link| by_close(&link.window));
        let owned = self.owned();
        links
            .chunk_by(|one, other| one.window == other.window)
            .rev()
            .filter_map(|links| entry(links, &owned, now))
            .collect()
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
        let beyond = self.missed_beyond();
        missed.extend(beyond.filter(|window| window.closes <= now));
        sort_by_key(&mut missed, by_close);
        missed.dedup();
        if missed.is_empty() {
            return missed;
        }
        let replies = self.letters.values().filter(|letter| {
            !letter.owns.is_empty()
                && !matches!(letter.standing, Standing::NeedsYou(_))
                && !self.gives_way(letter.id)
        });
        for reply in replies {
            missed.retain(|window| !reply.owns.contains(window));
        }
        missed
    }

    fn links(&self, letter: &Letter) -> Vec<Link> {
        let answered = self.first_reply(letter).map(|(left, _)| left);
        let settled = self.settled(letter);
        let was_closed = matches!(settled, Some(Settled::Closed(..)));
        let mut links: Vec<Link> = Vec::new();
        for promise in self.promised(letter) {
            let window = promise.window;
            if let Some(before) = links.last_mut() {
                before.next = Some(window);
            }
            links.push(Link {
                window,
                letter: letter.id,
                // A letter that comes long after the end of an exchange is no
                // answer to it.
                answered: answered.filter(|at| !was_closed || *at < window.closes),
                settled: settled.map(Settled::at),
                next: None,
            });
        }
        links
    }

    /// Which misses were owned, and when the first reply left that does.
    fn owned(&self) -> Vec<(Window, DateTime<Utc>)> {
        let mut owned: Vec<(Window, DateTime<Utc>)> = Vec::new();
        for (left, id) in self.departures.all() {
            let windows = self.letters.get(id).into_iter().flat_map(|one| &one.owns);
            for window in windows.filter(|window| *left >= window.closes) {
                if !owned.iter().any(|(known, _)| known == window) {
                    owned.push((*window, *left));
                }
            }
        }
        owned
    }
}

/// What became of a window that was promised to these letters.
fn entry(
    links: &[Link],
    owned: &[(Window, DateTime<Utc>)],
    now: DateTime<Utc>,
) -> Option<LedgerEntry> {
    let window = links.first()?.window;
    let last_of_all = |get: fn(&Link) -> Option<DateTime<Utc>>| {
        let all = links.iter().all(|link| get(link).is_some());
        links.iter().filter_map(get).max().filter(|_| all)
    };
    let settled = last_of_all(|link| link.settled);
    let owned = owned.iter().find(|(known, _)| *known == window);
    let owned = owned.map(|(_, left)| *left);
    let events = PromiseEvents {
        answered_at: last_of_all(|link| link.answered),
        repaired_at: owned,
        closed_at: settled,
    };
    // What is here has happened, even where `now` lags a little.
    let now = settled.into_iter().chain(owned).fold(now, DateTime::max);
    let answered = links.iter().filter_map(|link| link.answered).max();
    Some(LedgerEntry {
        window,
        outcome: outcome(&window, &events, now),
        letters: links.iter().map(|link| link.letter).collect(),
        answered: answered.filter(|_| settled.is_some()),
        owned,
        next: links.iter().find_map(|link| link.next),
    })
}
